//! Cases and the associations that they decide about.

use sqlx::PgExecutor;

use domain::DelegationId;

use crate::storage::StorageError;

/// Whether this case has an association that has not ended.
///
/// # Errors
/// When the database fails.
pub async fn has_association(db: impl PgExecutor<'_>, case: DelegationId) -> Result<bool, StorageError> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from association where case_id = $1 and state <> 'ended') as "found!""#,
        case.0
    );
    Ok(found.fetch_one(db).await?)
}

/// Cases that give access and have no association, after this one in the order of their ids: those of before there were accounts.
///
/// # Errors
/// When the database fails.
pub async fn without_association(
    db: impl PgExecutor<'_>,
    after: Option<DelegationId>,
    limit: i64,
) -> Result<Vec<DelegationId>, StorageError> {
    let ids = sqlx::query_scalar!(
        "select d.id from delegation d
         where d.stage = 'active' and ($1::uuid is null or d.id > $1)
             and not exists (select from association s where s.case_id = d.id and s.state <> 'ended')
         order by d.id limit $2",
        after.map(|id| id.0),
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(DelegationId).collect())
}

/// The version of a case, which nobody changes until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn hold(db: impl PgExecutor<'_>, case: DelegationId) -> Result<Option<i32>, StorageError> {
    let found = sqlx::query_scalar!("select version from delegation where id = $1 for share", case.0);
    Ok(found.fetch_optional(db).await?)
}
