//! Many delegations with all that comes of one: rows of a real one are written again, in portions, with ids, practice, names and
//! days of their own; so quickly because no row is looked at but to be written. Events and ledger lines are written one after the
//! other for a whole portion, so that those of one delegation lie apart, as they do where cases take weeks.

use std::time::Instant;

use anyhow::{Result, ensure};
use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool};
use uuid::Uuid;

use crate::copies::{Pattern, Range, columns};

/// Practices of a country, and how many of them one program acts for.
const PRACTICES: u32 = 6_123;
const OF_A_PROGRAM: u32 = 99;
/// Delegations that are written at once.
const PORTION: u32 = 20_000;

/// What `@words` in the statements stand for; `n` is the number of the delegation, from 1.
const WORDS: [(&str, &str); 5] = [
    ("@delegation", "('00000000-0000-4000-9c00-' || lpad(to_hex(n), 12, '0'))::uuid"),
    ("@delegator", "('00000000-0000-4000-9b00-' || lpad(to_hex(n), 12, '0'))::uuid"),
    ("@delegate", "('00000000-0000-4000-9b00-' || lpad(to_hex(n - 1), 12, '0'))::uuid"),
    ("@practice", "'Y' || lpad((n % 6123)::text, 5, '0')"),
    ("@days", "(n % 365) * interval '1 day'"),
];

/// A table of which rows are copied.
struct Copied {
    table: &'static str,
    /// The rows of the real one, with their `place` among each other.
    rows: &'static str,
    /// What its columns hold where it is not what the real one's do.
    instead: &'static [(&'static str, &'static str)],
}

const PEOPLE: Copied = Copied {
    table: "person",
    rows: "select p.*, 1 as place from person p where p.id = $3",
    instead: &[
        ("id", "@delegator"),
        ("nhs_number", "'7' || lpad(n::text, 9, '0')"),
        ("subject", "'size-' || n"),
        ("given_name", "'Given' || n % 89"),
        ("family_name", "'Family' || n % 997"),
        ("search_name", "' given' || n % 89 || ' family' || n % 997 || ' '"),
    ],
};

/// Each delegation has ten events: what a real one has less than that, its last is repeated.
const TABLES: [Copied; 6] = [
    Copied {
        table: "delegation",
        rows: "select d.*, 1 as place from delegation d where d.id = $3",
        instead: &[
            ("id", "@delegation"),
            ("version", "10"),
            ("delegator_id", "@delegator"),
            ("delegate_id", "@delegate"),
            ("practice", "@practice"),
            ("requested_at", "t.requested_at - @days"),
            ("sent_to_practice_at", "t.sent_to_practice_at - @days"),
            ("stage_since", "t.stage_since - @days"),
            ("checked_at", "t.requested_at - @days"),
        ],
    },
    Copied {
        table: "invitation",
        rows: "select i.*, 1 as place from invitation i where i.delegation_id = $3",
        instead: &[
            ("delegation_id", "@delegation"),
            ("given_name", "'Given' || (n - 1) % 89"),
            ("family_name", "'Family' || (n - 1) % 997"),
        ],
    },
    Copied {
        table: "event",
        rows: "select e.*, v as place from generate_series(1, 10) v join event e on e.aggregate_id = $3
                   and e.version = least(v, (select max(version) from event where aggregate_id = $3))",
        instead: &[
            ("aggregate_id", "@delegation"),
            ("version", "t.place"),
            ("at", "t.at - @days"),
            ("practice", "case when t.practice is not null then @practice end"),
        ],
    },
    Copied {
        table: "message",
        rows: "select m.*, row_number() over (order by m.queued_at, m.id) as place from message m where m.aggregate_id = $3",
        instead: &[
            ("id", "('00000000-0000-4000-9a00-' || lpad(to_hex(n::bigint * 32 + t.place), 12, '0'))::uuid"),
            ("aggregate_id", "@delegation"),
            ("queued_at", "t.queued_at - @days"),
            ("sent_at", "t.sent_at - @days"),
        ],
    },
    Copied {
        table: "role",
        rows: "select r.*, 1 as place from role r where r.delegation_id = $3",
        instead: &[
            ("delegation_id", "@delegation"),
            ("delegator_id", "@delegator"),
            ("delegate_id", "@delegate"),
            ("practice", "@practice"),
        ],
    },
    Copied {
        table: "case_read",
        rows: "select c.*, row_number() over (order by c.at) as place from case_read c where c.delegation_id = $3",
        instead: &[("delegation_id", "@delegation"), ("at", "t.at - @days")],
    },
];

