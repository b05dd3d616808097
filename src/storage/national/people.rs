//! People as PDS tells of them, and what they are to each other.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::{NhsNumber, OdsCode};

use super::super::StorageError;

/// How somebody's record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As usual.
    Known,
    /// They have died.
    Deceased,
    /// The number is nobody's any more: nothing is shown.
    Invalidated,
    /// Nothing may be shown.
    Sensitive,
}

impl State {
    /// The code in the database.
    pub fn code(self) -> &'static str {
        match self {
            State::Known => "known",
            State::Deceased => "deceased",
            State::Invalidated => "invalidated",
            State::Sensitive => "sensitive",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<State> {
        let all = [State::Known, State::Deceased, State::Invalidated, State::Sensitive];
        all.into_iter().find(|state| state.code() == code)
    }

    /// Whether anything may be shown.
    pub fn is_shown(self) -> bool {
        matches!(self, State::Known | State::Deceased)
    }
}

/// Somebody. No `Debug`: it names them.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// NHS number.
    pub number: NhsNumber,
    /// Family name.
    pub family: String,
    /// Given names.
    pub given: Vec<String>,
    /// Day of birth.
    pub born: Option<Date>,
    /// Their practice.
    pub practice: Option<OdsCode>,
    /// How their record stands.
    pub state: State,
}

/// What somebody is to a patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// Its id.
    pub id: Uuid,
    /// Who might act.
    pub proxy: NhsNumber,
    /// For whom.
    pub patient: NhsNumber,
    /// System of the code.
    pub system: String,
    /// What the proxy is to the patient.
    pub code: String,
    /// What that is called.
    pub display: String,
}

/// Writes down what PDS says of somebody, over what it said before. How their record stands is told by events alone, and stays.
///
/// # Errors
/// When the database fails.
pub async fn upsert(
    db: impl PgExecutor<'_>,
    person: &Person,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into national_person (nhs_number, family, given, born, practice, updated_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (nhs_number) do update set family = excluded.family, given = excluded.given, born = excluded.born,
             practice = excluded.practice, updated_at = excluded.updated_at",
        person.number.as_str(),
        &person.family,
        &person.given,
        person.born,
        person.practice.as_ref().map(OdsCode::as_str),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Writes down at which practice somebody is since they moved; of somebody who was not known that much is kept, and nothing else.
///
/// # Errors
/// When the database fails.
pub async fn set_practice(
    db: impl PgExecutor<'_>,
    number: &NhsNumber,
    practice: Option<&OdsCode>,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into national_person (nhs_number, family, given, practice, moved_to, updated_at)
         values ($1, '', '{}', $2, $2, $3)
         on conflict (nhs_number) do update set practice = excluded.practice, moved_to = excluded.moved_to,
             updated_at = excluded.updated_at",
        number.as_str(),
        practice.map(OdsCode::as_str),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether somebody has moved to this practice, as an event said before, and is there. That PDS says so is not enough: what their
/// move asks for is done when it is told.
///
/// # Errors
/// When the database fails.
pub async fn has_moved_to(
    db: impl PgExecutor<'_>,
    number: &NhsNumber,
    practice: &OdsCode,
) -> Result<bool, StorageError> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from national_person
                          where nhs_number = $1 and moved_to = $2 and coalesce(practice, $2) = $2) as "has_moved!""#,
        number.as_str(),
        practice.as_str()
    )
    .fetch_one(db)
    .await?)
}

/// Those of these people who are known.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, numbers: &[&str]) -> Result<Vec<Person>, StorageError> {
    let rows = sqlx::query!(
        "select nhs_number, family, given, born, practice, state from national_person where nhs_number = any($1)",
        numbers as &[&str]
    )
    .fetch_all(db)
    .await?;
    type Row = (String, String, Vec<String>, Option<Date>, Option<String>, String);
    let person = |row: Row| -> Result<Person, StorageError> {
        const CORRUPT: StorageError = StorageError::Corrupt("national person");
        let (number, family, given, born, practice, state) = row;
        Ok(Person {
            number: NhsNumber::parse(&number).map_err(|_| CORRUPT)?,
            family,
            given,
            born,
            practice: practice.as_deref().map(OdsCode::parse).transpose().map_err(|_| CORRUPT)?,
            state: State::from_code(&state).ok_or(CORRUPT)?,
        })
    };
    rows.into_iter()
        .map(|row| person((row.nhs_number, row.family, row.given, row.born, row.practice, row.state)))
        .collect()
}

/// Writes down what somebody is to a patient, once.
///
/// # Errors
/// When the database fails.
pub async fn relate(db: impl PgExecutor<'_>, relationship: &Relationship) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into national_relationship (id, proxy, patient, system, code, display)
         values ($1, $2, $3, $4, $5, $6) on conflict (proxy, patient, system, code) do nothing",
        relationship.id,
        relationship.proxy.as_str(),
        relationship.patient.as_str(),
        &relationship.system,
        &relationship.code,
        &relationship.display
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Relationships of this proxy, to this patient, or both.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn related(
    db: impl PgExecutor<'_>,
    proxy: Option<&NhsNumber>,
    patient: Option<&NhsNumber>,
) -> Result<Vec<Relationship>, StorageError> {
    let rows = sqlx::query!(
        r#"select id as "id!", proxy as "proxy!", patient as "patient!", system as "system!", code as "code!",
                  display as "display!"
           from (
               select * from national_relationship where proxy = $1 and ($2::text is null or patient = $2)
               union all
               select * from national_relationship where $1::text is null and patient = $2
           ) found
           order by proxy, patient, code, id"#,
        proxy.map(NhsNumber::as_str),
        patient.map(NhsNumber::as_str)
    )
    .fetch_all(db)
    .await?;
    let number =
        |text: &str| NhsNumber::parse(text).map_err(|_| StorageError::Corrupt("national relationship"));
    rows.into_iter()
        .map(|row| {
            Ok(Relationship {
                id: row.id,
                proxy: number(&row.proxy)?,
                patient: number(&row.patient)?,
                system: row.system,
                code: row.code,
                display: row.display,
            })
        })
        .collect()
}
