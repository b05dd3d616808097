//! Roles page by page, active or past.

use sqlx::PgExecutor;
use uuid::Uuid;

use domain::PersonId;
use domain::scope::Scope;

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

/// The same of what the program `client` sees, which acts for itself: of those of its practices that take part in the trial. One
/// statement also tells whether it may know of them now, by this scope; none where it may not.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn list_of_program(
    db: impl PgExecutor<'_>,
    (client, scope): (&str, Scope),
    wanted: Wanted,
    (after, limit): (Option<Uuid>, i64),
) -> Result<Option<Vec<Role>>, StorageError> {
    let rows = roles!(
        ("from client c left join lateral", "on ($4::uuid is null or o.id > $4)"),
        (
            "select * from role
             where delegator_id = $2 and ($3::uuid is null or delegate_id = $3) and practice = any(c.practices)
                 and exists (select from practice e where e.ods_code = role.practice and e.enabled)
             union all
             select * from role
             where delegate_id = $3 and $2::uuid is null and practice = any(c.practices)
                 and exists (select from practice e where e.ods_code = role.practice and e.enabled)",
            "select * from association
             where case_id is null and patient_id = $2 and ($3::uuid is null or person_id = $3)
                 and practice = any(c.practices)
                 and exists (select from practice e where e.ods_code = association.practice and e.enabled)
             union all
             select * from association
             where case_id is null and person_id = $3 and $2::uuid is null and practice = any(c.practices)
                 and exists (select from practice e where e.ods_code = association.practice and e.enabled)"
        ),
        "where c.id = $1 and c.disabled_at is null and c.acts_for = 'itself' and $6 = any(c.scopes)
             and exists (select from practice t where t.ods_code = any(c.practices) and t.enabled)
         order by o.id limit $5",
        client,
        wanted.delegator.map(|id| id.0),
        wanted.delegate.map(|id| id.0),
        after,
        limit,
        scope.code()
    );
    let rows = rows.fetch_all(db).await?;
    // The program's own row is there in any case.
    if rows.is_empty() { Ok(None) } else { Ok(Some(read(rows)?)) }
}
