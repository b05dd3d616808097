//! People as a practice has described them, confirmed by PDS.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};

use domain::account::AccountId;
use domain::person::search_key;
use domain::{EmailAddress, OdsCode, PersonId, PersonName};

use crate::storage::StorageError;

/// What a practice has written down of somebody. No `Debug`: it names them.
#[derive(Clone, PartialEq, Eq)]
pub struct Described {
    /// Title, such as Dr; empty for none.
    pub title: String,
    /// Name.
    pub name: PersonName,
    /// Date of birth.
    pub birth_date: Date,
    /// Address, line by line; empty for none.
    pub address: String,
    /// Telephone number; empty for none.
    pub phone: String,
    /// E-mail address.
    pub email: Option<EmailAddress>,
}

/// What PDS said when it confirmed it, and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// Where they are registered, where it says so.
    pub registered: Option<OdsCode>,
    /// The next day on which something may come of their age.
    pub age_look: Option<Date>,
    /// When.
    pub at: OffsetDateTime,
}

/// Keeps what was written down of a person at a practice, in place of what was before. A day on which something may come of their age
/// stays until the worker has met it, also where it has come.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    db: impl PgExecutor<'_>,
    (practice, person): (&OdsCode, PersonId),
    described: &Described,
    confirmed: &Confirmed,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into traced_person (practice, person_id, title, given_name, family_name, search_name, birth_date, address,
             phone, email, registered, age_look, traced_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         on conflict (practice, person_id) do update set title = excluded.title, given_name = excluded.given_name,
             family_name = excluded.family_name, search_name = excluded.search_name, birth_date = excluded.birth_date,
             address = excluded.address, phone = excluded.phone, email = excluded.email,
             registered = excluded.registered, age_look = least(traced_person.age_look, excluded.age_look),
             traced_at = excluded.traced_at",
        practice.as_str(),
        person.0,
        described.title,
        described.name.given,
        described.name.family,
        search_key(&described.name),
        described.birth_date,
        described.address,
        described.phone,
        described.email.as_ref().map(EmailAddress::as_str),
        confirmed.registered.as_ref().map(OdsCode::as_str),
        confirmed.age_look,
        confirmed.at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What was written down of a person at a practice.
///
/// # Errors
/// When the database fails.
pub async fn find(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    person: PersonId,
) -> Result<Option<Described>, StorageError> {
    let row = sqlx::query!(
        "select title, given_name, family_name, birth_date, address, phone, email from traced_person
         where practice = $1 and person_id = $2",
        practice.as_str(),
        person.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Described {
        title: row.title,
        name: PersonName::new(row.given_name, row.family_name),
        birth_date: row.birth_date,
        address: row.address,
        phone: row.phone,
        email: row.email.and_then(|text| EmailAddress::parse(&text).ok()),
    }))
}

/// What an association needs to know of a patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patient {
    /// When they were born.
    pub born: Date,
    /// Where PDS last said that they are registered.
    pub registered: Option<OdsCode>,
}

/// A patient whom a practice has traced.
///
/// # Errors
/// When the database fails.
pub async fn patient(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    person: PersonId,
) -> Result<Option<Patient>, StorageError> {
    let row = sqlx::query!(
        "select birth_date, registered from traced_person where practice = $1 and person_id = $2",
        practice.as_str(),
        person.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Patient {
        born: row.birth_date,
        registered: row.registered.and_then(|text| OdsCode::parse(&text).ok()),
    }))
}

/// PDS says that a person is registered at a practice now: every practice that has traced them is to know.
///
/// # Errors
/// When the database fails.
pub async fn registered_at(
    db: impl PgExecutor<'_>,
    person: PersonId,
    practice: &OdsCode,
) -> Result<(), StorageError> {
    sqlx::query!(
        "update traced_person set registered = $2 where person_id = $1",
        person.0,
        practice.as_str()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Somebody of whose age something may come.
#[derive(Debug, Clone, Copy)]
pub struct Aging {
    /// Who.
    pub person: PersonId,
    /// When they were born.
    pub born: Date,
}

/// People at a practice of whose age something may come today, with that practice; the longest due first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn aging(
    db: impl PgExecutor<'_>,
    today: Date,
    limit: i64,
) -> Result<Vec<(OdsCode, Aging)>, StorageError> {
    let rows = sqlx::query!(
        "select practice, person_id, birth_date from traced_person
         where age_look <= $1 order by age_look, practice, person_id limit $2",
        today,
        limit
    )
    .fetch_all(db)
    .await?;
    let aging = rows.into_iter().map(|row| {
        let practice = OdsCode::parse(&row.practice).map_err(|_| StorageError::Corrupt("practice"))?;
        Ok((practice, Aging { person: PersonId(row.person_id), born: row.birth_date }))
    });
    aging.collect()
}

/// The accounts of a practice that are associated with this patient.
///
/// # Errors
/// When the database fails.
pub async fn acted_for(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    patient: PersonId,
) -> Result<Vec<AccountId>, StorageError> {
    let found = sqlx::query_scalar!(
        "select account_id from association where patient_id = $1 and practice = $2 and state <> 'ended'",
        patient.0,
        practice.as_str()
    );
    Ok(found.fetch_all(db).await?.into_iter().map(AccountId).collect())
}

/// Has the age of everybody looked at on this day of whose age something may come at a practice later.
///
/// # Errors
/// When the database fails.
pub async fn look_on(db: impl PgExecutor<'_>, practice: &OdsCode, day: Date) -> Result<(), StorageError> {
    sqlx::query!(
        "update traced_person set age_look = $2 where practice = $1 and age_look > $2",
        practice.as_str(),
        day
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes when their age is to be looked at next.
///
/// # Errors
/// When the database fails.
pub async fn look_again(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    person: PersonId,
    next: Option<Date>,
) -> Result<(), StorageError> {
    sqlx::query!(
        "update traced_person set age_look = $3 where practice = $1 and person_id = $2",
        practice.as_str(),
        person.0,
        next
    )
    .execute(db)
    .await?;
    Ok(())
}
