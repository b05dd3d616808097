//! How many roles and calls there are, for whoever moves roles and compares.

use sqlx::PgExecutor;

use super::super::StorageError;

/// Roles of one organisation that came in one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// ODS code of the grantor.
    pub grantor: Option<String>,
    /// The round in which they were created.
    pub round: Option<String>,
    /// How many were created.
    pub created: i64,
    /// How many of them are active.
    pub active: i64,
}

/// Roles of one organisation that one round found there and changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// ODS code of the grantor.
    pub grantor: Option<String>,
    /// The round in which they were changed last.
    pub round: String,
    /// How many.
    pub changed: i64,
}

/// Calls of one round that were answered alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The round.
    pub round: String,
    /// The route.
    pub route: String,
    /// The status.
    pub status: i16,
    /// How many.
    pub calls: i64,
}

/// Roles by grantor and round.
///
/// # Errors
/// When the database fails.
pub async fn created(db: impl PgExecutor<'_>, round: Option<&str>) -> Result<Vec<Count>, StorageError> {
    Ok(sqlx::query_as!(
        Count,
        r#"select grantor, created_in as round, count(*) as "created!",
                  count(*) filter (where status = 'active') as "active!"
           from national_role where $1::text is null or created_in = $1
           group by grantor, created_in order by grantor, created_in"#,
        round
    )
    .fetch_all(db)
    .await?)
}

/// Roles that a round changed and had not created.
///
/// # Errors
/// When the database fails.
pub async fn changed(db: impl PgExecutor<'_>, round: Option<&str>) -> Result<Vec<Changed>, StorageError> {
    Ok(sqlx::query_as!(
        Changed,
        r#"select grantor, changed_in as "round!", count(*) as "changed!" from national_role
           where changed_in is not null and created_in is distinct from changed_in
             and ($1::text is null or changed_in = $1)
           group by grantor, changed_in order by grantor, changed_in"#,
        round
    )
    .fetch_all(db)
    .await?)
}

/// Calls by round, route and status.
///
/// # Errors
/// When the database fails.
pub async fn answered(db: impl PgExecutor<'_>, round: Option<&str>) -> Result<Vec<Answered>, StorageError> {
    Ok(sqlx::query_as!(
        Answered,
        r#"select round as "round!", method || ' ' || route as "route!", status as "status!", count(*) as "calls!" from national_call
           where round is not null and ($1::text is null or round = $1)
           group by round, method, route, status order by round, method, route, status"#,
        round
    )
    .fetch_all(db)
    .await?)
}
