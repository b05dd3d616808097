//! Programs that are registered to use the API.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::scope::{ActsFor, Scopes};
use domain::{OdsCode, RedirectUri};

use super::StorageError;

/// A registered program.
#[derive(Debug, Clone)]
pub struct Client {
    /// Its id in tokens.
    pub id: String,
    /// Name, as people read it.
    pub name: String,
    /// For whom it acts.
    pub acts_for: ActsFor,
    /// Where its codes may be sent; none for a program that acts for itself.
    pub redirects: Vec<RedirectUri>,
    /// What it may be given.
    pub scopes: Scopes,
    /// Its public keys, a JSON Web Key Set; without a key in it the program cannot prove who it is.
    pub keys: serde_json::Value,
    /// Practices it acts for.
    pub practices: Vec<OdsCode>,
    /// Whether it was shut out.
    pub is_disabled: bool,
}

impl Client {
    /// Whether it has no key: what runs on people's own machines keeps no secret (RFC 6749 §2.1).
    pub fn is_public(&self) -> bool {
        self.keys["keys"].as_array().is_none_or(Vec::is_empty)
    }
}

struct Row {
    id: String,
    name: String,
    acts_for: String,
    redirect_uris: Vec<String>,
    scopes: Vec<String>,
    keys: serde_json::Value,
    practices: Vec<String>,
    is_disabled: bool,
}

impl TryFrom<Row> for Client {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Client, StorageError> {
        let redirects = row.redirect_uris.iter().map(|text| RedirectUri::parse(text));
        let practices = row.practices.iter().map(|code| OdsCode::parse(code));
        Ok(Client {
            id: row.id,
            name: row.name,
            acts_for: ActsFor::from_code(&row.acts_for).ok_or(StorageError::Corrupt("kind of program"))?,
            redirects: redirects.collect::<Result<_, _>>().map_err(|_| StorageError::Corrupt("redirect"))?,
            scopes: Scopes::parse(&row.scopes.join(" ")).map_err(|_| StorageError::Corrupt("scope"))?,
            keys: row.keys,
            practices: practices.collect::<Result<_, _>>().map_err(|_| StorageError::Corrupt("practice"))?,
            is_disabled: row.is_disabled,
        })
    }
}

/// Registers a program.
///
/// # Errors
/// When the database fails, or the id is taken.
pub async fn insert(
    db: impl PgExecutor<'_>,
    client: &Client,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let scopes: Vec<&str> = client.scopes.iter().map(|scope| scope.code()).collect();
    let practices: Vec<&str> = client.practices.iter().map(OdsCode::as_str).collect();
    let redirects: Vec<&str> = client.redirects.iter().map(RedirectUri::as_str).collect();
    sqlx::query!(
        "insert into client (id, name, scopes, keys, practices, registered_at, acts_for, redirect_uris)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &client.id,
        &client.name,
        &scopes as &[&str],
        &client.keys,
        &practices as &[&str],
        now,
        client.acts_for.code(),
        &redirects as &[&str]
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The program with this id, also when it is shut out.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, id: &str) -> Result<Option<Client>, StorageError> {
    if id.contains('\0') {
        return Ok(None); // Postgres takes no such text, and no id has it
    }
    let row = sqlx::query_as!(
        Row,
        r#"select id, name, acts_for, redirect_uris, scopes, keys, practices,
                  disabled_at is not null as "is_disabled!"
           from client where id = $1"#,
        id
    )
    .fetch_optional(db)
    .await?;
    row.map(Client::try_from).transpose()
}

/// What a program that acts for itself may have now: its scopes, and those of its practices that take part in the trial. None where there
/// is no such program, or it was shut out.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn welcome(
    db: impl PgExecutor<'_>,
    id: &str,
) -> Result<Option<(Scopes, Vec<OdsCode>)>, StorageError> {
    if id.contains('\0') {
        return Ok(None); // as above
    }
    let row = sqlx::query!(
        r#"select c.scopes, array(select p.ods_code from practice p
               where p.ods_code = any(c.practices) and p.enabled order by p.ods_code) as "practices!"
           from client c where c.id = $1 and c.disabled_at is null and c.acts_for = 'itself'"#,
        id
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let practices = row.practices.iter().map(|code| OdsCode::parse(code)).collect::<Result<_, _>>();
    Ok(Some((
        Scopes::parse(&row.scopes.join(" ")).map_err(|_| StorageError::Corrupt("scope"))?,
        practices.map_err(|_| StorageError::Corrupt("practice"))?,
    )))
}

/// All programs, by name.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn all(db: impl PgExecutor<'_>) -> Result<Vec<Client>, StorageError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select id, name, acts_for, redirect_uris, scopes, keys, practices,
                  disabled_at is not null as "is_disabled!"
           from client order by name, id"#
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Client::try_from).collect()
}

/// Gives a program other public keys; false when there is none with this id. What was signed with the old ones is refused
/// from now on.
///
/// # Errors
/// When the database fails.
pub async fn set_keys(
    db: impl PgExecutor<'_>,
    id: &str,
    keys: &serde_json::Value,
) -> Result<bool, StorageError> {
    let done = sqlx::query!("update client set keys = $2 where id = $1", id, keys).execute(db).await?;
    Ok(done.rows_affected() > 0)
}

/// Shuts a program out; false when there is none with this id.
///
/// # Errors
/// When the database fails.
pub async fn disable(db: impl PgExecutor<'_>, id: &str, now: OffsetDateTime) -> Result<bool, StorageError> {
    let done =
        sqlx::query!("update client set disabled_at = coalesce(disabled_at, $2) where id = $1", id, now)
            .execute(db)
            .await?;
    Ok(done.rows_affected() > 0)
}

/// Notes that an assertion was used; false when it was before. Those that have ended are forgotten on the way.
///
/// # Errors
/// When the database fails.
pub async fn first_use(
    db: impl PgExecutor<'_>,
    key: &str,
    (expires_at, now): (OffsetDateTime, OffsetDateTime),
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "with forgotten as (delete from used_assertion where expires_at < $3)
         insert into used_assertion (key, expires_at) values ($1, $2) on conflict (key) do nothing",
        key,
        expires_at,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}
