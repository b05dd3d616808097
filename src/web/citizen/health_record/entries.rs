//! The entries of one part of a record, under their headings, with small pictures of how numbers changed.

use askama::Template;

use crate::actions::health_record::view::{Entry, Group, trends};
use crate::locale::Words;
use crate::web::lists::{Head, Pages};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use crate::wording;

use super::facts::section;
use super::frame::Frame;
use super::line::{Line, line};
use super::opened::Opened;
use super::picture::{Picture, picture};
use super::sorted::{SortLink, Wanted, sorts};

/// How many entries one page has.
const LINES: usize = 50;

/// The entries under one heading.
struct Section {
    title: String,
    /// Whether it is all that the page is about, whose heading says so already.
    is_page: bool,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "citizen/health_record/entries.html")]
pub(super) struct Entries {
    t: &'static Words,
    shell: Shell,
    frame: Frame,
    title: String,
    sorts: Vec<SortLink>,
    pictures: Vec<Picture>,
    heads: Vec<Head>,
    sections: Vec<Section>,
    pages: Pages,
}
page::page!(Entries);

impl Entries {
    /// One page of them.
    pub(super) fn new(
        visit: Visit,
        opened: &Opened,
        (group, mut entries): (Group, Vec<Entry>),
        wanted: Wanted,
    ) -> Entries {
        let (t, language) = (visit.t, visit.language());
        let (title, path) = (wording::record_part(t, group), format!("{}/{}", opened.home(), group.code()));
        wanted.sort.sort(&mut entries);
        let total = entries.len().div_ceil(LINES);
        let href = |page: usize| format!("{path}?sort={}&page={page}", wanted.sort.code());
        let pictures = if wanted.page == 1 { trends(&entries) } else { Vec::new() };
        let first = (wanted.page.clamp(1, total.max(1)) - 1) * LINES;
        let shown = entries.into_iter().skip(first).take(LINES);
        let mut sections: Vec<Section> = Vec::new();
        for entry in shown {
            let heading = section(t, (entry.kind, entry.section), &title);
            let line = line(language, entry, &opened.home());
            match sections.last_mut().filter(|last| last.title == heading) {
                Some(last) => last.lines.push(line),
                None => {
                    sections.push(Section { is_page: heading == title, title: heading, lines: vec![line] })
                }
            }
        }
        Entries {
            t,
            frame: Frame::of(t, opened),
            sorts: sorts(t, &path, wanted.sort),
            pictures: pictures.iter().map(|trend| picture(language, trend)).collect(),
            heads: heads(t),
            pages: Pages::new(wanted.page, total, href),
            sections,
            title,
            shell: visit.shell,
        }
    }
}

fn heads(t: &Words) -> Vec<Head> {
    let heads = [
        t.msg_health_record_what(),
        t.msg_health_record_when(),
        t.msg_health_record_more(),
        t.msg_health_record_by(),
    ];
    heads.map(Head::new).into()
}
