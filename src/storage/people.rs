//! Citizens: one row a person, tied to one NHS number.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::person::search_key;
use domain::{EmailAddress, NhsNumber, OdsCode, PersonId, PersonName};

use super::StorageError;

/// What NHS login told of a person.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Subject at NHS login.
    pub subject: String,
    /// Proofed NHS number.
    pub nhs_number: NhsNumber,
    /// Name.
    pub name: PersonName,
    /// Date of birth.
    pub birth_date: Date,
    /// Verified address.
    pub email: Option<EmailAddress>,
    /// Registered practice.
    pub practice: Option<OdsCode>,
    /// Language of the session, `en` or `cy`.
    pub language: String,
}

/// A person as we know them.
#[derive(Debug, Clone)]
pub struct Person {
    /// Our opaque id.
    pub id: PersonId,
    /// NHS number.
    pub nhs_number: NhsNumber,
    /// Name; none until the person has signed in.
    pub name: Option<PersonName>,
    /// Date of birth; none until the person has signed in.
    pub birth_date: Option<Date>,
    /// Where messages go.
    pub email: Option<EmailAddress>,
    /// Registered practice.
    pub practice: Option<OdsCode>,
    /// `en` or `cy`.
    pub language: String,
}

impl Person {
    /// Whether they signed in here with identity proofed to P9: nothing else fills their row.
    pub fn is_proofed(&self) -> bool {
        self.name.is_some()
    }
}

/// Writes what NHS login told; the row that knows the NHS number is taken, or made with `new_id`.
///
/// # Errors
/// [`StorageError::Conflict`] when this subject is tied to another NHS number: a person for the help desk, never merged.
pub async fn upsert_signed_in(
    db: impl PgExecutor<'_>,
    new_id: Uuid,
    person: &SignedIn,
    now: OffsetDateTime,
) -> Result<PersonId, StorageError> {
    let id = sqlx::query_scalar!(
        "insert into person (id, nhs_number, subject, given_name, family_name, birth_date, email, practice, language,
             updated_at, search_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (nhs_number) do update set subject = excluded.subject, given_name = excluded.given_name,
             family_name = excluded.family_name, birth_date = excluded.birth_date,
             email = coalesce(excluded.email, person.email), practice = excluded.practice,
             language = excluded.language, updated_at = excluded.updated_at, search_name = excluded.search_name
         returning id",
        new_id,
        person.nhs_number.as_str(),
        person.subject,
        person.name.given,
        person.name.family,
        person.birth_date,
        person.email.as_ref().map(EmailAddress::as_str),
        person.practice.as_ref().map(OdsCode::as_str),
        person.language,
        now,
        search_key(&person.name)
    )
    .fetch_one(db)
    .await?;
    Ok(PersonId(id))
}

/// The person with this NHS number, made with `new_id` when unknown so far.
///
/// # Errors
/// When the database fails.
pub async fn find_or_create(
    db: impl PgExecutor<'_>,
    new_id: Uuid,
    nhs_number: &NhsNumber,
    now: OffsetDateTime,
) -> Result<PersonId, StorageError> {
    // One who is there already is read, not written: somebody who invites them waits for nobody who holds their row.
    let id = sqlx::query_scalar!(
        r#"with found as (
             select id from person where nhs_number = $2
         ), made as (
             insert into person (id, nhs_number, updated_at)
             select $1, $2, $3 where not exists (select from found)
             on conflict (nhs_number) do update set nhs_number = excluded.nhs_number
             returning id
         )
         select id as "id!" from found union all select id from made"#,
        new_id,
        nhs_number.as_str(),
        now
    )
    .fetch_one(db)
    .await?;
    Ok(PersonId(id))
}

/// The person with this id.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, id: PersonId) -> Result<Option<Person>, StorageError> {
    let row = sqlx::query!(
        "select nhs_number, given_name, family_name, birth_date, email, practice, language from person where id = $1",
        id.0
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Person {
        id,
        nhs_number: NhsNumber::parse(&row.nhs_number).map_err(|_| StorageError::Corrupt("NHS number"))?,
        name: row.given_name.zip(row.family_name).map(|(given, family)| PersonName::new(given, family)),
        birth_date: row.birth_date,
        email: row.email.and_then(|text| EmailAddress::parse(&text).ok()),
        practice: row.practice.and_then(|text| OdsCode::parse(&text).ok()),
        language: row.language,
    }))
}

/// Holds the person's row until the transaction ends, so that counting limits and adding to them is one step. Others may
/// name the person meanwhile, as the one they invite.
///
/// # Errors
/// When the database fails.
pub async fn lock(db: impl PgExecutor<'_>, id: PersonId) -> Result<(), StorageError> {
    sqlx::query_scalar!("select id from person where id = $1 for no key update", id.0)
        .fetch_optional(db)
        .await?;
    Ok(())
}

/// Keeps where the person is registered now.
///
/// # Errors
/// When the database fails.
pub async fn set_practice(
    db: impl PgExecutor<'_>,
    id: PersonId,
    practice: &OdsCode,
) -> Result<(), StorageError> {
    sqlx::query!("update person set practice = $2 where id = $1", id.0, practice.as_str())
        .execute(db)
        .await?;
    Ok(())
}

/// Keeps the language that the person chose.
///
/// # Errors
/// When the database fails.
pub async fn set_language(db: impl PgExecutor<'_>, id: PersonId, language: &str) -> Result<(), StorageError> {
    sqlx::query!("update person set language = $2 where id = $1", id.0, language).execute(db).await?;
    Ok(())
}
