//! The main work, each kind of request beside the least that its parts need, and beside a build of before: how many a second, how
//! long, how much of the processor, how many statements. Then what cannot be asked so: sign-in, mails, a burst.

mod burst;
pub mod kinds;
mod mail;
pub mod people;
mod sign_in;
mod tokens;

use std::time::Duration;

use anyhow::Result;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

use self::kinds::{KINDS, Kind, Limit};
use super::load::{self, Ask, Pace};
use super::machine::Postgres;
use super::process::Process;
use super::report::{Figure, Measured, Row};
use super::side::Side;
use super::{access, bare, free_port};

/// Connections that ask at once, and how long.
const LOAD: (u32, Duration) = (8, Duration::from_secs(3));
/// The same before it counts: what is kept ready is made ready.
const WARM: (u32, Duration) = (8, Duration::from_millis(300));

/// A build and what it is asked.
struct Asked {
    side: Side,
    asks: Vec<Option<Ask>>,
}

/// What bare axum and pgbench reach.
struct Limits(Vec<(Limit, f64)>);

impl Limits {
    fn of(&self, limit: Limit) -> Option<f64> {
        self.0.iter().find(|(one, _)| *one == limit).map(|(_, a_second)| *a_second)
    }
}

/// Measures it of this build, and of that of before where there is one.
pub async fn measure(server_url: &str, own: &str, before: Option<&str>) -> Result<(Vec<Row>, Vec<Figure>)> {
    let ours = Box::pin(settle(env!("CARGO_BIN_EXE_proxy-access"), (server_url, "work"), true)).await?;
    let before = match before {
        Some(program) => match Box::pin(settle(program, (server_url, "before"), false)).await {
            Ok(asked) => Some(asked),
            Err(fault) => {
                super::say(&format!("The build of before cannot be asked: {fault:#}"))?;
                None
            }
        },
        None => None,
    };
    let admin = PgPoolOptions::new().max_connections(2).connect(server_url).await?;
    let postgres = Postgres::of(&admin).await?;
    let limits = limits(own, server_url, &admin).await?;
    let mut rows = Vec::new();
    for (at, kind) in KINDS.iter().enumerate() {
        let own = told(one(&ours, &postgres, (at, kind)).await, kind)?;
        let of_before = match &before {
            Some(before) => told(one(before, &postgres, (at, kind)).await, kind)?,
            None => None,
        };
        let Some(own) = own else { continue };
        rows.push(Row {
            what: kind.name,
            own,
            before: of_before.map(|before| before.pace.a_second),
            limit: limits.of(kind.limit),
            agreed: kind.agreed,
        });
    }
    let mut figures = Box::pin(sign_in::measure(&ours.side, before.as_ref().map(|it| &it.side))).await?;
    let both = (&ours, before.as_ref());
    figures.extend(Box::pin(burst::measure(both, &admin)).await?);
    figures.extend(Box::pin(mail::measure(both)).await?);
    figures.push(Figure::at_most(
        "memory (PSS) after all of that, MiB",
        ours.side.process()?.memory()?,
        50.0,
    ));
    ours.side.stop().await?;
    if let Some(before) = before {
        before.side.stop().await?;
    }
    Ok((rows, figures))
}

/// One that fails is told of, and keeps no other from being measured.
fn told(measured: Result<Option<Measured>>, kind: &Kind) -> Result<Option<Measured>> {
    match measured {
        Ok(measured) => Ok(measured),
        Err(fault) => {
            super::say(&format!("{} was not measured: {fault:#}", kind.name))?;
            Ok(None)
        }
    }
}

async fn settle(program: &str, place: (&str, &str), is_ours: bool) -> Result<Asked> {
    let mut side = Side::settle(program, place).await?;
    if is_ours {
        let app = proxy_access::app::App::build(side.config()?, side.clock.clone())?;
        proxy_access::run::demo::accounts::furnish(&app, &side.sandbox).await?;
        app.db.close().await;
    }
    access::settle_roles(&side.storage(), access::SMALL).await?;
    let people = people::settle(&mut side).await?;
    let asks = kinds::asks(&side, &people).await?;
    Ok(Asked { side, asks })
}

/// One kind of one build, with what it costs; none where the build has no such thing.
async fn one(asked: &Asked, postgres: &Postgres, (at, kind): (usize, &Kind)) -> Result<Option<Measured>> {
    let Some(ask) = asked.asks.get(at).and_then(Option::as_ref) else { return Ok(None) };
    let (side, pid) = (&asked.side, asked.side.process()?.id()?);
    if !kind.once {
        load::closed(side.port, WARM, ask, kind.status).await?;
    }
    let before = used(pid, postgres, side).await?;
    let pace = load::closed(side.port, LOAD, ask, kind.status).await?;
    let after = used(pid, postgres, side).await?;
    let each = |from: f64, to: f64| (to - from) / pace.count;
    Ok(Some(Measured {
        pace,
        own: each(before.0, after.0),
        postgres: each(before.1, after.1),
        statements: before.2.zip(after.2).map(|(from, to)| each(from, to)),
    }))
}

/// Milliseconds of processor time, the service's and Postgres's, and statements.
async fn used(pid: u32, postgres: &Postgres, side: &Side) -> Result<(f64, f64, Option<f64>)> {
    let statements = postgres.statements(&side.database).await?;
    Ok((super::machine::processor(pid)?, postgres.processor()?, statements))
}

/// Bare axum of the same pool, and pgbench.
async fn limits(own: &str, server_url: &str, admin: &PgPool) -> Result<Limits> {
    bare::settle(admin).await?;
    let port = free_port()?;
    let port_text = port.to_string();
    let running = Process::start(own, &[super::BARE, &port_text], &[], port).await?;
    let mut found = Vec::new();
    for (limit, path) in [(Limit::Page, "/page"), (Limit::Read, "/read"), (Limit::Write, "/write")] {
        let request = kinds::browser(path, "");
        let ask: Ask = std::sync::Arc::new(move |_| Some(request.clone()));
        load::closed(port, WARM, &ask, 200).await?;
        let pace: Pace = load::closed(port, LOAD, &ask, 200).await?;
        found.push((limit, pace.a_second));
    }
    running.stop().await?;
    found.push((Limit::Pgbench, access::pgbench(server_url)?));
    Ok(Limits(found))
}
