//! Roles page by page, active or past.

use sqlx::PgExecutor;
use uuid::Uuid;

use domain::PersonId;

use super::role::{Role, Row, read, roles};
use super::seen_by::SeenBy;
use crate::storage::StorageError;

/// Of whom a list of roles is wanted; at least one of the two.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Whose services are used.
    pub delegator: Option<PersonId>,
    /// Who may use them.
    pub delegate: Option<PersonId>,
}

/// Roles that are seen, after the one with the id `after`, oldest first: an index of one of the two people leads to
/// them, each in a part of its own: "this or anybody" would have no index in a plan made for all values. Nothing when
/// nobody is named.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn list(
    db: impl PgExecutor<'_>,
    seen_by: SeenBy<'_>,
    wanted: Wanted,
    (after, limit): (Option<Uuid>, i64),
) -> Result<Vec<Role>, StorageError> {
    let (practices, person) = seen_by.parts();
    let rows = roles!(
        ("from", ""),
        (
            "select * from role where delegator_id = $1 and ($2::uuid is null or delegate_id = $2)
             union all
             select * from role where delegate_id = $2 and $1::uuid is null",
            "select * from association
             where case_id is null and patient_id = $1 and ($2::uuid is null or person_id = $2)
             union all
             select * from association where case_id is null and person_id = $2 and $1::uuid is null"
        ),
        "where (o.practice = any($3) or $6 in (o.delegator_id, o.delegate_id))
             and ($4::uuid is null or o.id > $4)
         order by o.id limit $5",
        wanted.delegator.map(|id| id.0),
        wanted.delegate.map(|id| id.0),
        &practices as &[&str],
        after,
        limit,
        person
    );
    read(rows.fetch_all(db).await?)
}
