//! Lists of linked accounts, imported in one transaction: a list is there whole, or as it was before.

use sqlx::{PgConnection, Postgres, Transaction};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::transfer::{Row, Verdict};

use crate::storage::{PgPool, StorageError};

/// Keeps two imports from being made at once, and a tally from being confirmed meanwhile; any number that nobody else uses.
const LOCK: i64 = 202_612_010_860;

/// An import under way.
#[derive(Debug)]
pub struct Import {
    transaction: Transaction<'static, Postgres>,
    id: Uuid,
    list: String,
    counts: Imported,
}

/// What an import brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Rows that move.
    pub moves: i64,
    /// Rows that are excluded.
    pub excluded: i64,
    /// Rows that could not be read.
    pub wrong: i64,
    /// Rows of an earlier import of the list that it does not have any more.
    pub gone: i64,
}

/// Rows as columns, for one statement.
#[derive(Default)]
struct Columns {
    keys: Vec<String>,
    lines: Vec<i64>,
    standings: Vec<&'static str>,
    whys: Vec<String>,
    supplier_ids: Vec<Option<String>>,
    practices: Vec<Option<String>>,
    patients: Vec<Option<String>>,
    proxies: Vec<Option<String>>,
    starts: Vec<Option<Date>>,
    ends: Vec<Option<Date>>,
    bases: Vec<Option<&'static str>>,
}

/// Waits for an import to end, and lets none begin until this transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn wait(db: &mut PgConnection) -> Result<(), StorageError> {
    sqlx::query!("select pg_advisory_xact_lock($1)", LOCK).execute(db).await?;
    Ok(())
}

impl Import {
    /// Begins to import a list; waits for another import to end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(pool: &PgPool, id: Uuid, list: &str) -> Result<Import, StorageError> {
        let mut transaction = pool.begin().await?;
        wait(&mut transaction).await?;
        Ok(Import { transaction, id, list: list.to_owned(), counts: Imported::default() })
    }

    /// Adds rows with their lines. A row that moves is the same as in an earlier import by its pair and the GP system's id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add(&mut self, rows: &[(u64, Row)]) -> Result<(), StorageError> {
        let mut all = Columns::default();
        for (line, row) in rows {
            all.add(i64::try_from(*line).unwrap_or(i64::MAX), row);
            match row.verdict {
                Verdict::Moves(_) => self.counts.moves += 1,
                Verdict::Excluded(_) => self.counts.excluded += 1,
                Verdict::Wrong(_) => self.counts.wrong += 1,
            }
        }
        sqlx::query!(
            "insert into transfer_row (list, import_id, key, line, standing, why, supplier_id, practice, patient, proxy,
                 starts_on, ends_on, basis)
             select $1::text, $2::uuid, r.* from unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[],
                 $9::text[], $10::text[], $11::date[], $12::date[], $13::text[]) as r
             on conflict (list, key) do update set import_id = excluded.import_id, line = excluded.line,
                 standing = excluded.standing, why = excluded.why, supplier_id = excluded.supplier_id,
                 practice = excluded.practice, patient = excluded.patient, proxy = excluded.proxy,
                 starts_on = excluded.starts_on, ends_on = excluded.ends_on, basis = excluded.basis",
            self.list,
            self.id,
            &all.keys,
            &all.lines,
            &all.standings as &[&str],
            &all.whys,
            &all.supplier_ids as &[Option<String>],
            &all.practices as &[Option<String>],
            &all.patients as &[Option<String>],
            &all.proxies as &[Option<String>],
            &all.starts as &[Option<Date>],
            &all.ends as &[Option<Date>],
            &all.bases as &[Option<&str>]
        )
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Marks what the list does not have any more, and keeps it all. Where it brings a row that has no role yet from a live
    /// round, what was confirmed of the practice counts no more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish(mut self, now: OffsetDateTime) -> Result<Imported, StorageError> {
        let gone = sqlx::query!(
            "update transfer_row set standing = 'gone', why = ''
             where list = $1 and import_id <> $2 and standing <> 'gone'",
            self.list,
            self.id
        )
        .execute(&mut *self.transaction)
        .await?;
        self.counts.gone = i64::try_from(gone.rows_affected()).unwrap_or(i64::MAX);
        sqlx::query!(
            "insert into transfer_import (id, list, at, moves, excluded, wrong) values ($1, $2, $3, $4, $5, $6)",
            self.id,
            self.list,
            now,
            self.counts.moves,
            self.counts.excluded,
            self.counts.wrong
        )
        .execute(&mut *self.transaction)
        .await?;
        self.lapse().await?;
        self.transaction.commit().await?;
        Ok(self.counts)
    }

    async fn lapse(&mut self) -> Result<(), StorageError> {
        sqlx::query!(
            "with unmoved as (
                 select distinct r.practice from transfer_row r
                 where r.list = $2 and r.import_id = $1 and r.standing = 'moves' and not exists (
                     select from transfer_move m join transfer_round o on o.id = m.round_id
                     where m.row_id = r.id and o.environment = 'live'
                         and m.state in ('created', 'existed', 'reactivated'))
             ), lapsed as (
                 update transfer_practice p set confirmed_by = null, confirmed_at = null
                 from unmoved u, transfer_round o
                 where p.practice = u.practice and o.id = p.round_id and o.environment = 'live'
             )
             update practice set tally_confirmed_at = null from unmoved where practice.ods_code = unmoved.practice",
            self.id,
            self.list
        )
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}

