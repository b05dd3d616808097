//! What people allowed apps: one row an authorisation, with whoever is behind it.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::OdsCode;
use domain::scope::{ActsFor, Scopes};

use super::StorageError;
use crate::storage::PgPool;

/// What a member of staff brings besides: the role chosen at CIS2, and the session there.
#[derive(Debug, Clone)]
pub struct AtWork {
    /// The practice of the role.
    pub practice: OdsCode,
    /// The role, as CIS2 told it.
    pub role: serde_json::Value,
    /// The provider.
    pub issuer: String,
    /// User id there.
    pub subject: String,
    /// Session there.
    pub sid: Option<String>,
}

/// An authorisation that is to be written.
#[derive(Debug, Clone)]
pub struct Grant {
    /// Its id.
    pub id: Uuid,
    /// The app.
    pub client_id: String,
    /// The citizen or member of staff.
    pub holder: Uuid,
    /// For staff.
    pub at_work: Option<AtWork>,
    /// What is allowed.
    pub scopes: Scopes,
    /// How surely the person was recognised.
    pub acr: Option<String>,
    /// When the person had signed in.
    pub signed_in_at: OffsetDateTime,
    /// From then on it is worth nothing.
    pub expires_at: OffsetDateTime,
}

/// A good grant with what is known now of whoever is behind it.
#[derive(Debug, Clone)]
pub struct Behind {
    /// The grant.
    pub grant: Uuid,
    /// For whom its app acts.
    pub acts_for: ActsFor,
    /// The citizen or member of staff.
    pub holder: Uuid,
    /// Practice that a member of staff works for.
    pub practice: Option<OdsCode>,
    /// Role of a member of staff.
    pub role: Option<serde_json::Value>,
    /// What was allowed and is still registered for the app.
    pub scopes: Scopes,
    /// How surely the person was recognised.
    pub acr: Option<String>,
    /// When the person had signed in.
    pub signed_in_at: OffsetDateTime,
    /// From then on it is worth nothing.
    pub expires_at: OffsetDateTime,
    /// Date of birth of a citizen.
    pub born: Option<Date>,
    /// Whether the practice, a citizen's or the one worked for, takes part in the trial.
    pub practice_enabled: bool,
}

struct Row {
    acts_for: String,
    holder_id: Uuid,
    practice: Option<String>,
    role: Option<serde_json::Value>,
    scopes: Vec<String>,
    registered: Vec<String>,
    acr: Option<String>,
    signed_in_at: OffsetDateTime,
    expires_at: OffsetDateTime,
    birth_date: Option<Date>,
    practice_enabled: bool,
}

