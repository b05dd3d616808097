//! GP practices and whether they take part in the trial.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::{EmailAddress, OdsCode};

use super::StorageError;

/// One practice.
#[derive(Debug, Clone)]
pub struct Practice {
    /// ODS code.
    pub ods_code: OdsCode,
    /// Name.
    pub name: String,
    /// Whether it takes part in the trial.
    pub enabled: bool,
    /// Address for messages.
    pub email: Option<EmailAddress>,
}

/// Adds a practice or changes it, as the operator of the service does. Another address counts as a change of the practice's
/// settings: its history tells of it, and a form that was opened before is too late.
///
/// # Errors
/// When the database fails.
pub async fn upsert(
    db: impl PgExecutor<'_>,
    practice: &Practice,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "with before as (select coalesce(email, '') as email from practice where ods_code = $1),
         after as (
             insert into practice (ods_code, name, enabled, email, updated_at) values ($1, $2, $3, $4, $5)
             on conflict (ods_code) do update set name = excluded.name, enabled = excluded.enabled,
                 email = coalesce(excluded.email, practice.email), updated_at = excluded.updated_at,
                 settings_version = practice.settings_version
                     + case when excluded.email is distinct from practice.email and excluded.email is not null
                            then 1 else 0 end
             returning ods_code, email, settings_version
         )
         insert into practice_setting_change (ods_code, version, setting, was, became, at)
         select after.ods_code, after.settings_version, 'email', before.email, after.email, $5
         from after, before where coalesce(after.email, '') <> before.email",
        practice.ods_code.as_str(),
        practice.name,
        practice.enabled,
        practice.email.as_ref().map(EmailAddress::as_str),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The practice with this code.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, code: &OdsCode) -> Result<Option<Practice>, StorageError> {
    let row = sqlx::query!("select name, enabled, email from practice where ods_code = $1", code.as_str())
        .fetch_optional(db)
        .await?;
    Ok(row.map(|row| Practice {
        ods_code: code.clone(),
        name: row.name,
        enabled: row.enabled,
        email: row.email.and_then(|text| EmailAddress::parse(&text).ok()),
    }))
}

/// Notes the telephone number that the directory has of it.
///
/// # Errors
/// When the database fails.
pub async fn note_phone(
    db: impl PgExecutor<'_>,
    code: &OdsCode,
    phone: Option<&str>,
) -> Result<(), StorageError> {
    sqlx::query!("update practice set phone = $2 where ods_code = $1", code.as_str(), phone)
        .execute(db)
        .await?;
    Ok(())
}

/// Its telephone number, where the directory has one.
///
/// # Errors
/// When the database fails.
pub async fn phone(db: impl PgExecutor<'_>, code: &OdsCode) -> Result<Option<String>, StorageError> {
    let phone = sqlx::query_scalar!("select phone from practice where ods_code = $1", code.as_str())
        .fetch_optional(db)
        .await?;
    Ok(phone.flatten())
}

/// Whether this practice takes part in the trial.
///
/// # Errors
/// When the database fails.
pub async fn is_enabled(db: impl PgExecutor<'_>, code: &OdsCode) -> Result<bool, StorageError> {
    let enabled = sqlx::query_scalar!("select enabled from practice where ods_code = $1", code.as_str())
        .fetch_optional(db)
        .await?;
    Ok(enabled.unwrap_or(false))
}

/// All practices we know, by code.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn all(db: impl PgExecutor<'_>) -> Result<Vec<Practice>, StorageError> {
    let rows = sqlx::query!("select ods_code, name, enabled, email from practice order by ods_code")
        .fetch_all(db)
        .await?;
    let practices = rows.into_iter().map(|row| {
        Ok(Practice {
            ods_code: OdsCode::parse(&row.ods_code).map_err(|_| StorageError::Corrupt("practice"))?,
            name: row.name,
            enabled: row.enabled,
            email: row.email.and_then(|text| EmailAddress::parse(&text).ok()),
        })
    });
    practices.collect()
}
