//! A practice's accounts: all of them page by page, or those that are found by a name, an NHS number or the number on a letter.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::account::{AccountId, AccountNumber, Facts, Status};
use domain::{NhsNumber, OdsCode, PersonName};

use crate::storage::StorageError;

pub use crate::storage::views::worklist::Window;

/// One line of the list.
#[derive(Debug, Clone)]
pub struct Line {
    /// The account.
    pub id: AccountId,
    /// By what a letter names it.
    pub number: AccountNumber,
    /// Whose it is, as the practice described them, or as NHS login named them.
    pub name: PersonName,
    /// When they were born.
    pub born: Option<Date>,
    /// Their NHS number.
    pub nhs_number: NhsNumber,
    /// Active or not today, and the first reason why not.
    pub status: Status,
    /// For how many others they act by it, paused or not.
    pub acts_for: usize,
    /// When it was made.
    pub opened_at: OffsetDateTime,
}

struct Row {
    id: Uuid,
    given: String,
    family: String,
    born: Option<Date>,
    nhs_number: String,
    switched_on: bool,
    linked: bool,
    verified: bool,
    associated: bool,
    acts_for: i64,
    opened_at: OffsetDateTime,
}

impl TryFrom<Row> for Line {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Line, StorageError> {
        let (switched_on, linked, verified, associated) =
            (row.switched_on, row.linked, row.verified, row.associated);
        Ok(Line {
            id: AccountId(row.id),
            number: AccountNumber::of(AccountId(row.id)),
            name: PersonName::new(row.given, row.family),
            born: row.born,
            nhs_number: NhsNumber::parse(&row.nhs_number).map_err(|_| StorageError::Corrupt("NHS number"))?,
            status: Facts { switched_on, linked, verified, associated }.status(),
            acts_for: usize::try_from(row.acts_for).unwrap_or_default(),
            opened_at: row.opened_at,
        })
    }
}

/// A checked query for lines of the practice `$1` on the day `$2`: which accounts `a`, of people `p` that it described as `t`.
macro_rules! lines {
    ($rest:literal, $($value:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select a.id as "id!", coalesce(t.given_name, p.given_name, '') as "given!",
                    coalesce(t.family_name, p.family_name, '') as "family!",
                    coalesce(t.birth_date, p.birth_date) as "born?", p.nhs_number as "nhs_number!",
                    a.switched_off is null as "switched_on!", a.linked <> '{}' as "linked!",
                    a.verification is not null as "verified!",
                    exists (select from association s where s.account_id = a.id and s.state = 'running'
                            and s.starts <= $2 and (s.ends is null or s.ends >= $2)) as "associated!",
                    (select count(*) from association s
                     where s.account_id = a.id and s.proxy and s.state <> 'ended') as "acts_for!",
                    a.opened_at as "opened_at!"
             from account a
             join person p on p.id = a.person_id
             left join traced_person t on t.practice = a.practice and t.person_id = a.person_id
             where a.practice = $1 "#
            + $rest,
            $($value),+
        )
    };
}

/// A page of a list, and how many lines the whole list has.
#[derive(Debug, Clone)]
pub struct Lines {
    /// The lines.
    pub lines: Vec<Line>,
    /// How many there are on all pages.
    pub count: usize,
}

/// Accounts of the practice, newest first, so many after so many.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn page(
    db: &crate::storage::PgPool,
    practice: &OdsCode,
    today: Date,
    window: Window,
) -> Result<Lines, StorageError> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from account where practice = $1"#,
        practice.as_str()
    );
    let count = count.fetch_one(db).await?;
    let rows = lines!(
        "order by a.opened_at desc, a.id offset $3 limit $4",
        practice.as_str(),
        today,
        window.offset,
        window.limit
    );
    let lines = read(rows.fetch_all(db).await?)?;
    Ok(Lines { lines, count: usize::try_from(count).unwrap_or_default() })
}

/// The accounts of people of whose name words begin with all of `words` (folded as `domain::person::search_words` does), or with all
/// of them as one word, by name.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn by_name(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    (words, today): (&[String], Date),
    limit: i64,
) -> Result<Vec<Line>, StorageError> {
    let begins: Vec<String> = words.iter().map(|word| format!("% {word}%")).collect();
    let as_one = format!("% {}%", words.concat());
    let rows = lines!(
        "and (coalesce(t.search_name, p.search_name) like all($3) or coalesce(t.search_name, p.search_name) like $4)
         order by coalesce(t.family_name, p.family_name), coalesce(t.given_name, p.given_name), a.id limit $5",
        practice.as_str(),
        today,
        &begins[..],
        as_one,
        limit
    );
    read(rows.fetch_all(db).await?)
}

/// The account of the person with this NHS number.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn by_number(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    (number, today): (&NhsNumber, Date),
) -> Result<Vec<Line>, StorageError> {
    let rows = lines!(
        "and a.person_id = (select id from person where nhs_number = $3)",
        practice.as_str(),
        today,
        number.as_str()
    );
    read(rows.fetch_all(db).await?)
}

/// The account that a letter names so.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn by_account(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    (number, today): (AccountNumber, Date),
) -> Result<Vec<Line>, StorageError> {
    let rows = lines!("and a.number = $3", practice.as_str(), today, number.digits());
    read(rows.fetch_all(db).await?)
}

fn read(rows: Vec<Row>) -> Result<Vec<Line>, StorageError> {
    rows.into_iter().map(Line::try_from).collect()
}
