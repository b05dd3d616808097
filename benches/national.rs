//! Our own store of roles: new roles beside a bare axum handler with one prepared insert, conflicts, and reading by proxy
//! beside what Postgres alone reads, among ten thousand and five million roles. All in one process, as the bare handler is.

use proxy_access::storage::PgPool;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use domain::clock::Clock;
use proxy_access::config::{Connections, Database, Reader};
use proxy_access::national::Store;
use proxy_access::run::RunningStore;
use proxy_access::run::demo::keys::Keys;
use proxy_access::run::demo::national::Authority;
use proxy_access::tokens::Holder;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::access::{is_whole, pgbench};
use super::report::Figure;

/// Connections that call at once, and how long.
const CALLERS: u32 = 16;
const SECONDS: Duration = Duration::from_secs(5);
/// Roles in the store when reading is measured, first and last.
const FEW: u32 = 10_000;
const MANY: u32 = 5_000_000;
/// First nine digits of the first patient and of the first proxy that are written, and of those that calls create.
const WRITTEN: (u32, u32) = (100_000_000, 300_000_000);
const CREATED: (u32, u32) = (500_000_000, 600_000_000);
const BASE: &str = "/validated-relationships/FHIR/R4/Consent";
const ID: &str = "01dc6813-3421-4d14-948d-a4888241add1";

/// Serves a store in this process, on this database, with these settings besides.
pub async fn serve(database_url: &str, more: &[(&str, &str)]) -> Result<(RunningStore, Authority)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let authority = Authority::new(&Keys::generate()?, &format!("http://{address}"))?;
    let values = [("DATABASE_URL", database_url), ("CONNECTIONS_PER_SOURCE", "1000")];
    let mut reader = Reader::from_values(values.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let (database, connections) = (Database::read(&mut reader), Connections::read(&mut reader));
    reader.finish(())?;
    let more = [&[("NATIONAL_CALLS_PER_MINUTE", "1000000000")][..], more].concat();
    let store = Store::build(authority.settings(&more)?, &database, Clock::system())?;
    Ok((RunningStore::start(store, listener, connections, false)?, authority))
}

/// Measures all of it on this database; among many roles too where wanted, which takes minutes to write.
pub async fn measure(database_url: &str, is_large: bool) -> Result<Vec<Figure>> {
    let (running, authority) = serve(database_url, &[]).await?;
    let (db, clock) = (running.store.db.clone(), running.store.clock.clone());
    let token = authority.token("bench", &Holder::App, clock.now() + time::Duration::HOUR)?;
    let calls = Calls { address: running.address, token, next: Arc::default() };
    fill(&db, 0, FEW).await?;

    let few = calls.run(|calls, n| calls.read(n % FEW), 200).await?;
    let conflicts = calls.run(|calls, _| calls.create(0), 409).await;
    let conflicts = match conflicts {
        Ok(times) => times,
        // The very first of them makes the role.
        Err(_) => calls.run(|calls, _| calls.create(0), 409).await?,
    };
    let created = calls.run(|calls, n| calls.create(n + 1), 201).await?;
    let bare = bare(&db, &clock).await?;
    let many = match is_large {
        true => {
            fill(&db, FEW, MANY).await?;
            Some(calls.run(|calls, n| calls.read((n.wrapping_mul(104_729)) % MANY), 200).await?)
        }
        false => None,
    };
    running.stop().await;
    let limit = pgbench(database_url)?;
    let mut figures = vec![
        Figure::at_least(
            "POST /Consent, new roles a second (beside: bare insert)",
            created.a_second,
            1_500.0,
        )
        .beside(bare.a_second),
        Figure::at_least(
            "POST /Consent, part of what the bare insert reaches",
            created.a_second / bare.a_second,
            0.4,
        ),
        Figure::at_most("POST /Consent, p99 at 16 connections, ms", created.p99, 20.0).beside(bare.p99),
        Figure::at_least("POST /Consent, conflicts a second", conflicts.a_second, 3_000.0),
        Figure::at_least(
            "GET /Consent by proxy, 10,000 roles (beside: pgbench -S)",
            few.a_second,
            0.3 * limit,
        )
        .beside(limit),
        Figure::plain("GET /Consent by proxy, p99 at 16 connections, ms", few.p99),
    ];
    if let Some(many) = many {
        let what = "GET /Consent by proxy, 5,000,000 roles (beside: 10,000)";
        figures.push(Figure::at_least(what, many.a_second, 0.8 * few.a_second).beside(few.a_second));
    }
    Ok(figures)
}

/// What calls took.
struct Took {
    a_second: f64,
    p99: f64,
}

fn took(mut times: Vec<f64>, seconds: f64) -> Result<Took> {
    ensure!(!times.is_empty(), "nothing was answered");
    times.sort_by(f64::total_cmp);
    Ok(Took {
        a_second: f64::from(u32::try_from(times.len())?) / seconds,
        p99: times[times.len() * 99 / 100],
    })
}

/// What is asked of the store.
#[derive(Clone)]
struct Calls {
    address: SocketAddr,
    token: String,
    next: Arc<AtomicU32>,
}

impl Calls {
    /// Makes calls from all connections, each with the next number; each must be answered with `status`.
    async fn run(&self, call: fn(&Calls, u32) -> String, status: u16) -> Result<Took> {
        let begun = Instant::now();
        let callers = (0..CALLERS).map(|_| {
            let calls = self.clone();
            let next = move || call(&calls, calls.next.fetch_add(1, Ordering::Relaxed));
            tokio::spawn(one(self.address, next, status))
        });
        let mut times = Vec::new();
        for found in futures::future::join_all(callers).await {
            times.extend(found??);
        }
        took(times, begun.elapsed().as_secs_f64())
    }

