//! The page of it.

use askama::Template;

use crate::actions::health_record::view::{AtLevel, Change, Compared};
use crate::locale::{Language, Words, date_long, words};
use crate::web::lists::Head;
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView};
use crate::web::visit::Visit;
use crate::wording;
use domain::RecordLevel;
use domain::account::Shown;
use domain::health_record::Kind;

/// What stands above it.
pub(super) struct Above {
    /// Where the back link leads.
    pub(super) back: String,
    /// Whose record it is, or of which case.
    pub(super) names: String,
    /// Where it is set how much is shown of this patient's record, where there is such a page.
    pub(super) switches: Option<String>,
}

/// How many entries of one kind each level shows.
struct Row {
    name: String,
    counts: Vec<Count>,
}

/// How many one level shows.
struct Count {
    level: String,
    count: usize,
}

/// An entry that the two levels show in two ways.
struct Line {
    kind: String,
    term: Option<String>,
    when: String,
    how: String,
}

#[derive(Template)]
#[template(path = "staff/record/page.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    back: String,
    names: String,
    /// Whether the practice's record of the patient is here.
    is_held: bool,
    /// How much the practice shows at most, line by line; none where it shows everything.
    most: Vec<String>,
    switches: Option<String>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    one_level: FieldView,
    other_level: FieldView,
    choices: Vec<Choice>,
    /// How many entries differ, in words.
    more: String,
    /// That not all of them are listed.
    first: Option<String>,
    line_heads: Vec<Head>,
    lines: Vec<Line>,
}
page::page!(Page);

impl Page {
    /// The page of a record, or that there is none.
    pub(super) fn new(
        visit: Visit,
        above: Above,
        compared: Option<Compared>,
        (from, to): (RecordLevel, RecordLevel),
    ) -> Page {
        let (t, language) = (visit.t, visit.language());
        let is_held = compared.is_some();
        let Compared { levels, changes, count, offered } = compared.unwrap_or_default();
        let listed = changes.len();
        let mut heads = vec![Head::new(t.msg_health_record_would_see_kind())];
        heads.extend(levels.iter().map(|at| Head::numeric(wording::record_level(t, at.level))));
        Page {
            t,
            back: above.back,
            names: above.names,
            is_held,
            most: offered.map(|offered| most(language, offered)).unwrap_or_default(),
            switches: above.switches,
            heads,
            rows: rows(t, &levels),
            one_level: FieldView::new("from", from.code()),
            other_level: FieldView::new("to", to.code()),
            choices: RecordLevel::ALL
                .map(|one| Choice::new(one.code(), wording::record_level(t, one)))
                .into(),
            more: t.msg_health_record_would_see_more(count),
            first: (listed < count).then(|| t.msg_health_record_would_see_first(listed)),
            line_heads: line_heads(t),
            lines: changes.into_iter().map(|change| line(language, change)).collect(),
            shell: visit.shell,
        }
    }
}

/// How much of the record the practice shows at most, where that is not all: levels beyond it show no more.
fn most(language: Language, offered: Shown) -> Vec<String> {
    let t = words(language);
    if !offered.is_less_than(Shown::always(RecordLevel::Full)) {
        return Vec::new();
    }
    let older = offered.since().map(|from| {
        let level = wording::record_level(t, offered.historical());
        t.msg_health_record_would_see_most_older(date_long(from, language), level)
    });
    let most = t.msg_health_record_would_see_most(wording::record_level(t, offered.current()));
    [most].into_iter().chain(older).collect()
}

/// How many entries of each kind each level shows, and of all kinds together.
fn rows(t: &Words, levels: &[AtLevel]) -> Vec<Row> {
    let row = |name: String, count: &dyn Fn(&AtLevel) -> usize| Row {
        name,
        counts: levels
            .iter()
            .map(|at| Count { level: wording::record_level(t, at.level), count: count(at) })
            .collect(),
    };
    let of_kind = |kind: Kind| {
        row(wording::record_part(t, kind), &|at: &AtLevel| at.counts.get(&kind).copied().unwrap_or_default())
    };
    let mut rows: Vec<Row> = Kind::ALL.into_iter().map(of_kind).collect();
    rows.push(row(t.msg_health_record_would_see_sum(), &|at: &AtLevel| at.counts.values().sum::<usize>()));
    rows
}

fn line_heads(t: &Words) -> Vec<Head> {
    let heads = [
        t.msg_health_record_what(),
        t.msg_health_record_would_see_kind(),
        t.msg_health_record_when(),
        t.msg_health_record_would_see_shown(),
    ];
    heads.map(Head::new).into()
}

fn line(language: Language, change: Change) -> Line {
    let t = words(language);
    let how = if change.is_only_fuller {
        t.msg_health_record_would_see_fuller()
    } else {
        t.msg_health_record_would_see_new()
    };
    let when = change.entry.when;
    let when = when.map_or_else(|| t.msg_health_record_no_day(), |when| wording::record_when(language, when));
    Line { kind: wording::record_part(t, change.entry.kind), term: change.entry.term, when, how }
}
