//! Roles that hold on a day: one read by index.

use sqlx::PgExecutor;
use time::Date;

use domain::PersonId;

use super::role::{Role, Row, good, read, roles};
use super::seen_by::SeenBy;
use crate::storage::StorageError;

/// What somebody may know of the roles of `delegate` for `delegator` that hold on `today`.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn now_seen_by(
    db: impl PgExecutor<'_>,
    seen_by: SeenBy<'_>,
    (delegator, delegate): (PersonId, PersonId),
    today: Date,
) -> Result<Vec<Role>, StorageError> {
    let (practices, person) = seen_by.parts();
    let rows = roles!(
        ("from", ""),
        (
            "select * from role
             where delegate_id = $2 and delegator_id = $1 and active and starts <= $3
                 and (ends is null or ends >= $3)",
            "select * from association
             where person_id = $2 and patient_id = $1 and case_id is null and state = 'running'
                 and starts <= $3 and (ends is null or ends >= $3)"
        ),
        "where (o.practice = any($4) or $5 in (o.delegator_id, o.delegate_id))",
        delegator.0,
        delegate.0,
        today,
        &practices as &[&str],
        person
    );
    Ok(good(read(rows.fetch_all(db).await?)?, today))
}

/// What the program `client` may know of the roles of `delegate` for `delegator` that hold on `today`: one read by index,
/// which also tells whether the program is still welcome. None when it is not.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn now(
    db: impl PgExecutor<'_>,
    client: &str,
    (delegator, delegate): (PersonId, PersonId),
    today: Date,
) -> Result<Option<Vec<Role>>, StorageError> {
    let rows = roles!(
        ("from client c left join lateral", "on true"),
        (
            "select * from role
             where delegate_id = $3 and delegator_id = $2 and active and starts <= $4
                 and (ends is null or ends >= $4) and practice = any(c.practices)
                 and exists (select from practice e where e.ods_code = role.practice and e.enabled)",
            "select * from association
             where person_id = $3 and patient_id = $2 and case_id is null and state = 'running'
                 and starts <= $4 and (ends is null or ends >= $4) and practice = any(c.practices)
                 and exists (select from practice e where e.ods_code = association.practice and e.enabled)"
        ),
        "where c.id = $1 and c.disabled_at is null",
        client,
        delegator.0,
        delegate.0,
        today
    );
    let rows = rows.fetch_all(db).await?;
    // The program's own row is there in any case.
    if rows.is_empty() { Ok(None) } else { Ok(Some(good(read(rows)?, today))) }
}