    fn head(&self, method: &str, query: &str) -> String {
        let token = &self.token;
        format!(
            "{method} {BASE}{query} HTTP/1.1\r\nhost: localhost\r\nx-request-id: {ID}\r\nauthorization: Bearer {token}\r\n"
        )
    }

    fn read(&self, n: u32) -> String {
        let proxy = nhs_number(WRITTEN.1 + n);
        format!("{}\r\n", self.head("GET", &format!("?performer:identifier={proxy}")))
    }

    fn create(&self, n: u32) -> String {
        let (patient, proxy) = (nhs_number(CREATED.0 + n), nhs_number(CREATED.1 + n));
        let number = "https://fhir.nhs.uk/Id/nhs-number";
        let body = format!(
            r#"{{"resourceType":"Consent","status":"active","scope":{{"coding":[{{"system":"https://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}}]}},"category":[{{"coding":[{{"system":"https://terminology.hl7.org/CodeSystem/v3-ActCode","code":"INFA"}}]}}],"patient":{{"identifier":{{"system":"{number}","value":"{patient}"}}}},"dateTime":"2026-11-01T12:00:00Z","performer":[{{"identifier":{{"system":"{number}","value":"{proxy}"}}}}],"extension":[{{"url":"https://fhir.nhs.uk/England/StructureDefinition/Extension-England-Consent-Status-Reason","valueCodeableConcept":{{"coding":[{{"code":"ROLE_CREATED"}}]}}}},{{"url":"https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor","valueReference":{{"identifier":{{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"A81001"}}}}}}]}}"#
        );
        let head = self.head("POST", "");
        format!("{head}content-type: application/fhir+json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
    }
}

/// One connection, kept: milliseconds of each answer.
async fn one(address: SocketAddr, next: impl Fn() -> String, status: u16) -> Result<Vec<f64>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (begun, mut times, mut answer) = (Instant::now(), Vec::new(), vec![0_u8; 64 * 1024]);
    let expected = format!("HTTP/1.1 {status} ");
    while begun.elapsed() < SECONDS {
        let request = next();
        let asked = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        let mut read = 0;
        while !is_whole(&answer[..read]) {
            let more = stream.read(&mut answer[read..]).await?;
            ensure!(more > 0, "the store hung up");
            read += more;
        }
        times.push(asked.elapsed().as_secs_f64() * 1000.0);
        let text = String::from_utf8_lossy(&answer[..read]);
        ensure!(text.starts_with(&expected), "{text}");
    }
    Ok(times)
}

/// A well-formed NHS number for each number of nine digits: those that have none take the next but ten million that has.
pub fn nhs_number(front: u32) -> String {
    let digits = format!("{front:09}");
    let sum: u32 =
        digits.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match 11 - sum % 11 {
        11 => format!("{digits}0"),
        10 => nhs_number(front + 10_000_000),
        check => format!("{digits}{check}"),
    }
}

/// Writes roles from the `from`-th to the one before the `to`-th.
async fn fill(db: &PgPool, from: u32, to: u32) -> Result<()> {
    for begin in (from..to).step_by(50_000) {
        let all = begin..to.min(begin + 50_000);
        let patients: Vec<String> = all.clone().map(|n| nhs_number(WRITTEN.0 + n)).collect();
        let proxies: Vec<String> = all.map(|n| nhs_number(WRITTEN.1 + n)).collect();
        sqlx::query(
            "insert into national_role (id, patient, proxy, status, reason, basis, grantor, made_at, created_at, updated_at)
             select gen_random_uuid(), patient, proxy, 'active', 'ROLE_CREATED', 'consent', 'A81001', now(), now(), now()
             from unnest($1::text[], $2::text[]) as pair (patient, proxy) on conflict do nothing",
        )
        .bind(patients)
        .bind(proxies)
        .execute(db)
        .await?;
    }
    sqlx::query("vacuum analyze national_role").execute(db).await?;
    Ok(())
}

/// The least that a new role can cost: an axum handler that reads a body and makes one prepared insert.
async fn bare(db: &PgPool, clock: &Clock) -> Result<Took> {
    let statement =
        "create table bare_role (id uuid primary key, patient text, proxy text, unique (patient, proxy))";
    sqlx::query(statement).execute(db).await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/", post(insert)).with_state((db.clone(), clock.clone()));
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });
    let begun = Instant::now();
    let callers = (0..CALLERS).map(|_| {
        let next = || {
            let body = "x".repeat(1200);
            format!("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\r\n{body}", body.len())
        };
        tokio::spawn(one(address, next, 201))
    });
    let mut times = Vec::new();
    for found in futures::future::join_all(callers).await {
        times.extend(found??);
    }
    serving.abort();
    took(times, begun.elapsed().as_secs_f64()).context("the bare handler")
}

async fn insert(State((db, clock)): State<(PgPool, Clock)>, _body: String) -> Result<StatusCode, StatusCode> {
    let id = clock.new_id();
    let written = sqlx::query("insert into bare_role (id, patient, proxy) values ($1, $2, $2)")
        .bind(id)
        .bind(id.to_string())
        .execute(&db)
        .await;
    written.map(|_| StatusCode::CREATED).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}
