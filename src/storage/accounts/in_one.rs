//! An account with its associations as part of a row about something else: a list of records, one of each association.

use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::kept::Row;

/// The columns of [`Row`], in the groups in which a query has them: a record of ours has nine at most.
pub(in crate::storage) type Record = (Own, Decided, Told);

type Own =
    (Uuid, i32, Uuid, String, OffsetDateTime, Option<OffsetDateTime>, Vec<Uuid>, Vec<OffsetDateTime>, bool);
type Decided = (
    Option<serde_json::Value>,
    Option<String>,
    bool,
    Option<Uuid>,
    Option<Uuid>,
    Option<Uuid>,
    Option<serde_json::Value>,
    Option<serde_json::Value>,
    Option<String>,
);
type Told = (Option<String>, Option<Date>, Option<String>, Option<Date>, Option<Date>);

/// One such record as the row that it would be by itself.
pub(in crate::storage) fn row((own, decided, told): Record) -> Row {
    let (id, version, person_id, practice, opened_at, key_since, linked, linked_at, by_letter) = own;
    let (verification, switched_off, active, association, patient, case_id, tie, access, state) = decided;
    let (reason, decided_on, told_of, warned_of, review_asked) = told;
    Row {
        id,
        version,
        person_id,
        practice,
        opened_at,
        key_since,
        linked,
        linked_at,
        by_letter,
        verification,
        switched_off,
        active,
        association,
        patient,
        case_id,
        tie,
        access,
        state,
        reason,
        decided_on,
        told_of,
        warned_of,
        review_asked,
    }
}
