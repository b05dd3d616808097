//! Records that a practice has asked for from others, as its pages show them.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::{NhsNumber, OdsCode, PersonName};

use crate::storage::StorageError;
use crate::storage::json::json;

pub use crate::storage::health_records::fetches::{FetchState, Seen, Taken};

/// One record that was asked for.
#[derive(Clone)]
pub struct Line {
    /// Its id.
    pub id: Uuid,
    /// Whose record.
    pub nhs_number: NhsNumber,
    /// Their name, where a case has it.
    pub name: Option<PersonName>,
    /// Their date of birth, where it is known here.
    pub born: Option<Date>,
    /// The practice that is asked, by code.
    pub from: String,
    /// Its name, where it is known.
    pub from_name: Option<String>,
    /// How far it is.
    pub state: FetchState,
    /// When it was asked for.
    pub asked_at: OffsetDateTime,
    /// When something happened last.
    pub changed_at: OffsetDateTime,
}

/// The same with all that its own page shows.
#[derive(Clone)]
pub struct Shown {
    /// What the list has of it.
    pub line: Line,
    /// Whether with confidential items.
    pub with_confidential: bool,
    /// Who asked.
    pub asked_by: String,
    /// What is in the way, by code.
    pub fault: Option<String>,
    /// Whether the work at it was given up.
    pub is_given_up: bool,
    /// What was seen in it.
    pub seen: Option<Seen>,
    /// What came of taking it over.
    pub taken: Option<Taken>,
    /// The case it was asked from.
    pub case: Option<Uuid>,
}

/// How many documents are here, and why others will not come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Documents {
    /// All of them.
    pub all: i64,
    /// Those that are here.
    pub here: i64,
    /// Why others will not come, by code, and how many.
    pub faults: Vec<(String, i64)>,
}

struct Row {
    id: Uuid,
    nhs_number: String,
    given_name: Option<String>,
    family_name: Option<String>,
    born: Option<Date>,
    from_practice: String,
    from_name: Option<String>,
    state: String,
    asked_at: OffsetDateTime,
    changed_at: OffsetDateTime,
}

impl TryFrom<Row> for Line {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Line, StorageError> {
        let given = row.given_name.unwrap_or_default();
        Ok(Line {
            id: row.id,
            nhs_number: NhsNumber::parse(&row.nhs_number).map_err(|_| StorageError::Corrupt("NHS number"))?,
            name: row.family_name.map(|family| PersonName::new(given, family)),
            born: row.born,
            from: row.from_practice,
            from_name: row.from_name,
            state: FetchState::from_code(&row.state)?,
            asked_at: row.asked_at,
            changed_at: row.changed_at,
        })
    }
}

/// The records that a practice has asked for, newest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of_practice(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    limit: i64,
) -> Result<Vec<Line>, StorageError> {
    let rows = sqlx::query_as!(
        Row,
        "select id, nhs_number, given_name, family_name, born, from_practice, from_name, state, asked_at, changed_at
         from record_fetch where practice = $1 order by id desc limit $2",
        practice.as_str(),
        limit
    );
    rows.fetch_all(db).await?.into_iter().map(Line::try_from).collect()
}

/// The newest one of a patient; none where it was never asked for here.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn of_patient(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    number: &NhsNumber,
) -> Result<Option<Line>, StorageError> {
    let row = sqlx::query_as!(
        Row,
        "select id, nhs_number, given_name, family_name, born, from_practice, from_name, state, asked_at, changed_at
         from record_fetch where practice = $1 and nhs_number = $2 order by id desc limit 1",
        practice.as_str(),
        number.as_str()
    );
    row.fetch_optional(db).await?.map(Line::try_from).transpose()
}

/// One, if this practice asked for it.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    id: Uuid,
) -> Result<Option<Shown>, StorageError> {
    let row = sqlx::query!(
        r#"select f.id, f.nhs_number, f.given_name, f.family_name, f.born, f.from_practice, f.from_name, f.state, f.asked_at,
                  f.changed_at, f.sensitive, f.fault, f.seen, f.taken, f.case_id, s.name as asked_by,
                  exists (select from outbox o where o.kind = 'record_fetch' and o.aggregate_id = f.id
                              and o.dead_at is not null) as "is_given_up!"
           from record_fetch f join staff s on s.id = f.asked_by where f.id = $1 and f.practice = $2"#,
        id,
        practice.as_str()
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let line = Row {
        id: row.id,
        nhs_number: row.nhs_number,
        given_name: row.given_name,
        family_name: row.family_name,
        born: row.born,
        from_practice: row.from_practice,
        from_name: row.from_name,
        state: row.state,
        asked_at: row.asked_at,
        changed_at: row.changed_at,
    };
    Ok(Some(Shown {
        line: Line::try_from(line)?,
        with_confidential: row.sensitive,
        asked_by: row.asked_by,
        fault: row.fault,
        is_given_up: row.is_given_up,
        seen: row.seen.map(|seen| json(seen, "what was seen in a record")).transpose()?,
        taken: row.taken.map(|taken| json(taken, "what came of a record")).transpose()?,
        case: row.case_id,
    }))
}

/// How its documents are.
///
/// # Errors
/// When the database fails.
pub async fn documents(db: impl PgExecutor<'_>, id: Uuid) -> Result<Documents, StorageError> {
    let rows = sqlx::query!(
        r#"select fault, count(*) as "all!", count(done_at) as "here!" from record_fetch_document
           where fetch_id = $1 group by fault order by fault"#,
        id
    )
    .fetch_all(db)
    .await?;
    let (all, here) = (rows.iter().map(|row| row.all).sum(), rows.iter().map(|row| row.here).sum());
    let faults = rows.into_iter().filter_map(|row| Some((row.fault?, row.all))).collect();
    Ok(Documents { all, here, faults })
}