/// Writes a grant.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: impl PgExecutor<'_>, grant: &Grant, now: OffsetDateTime) -> Result<(), StorageError> {
    let scopes: Vec<&str> = grant.scopes.iter().map(|scope| scope.code()).collect();
    let at_work = grant.at_work.as_ref();
    sqlx::query!(
        "insert into app_grant (id, client_id, holder_id, practice, role, issuer, subject, sid, scopes, acr,
             signed_in_at, given_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        grant.id,
        &grant.client_id,
        grant.holder,
        at_work.map(|work| work.practice.as_str()),
        at_work.map(|work| &work.role),
        at_work.map(|work| work.issuer.as_str()),
        at_work.map(|work| work.subject.as_str()),
        at_work.and_then(|work| work.sid.as_deref()),
        &scopes as &[&str],
        grant.acr.as_deref(),
        grant.signed_in_at,
        now,
        grant.expires_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The grant of this program that is good at `now`, with whoever is behind it: one read by index. None when it has ended,
/// or the program was shut out.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn behind(
    db: impl PgExecutor<'_>,
    grant: Uuid,
    client_id: &str,
    now: OffsetDateTime,
) -> Result<Option<Behind>, StorageError> {
    let row = sqlx::query_as!(
        Row,
        r#"select c.acts_for, g.holder_id, g.practice, g.role, g.scopes, c.scopes as registered, g.acr,
                g.signed_in_at, g.expires_at, p.birth_date as "birth_date?",
                coalesce(t.enabled, false) as "practice_enabled!"
         from app_grant g join client c on c.id = g.client_id
         left join person p on p.id = g.holder_id and c.acts_for = 'citizen'
         left join practice t on t.ods_code = coalesce(g.practice, p.practice)
         where g.id = $1 and g.client_id = $2 and g.revoked_at is null and g.expires_at > $3
             and c.disabled_at is null"#,
        grant,
        client_id,
        now
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let practice = row.practice.as_deref().map(OdsCode::parse).transpose();
    let read = |codes: &[String]| Scopes::parse(&codes.join(" ")).map_err(|_| StorageError::Corrupt("scope"));
    Ok(Some(Behind {
        grant,
        acts_for: ActsFor::from_code(&row.acts_for).ok_or(StorageError::Corrupt("kind of program"))?,
        holder: row.holder_id,
        practice: practice.map_err(|_| StorageError::Corrupt("practice"))?,
        role: row.role,
        scopes: read(&row.scopes)?.within(&read(&row.registered)?),
        acr: row.acr,
        signed_in_at: row.signed_in_at,
        expires_at: row.expires_at,
        born: row.birth_date,
        practice_enabled: row.practice_enabled,
    }))
}

/// Ends a grant, with its code and all its tokens.
///
/// # Errors
/// When the database fails.
pub async fn revoke(db: impl PgExecutor<'_>, grant: Uuid, now: OffsetDateTime) -> Result<(), StorageError> {
    sqlx::query!("update app_grant set revoked_at = coalesce(revoked_at, $2) where id = $1", grant, now)
        .execute(db)
        .await?;
    Ok(())
}

/// Ends what an app holds of somebody, with their agreement: the next time it asks them again. What is allowed at the same
/// moment in another window comes before, and ends with it, or after.
///
/// # Errors
/// When the database fails; all is as it was then.
pub async fn stop(
    pool: &PgPool,
    (holder, client_id): (Uuid, &str),
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    if client_id.contains('\0') {
        return Ok(()); // no program's id
    }
    let mut transaction = pool.begin().await?;
    one_at_a_time(&mut *transaction, (holder, client_id)).await?;
    sqlx::query!("delete from agreement where holder_id = $1 and client_id = $2", holder, client_id)
        .execute(&mut *transaction)
        .await?;
    sqlx::query!(
        "update app_grant set revoked_at = $3 where holder_id = $1 and client_id = $2 and revoked_at is null",
        holder,
        client_id,
        now
    )
    .execute(&mut *transaction)
    .await?;
    Ok(transaction.commit().await?)
}

/// Until the end of the transaction nobody else allows or stops this app for this person.
///
/// # Errors
/// When the database fails.
pub(super) async fn one_at_a_time(
    db: impl PgExecutor<'_>,
    (holder, client_id): (Uuid, &str),
) -> Result<(), StorageError> {
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended($1::uuid::text || ' ' || $2, 0))",
        holder,
        client_id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends the grants of the provider's session `sid`, or of all sessions of the subject when there is none. Those of a later
/// sign-in stay (docs/sources.md#cis2-users).
///
/// # Errors
/// When the database fails.
pub async fn log_out(
    db: impl PgExecutor<'_>,
    issuer: &str,
    (subject, sid): (Option<&str>, Option<&str>),
    issued_at: OffsetDateTime,
) -> Result<u64, StorageError> {
    let done = sqlx::query!(
        "update app_grant set revoked_at = $4 where issuer = $1 and (subject = $2 or sid = $3)
             and ($2::text is null or subject = $2) and ($3::text is null or sid = $3) and signed_in_at <= $4
             and revoked_at is null",
        issuer,
        subject,
        sid,
        issued_at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// Throws away what ended a day ago, with its codes and tokens: until then a second use is still seen as one.
///
/// # Errors
/// When the database fails.
pub async fn delete_ended(db: impl PgExecutor<'_>, now: OffsetDateTime) -> Result<u64, StorageError> {
    let done = sqlx::query!(
        "delete from app_grant where id = any(array(
             select id from app_grant where expires_at < $1
             union select id from app_grant where revoked_at < $1))",
        now - time::Duration::days(1)
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
