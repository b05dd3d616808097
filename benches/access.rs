//! May this person do this now, and what may they do by their account? Asked of a running service with many roles and as many
//! associations behind it, beside what Postgres alone can do on this machine in the same run.

use std::io::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use proxy_access::storage::PgPool;

use super::machine;
use super::report::Figure;
use super::wire::Wire;

/// Active roles, and accounts with an association: as many as a country has, and where time is short.
pub const LARGE: u32 = 5_000_000;
pub const SMALL: u32 = 100_000;
/// Connections that ask at once.
const ASKERS: u32 = 8;
/// How long they ask, and how long pgbench does.
const SECONDS: u64 = 10;
/// The program that asks.
pub const CLIENT: &str = "system-bench";

/// What is asked.
#[derive(Clone, Copy)]
enum Question {
    /// One service, of roles.
    Access,
    /// All of them, of accounts.
    Permissions,
}

impl Question {
    /// The path, and what is asked besides who is meant.
    fn path(self) -> (&'static str, &'static str) {
        match self {
            Question::Access => ("/api/v1/access", "&service=view_record"),
            Question::Permissions => ("/api/v1/permissions", ""),
        }
    }

    /// What stands in a good answer.
    fn yes(self) -> &'static str {
        match self {
            Question::Access => "\"allowed\":true",
            Question::Permissions => "\"services\":[\"view_record\"]",
        }
    }
}

/// How fast it was answered.
struct Pace {
    a_second: f64,
    /// In milliseconds.
    p99: f64,
}

/// Writes so many roles and accounts, and the program that asks for them.
pub async fn settle(db: &PgPool, count: u32) -> Result<()> {
    settle_roles(db, count).await?;
    settle_accounts(db, count).await
}

/// The roles alone: builds before accounts have them too.
pub async fn settle_roles(db: &PgPool, count: u32) -> Result<()> {
    let id = |n: &str| format!("('00000000-0000-4000-9000-' || lpad(to_hex({n}), 12, '0'))::uuid");
    let statements = [
        "insert into practice (ods_code, name, enabled, updated_at) values ('Y00000', 'Practice 0', true, now())
         on conflict do nothing"
            .to_owned(),
        format!(
            "insert into role (delegation_id, delegator_id, delegate_id, practice, services, record_level, starts, active)
             select {}, {}, {}, 'Y00000', '{{view_record}}', 'summary', '2026-01-01', true
             from generate_series(1, {count}) n",
            id("n"), id("n"), id("n + 1")
        ),
        format!(
            "insert into client (id, name, scopes, keys, practices, registered_at)
             values ('{CLIENT}', 'Bench', '{{user.roles.view}}', '{{\"keys\":[]}}', '{{Y00000}}', now())"
        ),
        "vacuum analyze role".to_owned(),
    ];
    for statement in statements {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(db).await?;
    }
    Ok(())
}

/// As many accounts, each active and associated with one patient. Nobody asks who the people are, and so there are none.
async fn settle_accounts(db: &PgPool, count: u32) -> Result<()> {
    let id = |n: &str| format!("('00000000-0000-4000-9000-' || lpad(to_hex({n}), 12, '0'))::uuid");
    let (own, next) = (id("n"), id("n + 1"));
    let mut connection = db.direct().acquire().await?;
    for statement in [
        "set session_replication_role = replica".to_owned(), // no look at people who are not there
        format!(
            "insert into account (id, version, person_id, practice, number, opened_at, key_since, linked, linked_at,
                 verification, active, associated)
             select {own}, 6, {next}, 'Y00000', lpad(n::text, 9, '0'), now(), now(), array[{own}], array[now()],
                 '{{\"on\":\"2026-01-01\",\"proof\":{{\"proof\":\"nhs_login\"}}}}', true, true
             from generate_series(1, {count}) n"
        ),
        format!(
            "insert into association (id, account_id, person_id, practice, place, patient_id, tie, proxy, access, starts,
                 state, decided_on)
             select {own}, {own}, {next}, 'Y00000', 0, {own},
                 '{{\"tie\":\"proxy\",\"relationship\":\"partner\",
                    \"ground\":{{\"basis\":\"consent\",\"method\":\"in_writing\"}}}}', true,
                 '{{\"services\":[\"view_record\"],\"record\":\"summary\",\"starts\":\"2026-01-01\",\"ends\":null}}',
                 '2026-01-01', 'running', '2026-01-01'
             from generate_series(1, {count}) n"
        ),
        format!(
            "insert into traced_person (practice, person_id, title, given_name, family_name, search_name, birth_date,
                 address, phone, traced_at)
             select 'Y00000', {own}, '', 'Given', 'Family', ' given family ', '1980-01-01', '', '', now()
             from generate_series(1, {count}) n"
        ),
        "set session_replication_role = origin".to_owned(),
        "vacuum analyze account".to_owned(),
        "vacuum analyze traced_person".to_owned(),
        "vacuum analyze association".to_owned(),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Asks the service on this port, which has so many roles; and that of before, where there is one, by its own port and token.
