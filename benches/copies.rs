//! Many of what was made once by the pages themselves: its rows are written again with other ids, whatever columns the build's tables
//! have. So builds with different tables are filled alike.

use anyhow::{Context, Result};
use sqlx::{AssertSqlSafe, PgPool};
use uuid::Uuid;

use super::national::nhs_number;

/// A delegation with its two people.
#[derive(Clone, Copy)]
pub struct Pattern {
    /// The delegation.
    pub id: Uuid,
    /// Who gave it.
    pub delegator: Uuid,
    /// Who has it.
    pub delegate: Uuid,
}

/// Copies number `from` to `to`, the last included.
#[derive(Clone, Copy)]
pub struct Range {
    /// The first.
    pub from: u32,
    /// The last.
    pub to: u32,
}

/// Whose ids a copy's are, in the fourth group.
const DELEGATION: &str = "9d00";
const DELEGATOR: &str = "9e00";
const DELEGATE: &str = "9f00";

/// The id of copy number `n` of a delegation.
pub fn delegation(n: u32) -> Uuid {
    id(0x9d00, n)
}

fn id(series: u16, n: u32) -> Uuid {
    let mut bytes = [0; 8];
    bytes[..2].copy_from_slice(&series.to_be_bytes());
    bytes[4..].copy_from_slice(&n.to_be_bytes());
    Uuid::from_fields(0, 0, 0x4000, &bytes)
}

/// The same as SQL, as a text.
fn text(series: &str) -> String {
    format!("'00000000-0000-4000-{series}-' || lpad(to_hex(n), 12, '0')")
}

/// Writes copies, each with people of its own in place of the two, or of the one that is to be copied.
pub async fn write(
    db: &PgPool,
    of: Pattern,
    range: Range,
    (delegators, delegates): (bool, bool),
) -> Result<()> {
    if delegators {
        people(db, of.delegator, (DELEGATOR, 400_000_000), range).await?;
    }
    if delegates {
        people(db, of.delegate, (DELEGATE, 200_000_000), range).await?;
    }
    let mut row = "to_jsonb(t)::text".to_owned();
    let mut replace = |id: Uuid, series: &str| row = format!("replace({row}, '{id}', {})", text(series));
    replace(of.id, DELEGATION);
    if delegators {
        replace(of.delegator, DELEGATOR);
    }
    if delegates {
        replace(of.delegate, DELEGATE);
    }
    for table in ["event", "delegation", "invitation"] {
        let columns = columns(db, table).await?;
        let key = ["aggregate_id", "delegation_id", "id"];
        let key = key.iter().find(|key| columns.iter().any(|column| column == *key)).context(table)?;
        let (listed, read) = (columns.join(", "), columns.join(", r."));
        let statement = format!(
            "insert into {table} ({listed}) select r.{read} from {table} t cross join generate_series($2::int, $3::int) n
             cross join lateral jsonb_populate_record(null::{table}, {row}::jsonb) r where t.{key} = $1"
        );
        let (from, to) = (i32::try_from(range.from)?, i32::try_from(range.to)?);
        sqlx::query(AssertSqlSafe(statement)).bind(of.id).bind(from).bind(to).execute(db).await?;
    }
    Ok(())
}

/// Writes people who are like this one, but for id and NHS number, and who never signed in.
async fn people(db: &PgPool, like: Uuid, (series, first): (&str, u32), range: Range) -> Result<()> {
    let columns = columns(db, "person").await?;
    let (listed, read) = (columns.join(", "), columns.join(", r."));
    let statement = format!(
        "insert into person ({listed}) select r.{read} from person t
         cross join unnest($2::int[], $3::text[]) as given (n, number)
         cross join lateral jsonb_populate_record(null::person, to_jsonb(t) || jsonb_build_object(
             'id', {}, 'nhs_number', number, 'subject', null)) r where t.id = $1",
        text(series)
    );
    let numbers: Vec<String> = (range.from..=range.to).map(|n| nhs_number(first + n)).collect();
    let all = (range.from..=range.to).map(i32::try_from).collect::<Result<Vec<_>, _>>()?;
    sqlx::query(AssertSqlSafe(statement)).bind(like).bind(all).bind(numbers).execute(db).await?;
    Ok(())
}

/// The columns that can be written.
pub async fn columns(db: &PgPool, table: &str) -> Result<Vec<String>> {
    let columns = sqlx::query_scalar(
        "select column_name::text from information_schema.columns
         where table_schema = current_schema() and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'",
    );
    Ok(columns.bind(table).fetch_all(db).await?)
}
