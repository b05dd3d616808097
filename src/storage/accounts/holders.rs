//! The account of a case's trusted person at its practice, in one read with what stands beside it.

use sqlx::PgExecutor;

use domain::account::Account;
use domain::{OdsCode, PersonId};

use crate::storage::StorageError;

use super::kept;

/// A checked query: its first columns; then those of an account `a` with one of its associations `s`, none where there is none; then
/// the rest. The associations are put in their order by `s.place`.
macro_rules! with_account {
    ($first:literal, $rest:literal, $($value:expr),+ $(,)?) => {
        sqlx::query!(
            $first + r#",
                a.id as "account_id?", a.version as "account_version?", a.opened_at as "account_opened_at?",
                a.key_since as "account_key_since?", a.linked as "account_linked?",
                a.linked_at as "account_linked_at?", a.by_letter as "account_by_letter?",
                a.verification as "account_verification?", a.switched_off as "account_switched_off?",
                a.active as "account_active?", s.id as "association?", s.patient_id as "patient?",
                s.case_id as "case_id?", s.tie as "tie?", s.access as "association_access?",
                s.state as "association_state?", s.reason as "association_reason?",
                s.decided_on as "decided_on?", s.told_of as "told_of?",
                s.warned_of as "association_warned_of?", s.review_asked as "review_asked?" "#
                + $rest,
            $($value),+
        )
    };
}

/// The account out of a record of such a query, as `kept` reads it; `None` where there is none.
macro_rules! account_row {
    ($record:ident, $person:expr, $practice:expr) => {
        match (
            ($record.account_id, $record.account_version, $record.account_opened_at, $record.account_active),
            ($record.account_linked, $record.account_linked_at, $record.account_by_letter),
        ) {
            (
                (Some(id), Some(version), Some(opened_at), Some(active)),
                (Some(linked), Some(linked_at), Some(by_letter)),
            ) => Some($crate::storage::accounts::kept::Row {
                id,
                version,
                person_id: $person,
                practice: $practice,
                opened_at,
                key_since: $record.account_key_since,
                linked,
                linked_at,
                by_letter,
                verification: $record.account_verification,
                switched_off: $record.account_switched_off,
                active,
                association: $record.association,
                patient: $record.patient,
                case_id: $record.case_id,
                tie: $record.tie,
                access: $record.association_access,
                state: $record.association_state,
                reason: $record.association_reason,
                decided_on: $record.decided_on,
                told_of: $record.told_of,
                warned_of: $record.association_warned_of,
                review_asked: $record.review_asked,
            }),
            _ => None,
        }
    };
}

/// The account of a person at a practice as it stands, or none; and whether NHS login knows them to P9.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn find(
    db: impl PgExecutor<'_>,
    person: PersonId,
    practice: &OdsCode,
) -> Result<(Option<Account>, bool), StorageError> {
    let rows = with_account!(
        r#"select p.given_name is not null and p.family_name is not null as "is_proofed!""#,
        "from person p
         left join account a on a.person_id = p.id and a.practice = $2
         left join association s on s.account_id = a.id
         where p.id = $1 order by s.place",
        person.0,
        practice.as_str()
    )
    .fetch_all(db)
    .await?;
    let is_proofed = rows.first().is_some_and(|row| row.is_proofed);
    let accounts =
        rows.into_iter().filter_map(|row| account_row!(row, person.0, practice.as_str().to_owned()));
    Ok((kept::whole(accounts.collect())?.pop(), is_proofed))
}