pub async fn measure(
    (port, token): (u16, &str),
    count: u32,
    before: Option<(u16, String)>,
    database_url: &str,
) -> Result<Vec<Figure>> {
    let access = pace(port, token, (Question::Access, count)).await?;
    let permissions = pace(port, token, (Question::Permissions, count)).await?;
    let of_before = match before {
        Some((port, token)) => pace(port, &token, (Question::Access, count)).await.ok(),
        None => None,
    };
    let limit = pgbench(database_url)?;
    let beside = of_before.as_ref().map_or(access.a_second, |before| before.a_second);
    let mut figures = vec![
        Figure::plain(
            "/access and /permissions are asked among so many roles and associations",
            f64::from(count),
        ),
        Figure::at_least("/access, decisions a second (beside: pgbench -S)", access.a_second, 5_000.0)
            .beside(limit),
        Figure::at_most("/access, p99 at 8 connections, ms", access.p99, 10.0),
        Figure::at_least(
            "/permissions, a second (beside: /access of before, or ours)",
            permissions.a_second,
            beside,
        )
        .beside(beside),
        Figure::at_most("/permissions, p99 at 8 connections, ms", permissions.p99, 5.0),
    ];
    if let Some(before) = of_before {
        figures.push(
            Figure::plain("/access, decisions a second (beside: of before)", access.a_second)
                .beside(before.a_second),
        );
    }
    Ok(figures)
}

/// Asks by all connections at once.
async fn pace(port: u16, token: &str, (question, count): (Question, u32)) -> Result<Pace> {
    let (begun, (path, more)) = (Instant::now(), question.path());
    let askers = (0..ASKERS).map(|asker| {
        let (token, yes) = (token.to_owned(), question.yes());
        let ask = move |n: u32| {
            let asked = format!(
                "{path}{}{more}",
                of_pair(n.wrapping_mul(104_729).wrapping_add(asker * 7919) % count)
            );
            let request =
                format!("GET {asked} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\r\n");
            request.into_bytes()
        };
        tokio::spawn(one(port, ask, yes))
    });
    let mut times = Vec::new();
    for found in futures::future::join_all(askers).await {
        times.extend(found??);
    }
    ensure!(!times.is_empty(), "nothing was answered");
    let a_second = f64::from(u32::try_from(times.len())?) / begun.elapsed().as_secs_f64();
    times.sort_by(f64::total_cmp);
    Ok(Pace { a_second, p99: times[times.len() * 99 / 100] })
}

/// The question whether number `n` of these pairs may.
pub fn path_of(n: u32) -> String {
    format!("/api/v1/access{}&service=view_record", of_pair(n.wrapping_mul(104_729) % SMALL))
}

/// The question which roles the actor of such a pair has.
pub fn roles_path_of(n: u32) -> String {
    let actor = n.wrapping_mul(104_729) % SMALL;
    format!("/api/v1/roles?actor={}", person(actor.max(1) + 1))
}

fn of_pair(n: u32) -> String {
    format!("?patient={}&actor={}", person(n.max(1)), person(n.max(1) + 1))
}

fn person(n: u32) -> String {
    format!("00000000-0000-4000-9000-{n:012x}")
}

/// One connection, kept: milliseconds of each answer, in which this must stand.
async fn one(port: u16, ask: impl Fn(u32) -> Vec<u8>, yes: &str) -> Result<Vec<f64>> {
    let (mut wire, begun, mut times) = (Wire::open(port).await?, Instant::now(), Vec::new());
    for n in 0.. {
        if begun.elapsed() >= Duration::from_secs(SECONDS) {
            break;
        }
        let request = ask(n);
        let asked = Instant::now();
        let answer = wire.call(&request).await?;
        times.push(asked.elapsed().as_secs_f64() * 1000.0);
        let text = String::from_utf8_lossy(answer.bytes);
        ensure!(answer.status == 200 && text.contains(yes), "{text}");
    }
    Ok(times)
}

/// Whether head and body of an answer are there: ours have a length.
pub fn is_whole(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    length.and_then(|length| length.parse().ok()).is_some_and(|length: usize| body.len() >= length)
}

/// What Postgres does alone, asked by its own tool over the same socket: reads of one row by its key.
pub fn pgbench(database_url: &str) -> Result<f64> {
    let url = url::Url::parse(database_url)?;
    let host = url.query_pairs().find(|(name, _)| name == "host").context("a socket")?.1.into_owned();
    let (user, name) = (url.username().to_owned(), url.path().trim_start_matches('/').to_owned());
    let program = machine::postgres_tool("pgbench")?;
    let run = |arguments: &[&str]| -> Result<String> {
        let place = ["-h", &host, "-U", &user];
        let done = Command::new(&program).args(place).args(arguments).arg(&name).output()?;
        if !done.status.success() {
            std::io::stderr().write_all(&done.stderr)?;
            bail!("pgbench failed");
        }
        Ok(String::from_utf8(done.stdout)?)
    };
    run(&["-i", "-s", "10", "-q"])?;
    let (askers, seconds) = (ASKERS.to_string(), SECONDS.to_string());
    let said = run(&["-S", "-n", "-M", "prepared", "-c", &askers, "-j", "2", "-T", &seconds])?;
    let line = said.lines().find_map(|line| line.strip_prefix("tps = ")).context("a figure")?;
    Ok(line.split_whitespace().next().context("a figure")?.parse()?)
}