impl Copied {
    async fn statement(&self, db: &PgPool) -> Result<String> {
        let columns = columns(db, self.table).await?;
        let values: Vec<String> = columns.iter().map(|column| self.value(column)).collect();
        let statement = format!(
            "insert into {} ({}) select {} from generate_series($1::int, $2::int) n cross join ({}) t order by t.place, n",
            self.table,
            columns.join(", "),
            values.join(", "),
            self.rows
        );
        Ok(WORDS.iter().fold(statement, |text, (word, meaning)| text.replace(word, meaning)))
    }

    fn value(&self, column: &str) -> String {
        let instead = self.instead.iter().find(|(name, _)| *name == column);
        instead.map_or_else(|| format!("t.{column}"), |(_, value)| (*value).to_owned())
    }
}

/// How much was written, and in how long.
#[derive(Clone, Copy)]
pub struct Written {
    /// Rows.
    pub rows: f64,
    /// Seconds.
    pub seconds: f64,
}

/// Who asks about the roles of a delegation's practice: each program acts for some of them.
pub fn program_of(n: u32) -> usize {
    usize::try_from(n % PRACTICES / OF_A_PROGRAM).unwrap_or_default()
}

/// The patient of a delegation; the person with number 0 is nobody's patient.
pub fn person(n: u32) -> String {
    format!("00000000-0000-4000-9b00-{n:012x}")
}

/// The names of all such programs, in the same order.
pub fn programs() -> Vec<String> {
    (0..PRACTICES.div_ceil(OF_A_PROGRAM)).map(|n| format!("size-{n}")).collect()
}

/// Writes the practices and the programs.
pub async fn begin(db: &PgPool) -> Result<()> {
    for statement in [
        format!(
            "insert into practice (ods_code, name, enabled, updated_at)
             select 'Y' || lpad(n::text, 5, '0'), 'Practice ' || n, true, now()
             from generate_series(0, {PRACTICES} - 1) n"
        ),
        format!(
            "insert into client (id, name, scopes, keys, practices, registered_at)
             select 'size-' || c, 'Size ' || c, '{{user.roles.view}}', '{{\"keys\":[]}}',
                    array(select 'Y' || lpad(n::text, 5, '0') from generate_series(
                        c * {OF_A_PROGRAM}, least((c + 1) * {OF_A_PROGRAM}, {PRACTICES}) - 1) n), now()
             from generate_series(0, ({PRACTICES} - 1) / {OF_A_PROGRAM}) c"
        ),
    ] {
        sqlx::query(AssertSqlSafe(statement)).execute(db).await?;
    }
    Ok(())
}

/// Writes delegations of these numbers, each of a patient of its own and the patient before.
pub async fn write(db: &PgPool, database_url: &str, made: Pattern, range: Range) -> Result<Written> {
    let people = PEOPLE.statement(db).await?;
    let mut statements = Vec::new();
    for copied in &TABLES {
        statements.push((copied.table, copied.statement(db).await?));
    }
    // A connection of its own, which nobody has after it. No row is looked up that another names: all are there in the end.
    let mut writer = PgConnection::connect(database_url).await?;
    for setting in ["session_replication_role = replica", "synchronous_commit = off", "work_mem = '256MB'"] {
        sqlx::query(AssertSqlSafe(format!("set {setting}"))).execute(&mut writer).await?;
    }
    let (begun, mut rows, mut from) = (Instant::now(), 0, range.from);
    while from <= range.to {
        let to = range.to.min(from + PORTION - 1);
        // The first delegate is nobody's patient.
        let first = if from == 1 { 0 } else { from };
        rows += copy(&mut writer, &people, (made.delegator, first, to)).await?;
        for (table, statement) in &statements {
            let copied = copy(&mut writer, statement, (made.id, from, to)).await?;
            ensure!(copied > 0, "{table}: there is nothing to copy");
            rows += copied;
        }
        from = to + 1;
        if (to + 1 - range.from).is_multiple_of(25 * PORTION) {
            crate::say(&format!("  {to} delegations, {:.0} s", begun.elapsed().as_secs_f64()))?;
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    writer.close().await?;
    Ok(Written { rows: f64::from(u32::try_from(rows)?), seconds })
}

async fn copy(writer: &mut PgConnection, statement: &str, (of, from, to): (Uuid, u32, u32)) -> Result<u64> {
    let (from, to) = (i32::try_from(from)?, i32::try_from(to)?);
    let done = sqlx::query(AssertSqlSafe(statement)).bind(from).bind(to).bind(of).execute(writer).await?;
    Ok(done.rows_affected())
}
