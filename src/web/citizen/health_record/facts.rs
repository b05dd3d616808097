//! What is said of an entry, in words.

use crate::actions::health_record::view::{Entry, Fact, Section, Severity};
use crate::locale::{Language, Words, words};
use crate::wording::record_when;
use domain::health_record::Kind;

/// Something that is said: its name, what it is, and whether that is in the record's own words.
pub(super) struct Said {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) is_recorded: bool,
}

/// What is said of an entry beside its term.
pub(super) fn facts(language: Language, entry: &Entry) -> Vec<Said> {
    entry.facts.iter().map(|fact| said(language, fact)).collect()
}

fn said(language: Language, fact: &Fact) -> Said {
    let t = words(language);
    let recorded = |name: String, text: &String| Said { name, text: text.clone(), is_recorded: true };
    let ours = |name: String, text: String| Said { name, text, is_recorded: false };
    match fact {
        Fact::Value(text) => recorded(t.msg_health_record_value(), text),
        Fact::Day(when) => ours(t.msg_health_record_value(), record_when(language, *when)),
        Fact::Part(name, text) => recorded(String::new(), &format!("{name}: {text}")),
        Fact::Range(from, to) => ours(t.msg_health_record_range(), usual(t, from.as_deref(), to.as_deref())),
        Fact::Dose(text) => recorded(t.msg_health_record_dose(), text),
        Fact::Quantity(text) => recorded(t.msg_health_record_quantity(), text),
        Fact::Repeats(count) => ours(t.msg_health_record_repeats(), count.to_string()),
        Fact::LastIssued(when) => ours(t.msg_health_record_last_issued(), record_when(language, *when)),
        Fact::Until(when) => ours(t.msg_health_record_until(), record_when(language, *when)),
        Fact::Ended(when) => ours(t.msg_health_record_ended(), record_when(language, *when)),
        Fact::Reaction(text) => recorded(t.msg_health_record_reaction(), text),
        Fact::Severity(severity) => ours(t.msg_health_record_severity(), how_bad(t, *severity)),
        Fact::NotGiven => ours(String::new(), t.msg_health_record_not_given()),
        Fact::To(text) => recorded(t.msg_health_record_to(), text),
    }
}

/// The record has numbers; the words between them are the reader's.
fn usual(t: &Words, from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => t.msg_health_record_range_between(from, to),
        (Some(from), None) => t.msg_health_record_range_from(from),
        (None, Some(to)) => t.msg_health_record_range_to(to),
        (None, None) => String::new(),
    }
}

fn how_bad(t: &Words, severity: Severity) -> String {
    match severity {
        Severity::Mild => t.msg_health_record_mild(),
        Severity::Moderate => t.msg_health_record_moderate(),
        Severity::Severe => t.msg_health_record_severe(),
    }
}

/// What stands above the entries of a section.
pub(super) fn section(t: &Words, (kind, section): (Kind, Section), title: &str) -> String {
    match (kind, section) {
        (Kind::Medication, Section::Repeat) => t.msg_health_record_repeat(),
        (Kind::Medication, Section::Current) => t.msg_health_record_current_medicines(),
        (Kind::Medication, Section::Past) => t.msg_health_record_past_medicines(),
        (Kind::Allergy, Section::Current) => t.msg_health_record_current_allergies(),
        (Kind::Allergy, Section::Past) => t.msg_health_record_past_allergies(),
        (Kind::Problem, Section::Current) => t.msg_health_record_current_problems(),
        (Kind::Problem, Section::Past) => t.msg_health_record_past_problems(),
        _ => title.to_owned(),
    }
}
