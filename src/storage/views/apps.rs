//! Apps that somebody lets act for them.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::storage::StorageError;
use domain::scope::Scopes;
use domain::{PersonId, StaffId};

/// One app.
#[derive(Debug, Clone)]
pub struct Allowed {
    /// Its client id.
    pub client_id: String,
    /// Its name, as people read it.
    pub name: String,
    /// What it may do.
    pub scopes: Scopes,
    /// When that was last agreed to.
    pub given_at: OffsetDateTime,
}

/// The apps of a citizen, by name.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of_citizen(db: impl PgExecutor<'_>, id: PersonId) -> Result<Vec<Allowed>, StorageError> {
    of(db, id.0).await
}

/// The apps of a member of staff, by name.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of_staff(db: impl PgExecutor<'_>, id: StaffId) -> Result<Vec<Allowed>, StorageError> {
    of(db, id.0).await
}

async fn of(db: impl PgExecutor<'_>, holder: Uuid) -> Result<Vec<Allowed>, StorageError> {
    let rows = sqlx::query!(
        "select c.id, c.name, a.scopes, a.given_at from agreement a join client c on c.id = a.client_id
         where a.holder_id = $1 and c.disabled_at is null order by c.name, c.id",
        holder
    )
    .fetch_all(db)
    .await?;
    let apps = rows.into_iter().map(|row| {
        let scopes = Scopes::parse(&row.scopes.join(" ")).map_err(|_| StorageError::Corrupt("scope"))?;
        Ok(Allowed { client_id: row.id, name: row.name, scopes, given_at: row.given_at })
    });
    apps.collect()
}
