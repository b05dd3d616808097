//! One entry, as a line of a page.

use crate::actions::health_record::view::Entry;
use crate::locale::{Language, words};
use crate::wording::record_when;
use domain::health_record::Kind;

use super::facts::{Said, facts};

/// An entry in words.
pub(super) struct Line {
    /// Its term; none where the record has none that may be shown.
    pub(super) term: Option<String>,
    /// What it is called then.
    pub(super) no_term: String,
    /// When.
    pub(super) when: String,
    /// What is said of it.
    pub(super) facts: Vec<Said>,
    /// What somebody wrote beside it.
    pub(super) texts: Vec<String>,
    /// The problem to which it belongs.
    pub(super) problem: Option<String>,
    /// Who recorded it, and where.
    pub(super) by: Vec<String>,
    /// Where its file is.
    pub(super) file: Option<String>,
    /// That it has none here, though it is a document.
    pub(super) no_file: Option<String>,
}

impl Line {
    /// Whether anything stands beside its term.
    pub(super) fn has_more(&self) -> bool {
        let has_file = self.file.is_some() || self.no_file.is_some();
        has_file || self.problem.is_some() || !self.facts.is_empty() || !self.texts.is_empty()
    }
}

/// An entry of the record whose contents are at `home`.
pub(super) fn line(language: Language, entry: Entry, home: &str) -> Line {
    let t = words(language);
    let no_term = match entry.kind {
        Kind::Consultation => t.msg_health_record_consultation(),
        Kind::Document => t.msg_health_record_document(),
        _ => t.msg_health_record_no_term(),
    };
    Line {
        no_term,
        when: entry.when.map_or_else(|| t.msg_health_record_no_day(), |when| record_when(language, when)),
        facts: facts(language, &entry),
        no_file: (entry.kind == Kind::Document && !entry.has_file).then(|| t.msg_health_record_no_file()),
        file: entry.has_file.then(|| format!("{home}/documents/{}", entry.id)),
        term: entry.term,
        texts: entry.texts,
        problem: entry.problem,
        by: entry.who.into_iter().chain(entry.place).collect(),
    }
}
