//! People whom a practice has described, by their NHS number.

use sqlx::PgExecutor;

use domain::{NhsNumber, OdsCode, PersonId};

use crate::storage::StorageError;

/// Whom the practice has traced by this number.
///
/// # Errors
/// When the database fails.
pub async fn known(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    number: &NhsNumber,
) -> Result<Option<PersonId>, StorageError> {
    let found = sqlx::query_scalar!(
        "select t.person_id from person p join traced_person t on t.person_id = p.id and t.practice = $1
         where p.nhs_number = $2",
        practice.as_str(),
        number.as_str()
    );
    Ok(found.fetch_optional(db).await?.map(PersonId))
}
