//! What is needed to say what somebody may do for a patient: accounts, associations and switches of one moment, in one read by index.

use sqlx::PgExecutor;
use time::Date;

use domain::account::{Account, Offer};
use domain::{OdsCode, PersonId};

use super::kept::{Row, whole};
use super::switches::touched;
use crate::storage::StorageError;

/// What counts at one practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// The account, with the association with this patient and no other.
    pub account: Account,
    /// What the practice offers to all.
    pub practice: Offer,
    /// What is on for the patient.
    pub patient: Offer,
    /// When the association was last used.
    pub used_on: Option<Date>,
}

/// What counts for a person who acts for a patient (or for themselves), at each practice where they have an association that has not
/// ended.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn inputs(
    db: impl PgExecutor<'_>,
    person: PersonId,
    patient: PersonId,
) -> Result<Vec<Inputs>, StorageError> {
    let rows = sqlx::query!(
        r#"select a.id as "id!", a.version as "version!", a.person_id as "person_id!", a.practice as "practice!",
                a.opened_at as "opened_at!", a.key_since, a.linked as "linked!", a.linked_at as "linked_at!",
                a.verification, a.switched_off, a.active as "active!", s.id as "association!",
                s.patient_id as "patient_id!", s.tie as "tie!", s.access as "access!", s.state as "state!", s.reason,
                s.decided_on as "decided_on!", s.told_of, s.warned_of, s.review_asked,
                w.services as "practice_services?", w.record as "practice_record?",
                v.services as "patient_services?", v.record as "patient_record?", u.used_on as "used_on?"
           from association s
           join account a on a.id = s.account_id
           left join switches w on w.practice = s.practice and w.patient_id is null
           left join switches v on v.practice = s.practice and v.patient_id = s.patient_id
           left join association_use u on u.association_id = s.id
           where s.person_id = $1 and s.patient_id = $2 and s.state <> 'ended'"#,
        person.0,
        patient.0
    )
    .fetch_all(db)
    .await?;
    let mut inputs = Vec::new();
    for row in rows {
        let practice = touched(row.practice_services, row.practice_record)?.unwrap_or_else(Offer::everything);
        let patient = touched(row.patient_services, row.patient_record)?.unwrap_or_else(Offer::everything);
        let kept = Row {
            id: row.id,
            version: row.version,
            person_id: row.person_id,
            practice: row.practice,
            opened_at: row.opened_at,
            key_since: row.key_since,
            linked: row.linked,
            linked_at: row.linked_at,
            verification: row.verification,
            switched_off: row.switched_off,
            active: row.active,
            association: Some(row.association),
            patient: Some(row.patient_id),
            tie: Some(row.tie),
            access: Some(row.access),
            state: Some(row.state),
            reason: row.reason,
            decided_on: Some(row.decided_on),
            told_of: row.told_of,
            warned_of: row.warned_of,
            review_asked: row.review_asked,
        };
        let account = whole(vec![kept])?.pop();
        let used_on = row.used_on;
        inputs.extend(account.map(|account| Inputs { account, practice, patient, used_on }));
    }
    Ok(inputs)
}

impl Inputs {
    /// The practice at which they count.
    pub fn at(&self) -> &OdsCode {
        &self.account.practice
    }
}
