//! One case in the list.

use time::Date;

use crate::locale::{Language, date_long, day_long, words};
use crate::storage::views::worklist::Line;
use crate::web::parts::unbroken;
use crate::web::staff::tab::ends_by;
use crate::web::staff::words as staff_words;
use domain::delegation::Stage;
use domain::london::london_date;
use domain::waiting::lasts;
use domain::working_days::{DECIDE_WITHIN, overdue_since};
use domain::{DelegationId, NhsNumber};

/// One case.
pub(in crate::web::staff) struct Row {
    /// Where it is.
    pub href: String,
    /// The patient.
    pub delegator: String,
    /// The patient's NHS number, on one line.
    pub delegator_number: String,
    /// The patient's date of birth.
    pub delegator_born: String,
    /// The trusted person.
    pub delegate: String,
    /// The trusted person's NHS number, on one line.
    pub delegate_number: String,
    /// The trusted person's date of birth.
    pub delegate_born: String,
    /// When it was requested.
    pub requested: String,
    /// Since when it is at its stage.
    pub since: String,
    /// Where it stands.
    pub stage: String,
    /// How long it has waited.
    pub waited: String,
    /// Words to be marked: until when it waits for somebody, overdue, that it came with the patient, a change asked for, the last day, a message that did not arrive.
    pub marks: Vec<String>,
    /// Who has taken it; may be empty.
    pub taken_by: String,
    /// Their name alone.
    pub taker: String,
}

/// A line in words; `failed` are the cases about which a message failed.
pub fn row(line: &Line, (language, today): (Language, Date), failed: &[DelegationId]) -> Row {
    let t = words(language);
    let born =
        |born: Option<Date>| born.map_or_else(|| t.msg_case_unknown(), |born| date_long(born, language));
    let number = |number: &NhsNumber| unbroken(&number.spaced());
    let since = london_date(line.since);
    let waits = matches!(line.stage, Stage::WithPractice | Stage::Ending);
    let waiting = line.waits_until.filter(|until| lasts(*until, today));
    let is_overdue = waits && waiting.is_none() && since <= overdue_since(today, DECIDE_WITHIN);
    let has_access = matches!(line.stage, Stage::Active | Stage::Suspended);
    let ends = line.ends.filter(|ends| has_access && *ends <= ends_by(today));
    let moved_here = line.moved_here && line.stage == Stage::WithPractice;
    let marks = [
        moved_here.then(|| t.msg_worklist_moved_here()),
        ends.map(|ends| t.msg_worklist_ends(date_long(ends, language))),
        waiting.map(|until| t.msg_worklist_waiting_until(date_long(until, language))),
        is_overdue.then(|| t.msg_worklist_overdue()),
        line.change_asked.then(|| t.msg_worklist_change_asked()),
        line.undelivered.then(|| t.msg_worklist_undelivered()),
        (!line.undelivered && failed.contains(&line.id)).then(|| t.msg_worklist_failed()),
    ];
    Row {
        href: format!("/staff/cases/{}", line.id),
        delegator: line.delegator.full(),
        delegator_number: number(&line.delegator_number),
        delegator_born: born(line.delegator_born),
        delegate: line.delegate.full(),
        delegate_number: number(&line.delegate_number),
        delegate_born: born(line.delegate_born),
        requested: day_long(line.requested_at, language),
        since: day_long(line.since, language),
        stage: staff_words::stage(t, line.stage),
        waited: t.msg_worklist_days((today - since).whole_days().max(0)),
        marks: marks.into_iter().flatten().collect(),
        taken_by: line.taken_by.clone().map(|name| t.msg_worklist_taken(name)).unwrap_or_default(),
        taker: line.taken_by.clone().unwrap_or_default(),
    }
}
