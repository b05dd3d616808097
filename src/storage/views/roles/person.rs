//! Somebody by their number, where a practice may know of them.

use sqlx::PgExecutor;

use domain::{NhsNumber, OdsCode, PersonId};

use crate::storage::StorageError;

/// Our id of the person with this NHS number, if they have a role at one of these practices, on either side, an account there, or somebody
/// who is associated with them there.
///
/// # Errors
/// When the database fails.
pub async fn person(
    db: impl PgExecutor<'_>,
    practices: &[OdsCode],
    number: &NhsNumber,
) -> Result<Option<PersonId>, StorageError> {
    let practices: Vec<&str> = practices.iter().map(OdsCode::as_str).collect();
    let found = sqlx::query_scalar!(
        "select p.id from person p
         where p.nhs_number = $1 and (
             exists (select from role r where r.delegator_id = p.id and r.practice = any($2))
             or exists (select from role r where r.delegate_id = p.id and r.practice = any($2))
             or exists (select from account a where a.person_id = p.id and a.practice = any($2))
             or exists (select from association s
                        where s.patient_id = p.id and s.practice = any($2) and s.state <> 'ended'))",
        number.as_str(),
        &practices as &[&str]
    )
    .fetch_optional(db)
    .await?;
    Ok(found.map(PersonId))
}