/// Forgets the NHS numbers of a list; how many rows had some. None where a row waits in a live round, has failed there,
/// or was never taken into one that has its practice: they are needed.
///
/// # Errors
/// When the database fails.
pub async fn forget(pool: &PgPool, list: &str) -> Result<Option<u64>, StorageError> {
    let mut transaction = pool.begin().await?;
    wait(&mut transaction).await?;
    let is_needed = sqlx::query_scalar!(
        r#"select exists (select from transfer_row r join transfer_move m on m.row_id = r.id
                 join transfer_round o on o.id = m.round_id
             where r.list = $1 and r.standing = 'moves' and o.environment = 'live' and m.state in ('waiting', 'under_way', 'failed'))
             or exists (select from transfer_row r join transfer_practice p on p.practice = r.practice
                 join transfer_round o on o.id = p.round_id
             where r.list = $1 and r.standing = 'moves' and o.environment = 'live' and r.patient is not null
                 and not exists (select from transfer_move m join transfer_round l on l.id = m.round_id
                     where m.row_id = r.id and l.environment = 'live'))
             as "is_needed!""#,
        list
    )
    .fetch_one(&mut *transaction)
    .await?;
    if is_needed {
        return Ok(None);
    }
    let done = sqlx::query!(
        "update transfer_row set patient = null, proxy = null, key = 'forgotten ' || id
         where list = $1 and (patient is not null or proxy is not null)",
        list
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(Some(done.rows_affected()))
}

impl Columns {
    fn add(&mut self, line: i64, row: &Row) {
        let (standing, why) = match &row.verdict {
            Verdict::Moves(_) => ("moves", String::new()),
            Verdict::Excluded(exclusion) => ("excluded", exclusion.code().to_owned()),
            Verdict::Wrong(problems) => {
                let told = problems.iter().map(|it| format!("{}:{}", it.column.name(), it.expected.code()));
                ("wrong", told.collect::<Vec<_>>().join(" "))
            }
        };
        let account = match &row.verdict {
            Verdict::Moves(account) => Some(account),
            Verdict::Excluded(_) | Verdict::Wrong(_) => None,
        };
        let key = account.map_or_else(
            || format!("line {line}"),
            |it| format!("{} {} {}", it.patient.as_str(), it.proxy.as_str(), it.supplier_id),
        );
        self.keys.push(key);
        self.lines.push(line);
        self.standings.push(standing);
        self.whys.push(why);
        self.supplier_ids.push(row.supplier_id.clone());
        self.practices.push(row.practice.as_ref().map(|code| code.as_str().to_owned()));
        self.patients.push(row.patient.as_ref().map(|number| number.as_str().to_owned()));
        self.proxies.push(row.proxy.as_ref().map(|number| number.as_str().to_owned()));
        self.starts.push(account.map(|it| it.start));
        self.ends.push(account.and_then(|it| it.end));
        self.bases.push(account.map(|it| it.basis.code()));
    }
}
