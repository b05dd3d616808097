//! Consultations, by topic and heading.

use askama::Template;

use crate::actions::health_record::view::{self, Consultation};
use crate::locale::{Language, Words};
use crate::web::lists::Pages;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use crate::wording;
use domain::health_record::Kind;

use super::frame::Frame;
use super::line::{Line, line};
use super::opened::Opened;
use super::sorted::{SortLink, Wanted, sorts};

/// One consultation.
struct Met {
    line: Line,
    topics: Vec<Topic>,
}

/// What a part of it was about.
struct Topic {
    problem: Option<String>,
    title: Option<String>,
    headings: Vec<Heading>,
}

/// What stands under one heading.
struct Heading {
    title: Option<String>,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "citizen/health_record/consultations.html")]
pub(super) struct Consultations {
    t: &'static Words,
    shell: Shell,
    frame: Frame,
    title: String,
    sorts: Vec<SortLink>,
    consultations: Vec<Met>,
    pages: Pages,
}
page::page!(Consultations);

impl Consultations {
    /// One page of so many.
    pub(super) fn new(
        visit: Visit,
        opened: &Opened,
        all: Vec<Consultation>,
        (wanted, total): (Wanted, usize),
    ) -> Consultations {
        let (t, language) = (visit.t, visit.language());
        let path = format!("{}/{}", opened.home(), Kind::Consultation.code());
        let href = |page: usize| format!("{path}?sort={}&page={page}", wanted.sort.code());
        let home = opened.home();
        Consultations {
            t,
            frame: Frame::of(t, opened),
            title: wording::record_part(t, Kind::Consultation),
            sorts: sorts(t, &path, wanted.sort),
            pages: Pages::new(wanted.page, total, href),
            consultations: all.into_iter().map(|one| met(language, one, &home)).collect(),
            shell: visit.shell,
        }
    }
}

fn met(language: Language, one: Consultation, home: &str) -> Met {
    let heading = |heading: view::Heading| Heading {
        title: heading.title,
        lines: heading.entries.into_iter().map(|entry| line(language, entry, home)).collect(),
    };
    let topics = one.topics.into_iter().map(|topic| Topic {
        problem: topic.problem,
        title: topic.title,
        headings: topic.headings.into_iter().map(heading).collect(),
    });
    Met { topics: topics.collect(), line: line(language, one.entry, home) }
}
