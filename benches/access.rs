//! May this person do this now, and what may they do by their account? Asked of a running service with five million roles and as many
//! associations behind it, beside what Postgres alone can do on this machine in the same run.

use std::io::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use proxy_access::app::App;
use proxy_access::tokens::Claims;
use sqlx::PgPool;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::report::Figure;

/// Active roles, and accounts with an association.
const ROLES: u32 = 5_000_000;
/// Connections that ask at once.
const ASKERS: u32 = 8;
/// How long they ask, and how long pgbench does.
const SECONDS: u64 = 10;
/// The program that asks.
const CLIENT: &str = "system-bench";

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

/// Writes the roles and the program that asks for them.
pub async fn settle(db: &PgPool) -> Result<()> {
    let id = |n: &str| format!("('00000000-0000-4000-9000-' || lpad(to_hex({n}), 12, '0'))::uuid");
    let statements = [
        format!(
            "insert into role (delegation_id, delegator_id, delegate_id, practice, services, record_level, starts, active)
             select {}, {}, {}, 'Y00000', '{{view_record}}', 'summary', '2026-01-01', true
             from generate_series(1, {ROLES}) n",
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
    settle_accounts(db).await
}

/// As many accounts, each active and associated with one patient. Nobody asks who the people are, and so there are none.
async fn settle_accounts(db: &PgPool) -> Result<()> {
    let id = |n: &str| format!("('00000000-0000-4000-9000-' || lpad(to_hex({n}), 12, '0'))::uuid");
    let (own, next) = (id("n"), id("n + 1"));
    let mut connection = db.acquire().await?;
    for statement in [
        "set session_replication_role = replica".to_owned(), // no look at people who are not there
        format!(
            "insert into account (id, version, person_id, practice, number, opened_at, key_since, linked, linked_at,
                 verification, active, associated)
             select {own}, 6, {next}, 'Y00000', lpad(n::text, 9, '0'), now(), now(), array[{own}], array[now()],
                 '{{\"on\":\"2026-01-01\",\"proof\":{{\"proof\":\"nhs_login\"}}}}', true, true
             from generate_series(1, {ROLES}) n"
        ),
        format!(
            "insert into association (id, account_id, person_id, practice, place, patient_id, tie, proxy, access, starts,
                 state, decided_on)
             select {own}, {own}, {next}, 'Y00000', 0, {own},
                 '{{\"tie\":\"proxy\",\"relationship\":\"partner\",
                    \"ground\":{{\"basis\":\"consent\",\"method\":\"in_writing\"}}}}', true,
                 '{{\"services\":[\"view_record\"],\"record\":\"summary\",\"starts\":\"2026-01-01\",\"ends\":null}}',
                 '2026-01-01', 'running', '2026-01-01'
             from generate_series(1, {ROLES}) n"
        ),
        format!(
            "insert into traced_person (practice, person_id, title, given_name, family_name, search_name, birth_date,
                 address, phone, traced_at)
             select 'Y00000', {own}, '', 'Given', 'Family', ' given family ', '1980-01-01', '', '', now()
             from generate_series(1, {ROLES}) n"
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

/// A token of the program that lasts as long as the measuring.
pub fn token(app: &App) -> Result<String> {
    let now = app.clock.now().unix_timestamp();
    let claims = Claims {
        iss: app.config.server.public_url.clone(),
        aud: format!("{}/api", app.config.server.public_url),
        sub: CLIENT.to_owned(),
        client_id: CLIENT.to_owned(),
        scope: "user.roles.view".to_owned(),
        jti: app.clock.new_id().to_string(),
        iat: now,
        exp: now + 3600,
        acr: None,
        auth_time: None,
        grant: None,
    };
    app.token_keys.issue(&claims).map_err(|_| anyhow::anyhow!("a token"))
}

/// Asks the service on this port.
pub async fn measure(port: u16, token: &str, database_url: &str) -> Result<Vec<Figure>> {
    let access = pace(port, token, Question::Access).await?;
    let permissions = pace(port, token, Question::Permissions).await?;
    let limit = pgbench(database_url)?;
    Ok(vec![
        Figure::at_least(
            "/access, decisions a second at 5,000,000 roles (beside: pgbench -S)",
            access.a_second,
            5_000.0,
        )
        .beside(limit),
        Figure::at_most("/access, p99 at 8 connections, ms", access.p99, 10.0),
        Figure::at_least(
            "/permissions, a second at 5,000,000 associations (beside: /access)",
            permissions.a_second,
            access.a_second,
        )
        .beside(access.a_second),
        Figure::at_most("/permissions, p99 at 8 connections, ms", permissions.p99, 5.0),
    ])
}

/// Asks by all connections at once.
async fn pace(port: u16, token: &str, question: Question) -> Result<Pace> {
    let begun = Instant::now();
    let askers = (0..ASKERS).map(|asker| tokio::spawn(ask(port, token.to_owned(), (asker, question))));
    let mut times = Vec::new();
    for found in futures::future::join_all(askers).await {
        times.extend(found??);
    }
    let a_second = f64::from(u32::try_from(times.len())?) / begun.elapsed().as_secs_f64();
    times.sort_by(f64::total_cmp);
    Ok(Pace { a_second, p99: times[times.len() * 99 / 100] })
}

/// One connection, kept: milliseconds of each answer. Written by hand, so that asking takes little of the same machine.
async fn ask(port: u16, token: String, (asker, question): (u32, Question)) -> Result<Vec<f64>> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let (begun, mut times, mut answer) = (Instant::now(), Vec::new(), vec![0_u8; 4096]);
    let (mut n, (path, more)) = (asker * 7919, question.path());
    while begun.elapsed() < Duration::from_secs(SECONDS) {
        n = (n + 104_729) % ROLES;
        let person = |n: u32| format!("00000000-0000-4000-9000-{n:012x}");
        let request = format!(
            "GET {path}?patient={}&actor={}{more} HTTP/1.1\r\nhost: localhost\r\n\
             authorization: Bearer {token}\r\n\r\n",
            person(n.max(1)),
            person(n.max(1) + 1),
        );
        let asked = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        let mut read = 0;
        while !is_whole(&answer[..read]) {
            let more = stream.read(&mut answer[read..]).await?;
            ensure!(more > 0, "the service hung up");
            read += more;
        }
        times.push(asked.elapsed().as_secs_f64() * 1000.0);
        let text = String::from_utf8_lossy(&answer[..read]);
        ensure!(text.starts_with("HTTP/1.1 200") && text.contains(question.yes()), "{text}");
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
    let folder = Command::new("bin/with-postgres").arg("--find").output()?;
    let program = format!("{}/pgbench", String::from_utf8(folder.stdout)?.trim());
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
