//! One entry, as plain things.

use time::Date;

use domain::health_record::{Kind, When};

/// How bad a reaction was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Mild.
    Mild,
    /// Moderate.
    Moderate,
    /// Severe.
    Severe,
}

/// Something that is said of an entry beside its term. No `Debug` of what people have: it holds their record.
#[derive(Clone, PartialEq, Eq)]
pub enum Fact {
    /// What was found or measured.
    Value(String),
    /// The same, where it is a day.
    Day(When),
    /// A part of it, and what was found there.
    Part(String, String),
    /// What is usual: from, to. One of them may be missing.
    Range(Option<String>, Option<String>),
    /// How a medicine is taken.
    Dose(String),
    /// How much of it at a time.
    Quantity(String),
    /// How often it may be repeated.
    Repeats(u64),
    /// When it was last given out.
    LastIssued(When),
    /// Until when.
    Until(When),
    /// When it ended.
    Ended(When),
    /// What the reaction was.
    Reaction(String),
    /// How bad it was.
    Severity(Severity),
    /// It was not given.
    NotGiven,
    /// To whom.
    To(String),
}

/// A number that was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The number.
    pub value: f64,
    /// Its digits, as they were recorded.
    pub written: String,
    /// In what unit; may be empty.
    pub unit: String,
}

/// Under which heading of its page an entry stands, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// A medicine that is repeated.
    Repeat,
    /// What is so now.
    Current,
    /// What was so.
    Past,
    /// A page without headings.
    Only,
}

/// An entry. No `Debug`: it says what somebody has.
#[derive(Clone)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Its term; none where the record has none that may be shown.
    pub term: Option<String>,
    /// When it was.
    pub when: Option<When>,
    /// Under which heading.
    pub section: Section,
    /// What else is said of it.
    pub facts: Vec<Fact>,
    /// What somebody wrote beside it; nothing where free text is not shown.
    pub texts: Vec<String>,
    /// Its number, for trends.
    pub number: Option<Number>,
    /// Who recorded it.
    pub who: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The problem to which it belongs.
    pub problem: Option<String>,
    /// Whether it has a file that can be opened.
    pub has_file: bool,
}

impl Entry {
    /// The day by which it is sorted.
    pub fn day(&self) -> Option<Date> {
        self.when.map(When::first)
    }
}
