//! One case in the list.

use time::Date;

use crate::locale::{Language, Words, day_long};
use crate::storage::views::worklist::Line;
use crate::web::staff::words as staff_words;
use domain::delegation::Stage;
use domain::london::london_date;
use domain::working_days::{DECIDE_WITHIN, overdue_since};

/// One case.
pub(in crate::web::staff) struct Row {
    /// Where it is.
    pub href: String,
    /// The patient.
    pub delegator: String,
    /// The trusted person.
    pub delegate: String,
    /// When it was requested.
    pub requested: String,
    /// Since when it is at its stage.
    pub since: String,
    /// Where it stands.
    pub stage: String,
    /// How long it has waited.
    pub waited: String,
    /// Words to be marked: overdue, a change asked for, a message that did not arrive.
    pub marks: Vec<String>,
    /// Who has taken it; may be empty.
    pub taken_by: String,
}

/// A line in words.
pub fn row(t: &Words, line: &Line, (language, today): (Language, Date)) -> Row {
    let since = london_date(line.since);
    let waits = matches!(line.stage, Stage::WithPractice | Stage::Ending);
    let is_overdue = waits && since <= overdue_since(today, DECIDE_WITHIN);
    let marks = [
        is_overdue.then(|| t.msg_worklist_overdue()),
        line.change_asked.then(|| t.msg_worklist_change_asked()),
        line.undelivered.then(|| t.msg_worklist_undelivered()),
    ];
    Row {
        href: format!("/staff/cases/{}", line.id),
        delegator: line.delegator.full(),
        delegate: line.delegate.full(),
        requested: day_long(line.requested_at, language),
        since: day_long(line.since, language),
        stage: staff_words::stage(t, line.stage),
        waited: t.msg_worklist_days((today - since).whole_days().max(0)),
        marks: marks.into_iter().flatten().collect(),
        taken_by: line.taken_by.clone().map(|name| t.msg_worklist_taken(name)).unwrap_or_default(),
    }
}
