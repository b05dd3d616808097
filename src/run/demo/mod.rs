//! `proxy-access demo`: the whole service on this machine, with a sandbox of all outside systems in the same process.

pub mod accounts;
pub mod keys;
pub mod national;
mod programs;
pub mod records;
pub mod settings;
mod shell;

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use tokio::net::TcpListener;

use crate::app::App;
use crate::config::Reader;
use crate::storage::{self, NotMigrated, PgPool};
use crate::telemetry;
use domain::clock::Clock;

use self::settings::{ServiceKeys, enable_practices};
use super::serve::Running;
use super::signals::asked_to_stop;

/// Runs until Ctrl-C. Needs `DATABASE_URL`; `PORT` is the port of the pages, 8080 unless set.
pub(super) async fn demo() -> anyhow::Result<()> {
    let mut reader = Reader::from_environment();
    let database_url = reader.required("DATABASE_URL", "a Postgres URL; bin/demo starts a private server");
    let port: u16 = reader.parsed("PORT", 8080, "a free port");
    let filter = reader.text("LOG_FILTER", "warn");
    reader.finish(())?;
    telemetry::start(crate::config::LogFormat::Pretty, &filter);

    let (clock, any) = (Clock::system(), SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .with_context(|| format!("port {port} is in use: choose another with PORT=…"))?;
    let public_url = format!("http://localhost:{}", listener.local_addr()?.port());
    let keys = ServiceKeys::generate()?;
    let sandbox = keys.sandbox((any, any), &public_url, clock.clone()).await?;
    let mut national = keys.national(&sandbox);
    let events_token = clock.secret();
    national.push(("VRS_EVENTS_TOKEN".to_owned(), events_token.clone()));
    national.extend(keys.records(&sandbox));
    sandbox.gp_connect().put_all();
    let national_too = national.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let more: Vec<(&str, &str)> = national_too.chain([("NHS_LOGIN_LINKAGE", "true")]).collect();
    let config = keys.config(&sandbox, &public_url, &database_url, &more)?;
    let app = App::build(config, clock.clone())?;
    migrate(&app.db).await?;
    enable_practices(&app.db, &clock).await?;
    keys.register_programs(&app.db, &clock).await?;
    accounts::furnish(&app, &sandbox).await?;
    let connections = app.config.connections;
    let records = tokio::spawn(keep_records(app.clone()));
    let running = Running::start(app, listener, true)?;
    let told = (public_url.as_str(), events_token.as_str());
    let (store, token) = national::start(&database_url, told, connections, clock).await?;
    let settings = keys.variables(&sandbox, &public_url, &database_url);
    let kept = shell::write(&[settings, national].concat())?;
    say(&public_url, kept.as_deref())?;
    say_of_the_store(&store.store.settings.url, &token)?;
    asked_to_stop().await;
    records.abort();
    running.stop().await;
    store.stop().await;
    sandbox.stop().await;
    Ok(())
}

/// Two hundred records take a few seconds, in which people look around already.
async fn keep_records(app: Arc<App>) {
    if let Err(fault) = Box::pin(records::keep_records(&app)).await {
        tracing::warn!(?fault, "the demo has not all of its records");
    }
}

async fn migrate(db: &PgPool) -> anyhow::Result<()> {
    match storage::migrate(db).await {
        Err(other @ NotMigrated::Foreign(_)) => {
            Err(other).context("what the demo kept is of no use any more: delete .demo/ and start again")
        }
        migrated => migrated.context("the database could not be migrated"),
    }
}

fn say(public_url: &str, settings: Option<&Path>) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n  Open {public_url}\n")?;
    writeln!(
        out,
        "  The bar at the top of each page leads to the people you can sign in as, and to their e-mail."
    )?;
    if let Some(settings) = settings {
        writeln!(out, "  Commands in another terminal work on it after: . {}", settings.display())?;
    }
    writeln!(out, "  Ctrl-C ends all of it.\n")?;
    Ok(out.flush()?)
}

fn say_of_the_store(url: &str, token: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "  Our own store of roles: {url}/validated-relationships/FHIR/R4")?;
    writeln!(out, "  A token of a program for it, good for 12 hours:\n  {token}\n")?;
    Ok(out.flush()?)
}
