//! Shows a round on a page while it runs, here or elsewhere: all of it is read from the database. Nobody is named, and nothing
//! can be changed there.

mod page;
mod state;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use clap::Args;
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::run::listen::{self, Site};
use crate::run::signals::asked_to_stop;
use crate::storage;
use crate::storage::PgPool;
use crate::storage::transfers::{runs, tally};
use crate::web::assets;
use crate::web::headers::{Https, Limits, secure};
use domain::clock::Clock;

use super::named;
use page::{Page, Seen};

/// How long what was read is shown to whoever asks, at least, and how many times as long as the reading took: a round of a
/// million rows takes a while to count.
const FRESH: (Duration, u32) = (Duration::from_secs(2), 4);
/// Seconds after which browsers read the page again.
const AGAIN: &str = "5";
/// How long a stopping process waits for readers.
const GRACE: Duration = Duration::from_secs(2);

/// Which round, and where the page is.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Name of the round.
    #[arg(long)]
    round: String,
    /// Address and port of the page.
    #[arg(long, default_value = "127.0.0.1:8790")]
    listen: SocketAddr,
    /// Allow an address that others on the network can reach. Whoever can reads the page.
    #[arg(long)]
    open_to_network: bool,
}

/// Serves the page until it is told to stop.
pub(super) async fn watch(arguments: Arguments, config: &Config, clock: Clock) -> anyhow::Result<()> {
    let Arguments { round, listen: address, open_to_network: is_open } = arguments;
    if !address.ip().is_loopback() && !is_open {
        bail!("{address} can be reached by others: --open-to-network, or an address of this machine alone");
    }
    let asked_to_stop = asked_to_stop();
    let pool = storage::connect(&config.database)?;
    named::round(&pool, &round).await?;
    let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
    let address = listener.local_addr()?;
    let watched = Watched { pool, round, clock, is_open, last: Mutex::default() };
    let router = Router::new()
        .route("/", get(live))
        .route("/still", get(still))
        .with_state(Arc::new(watched))
        .merge(assets::routes())
        .layer(middleware::from_fn_with_state(Limits::new(Https(false)), secure));
    let stop = CancellationToken::new();
    let serving = tokio::spawn(listen::serve(listener, Site::new(router, config.connections), stop.clone()));
    tracing::info!(%address, "the round is shown");
    asked_to_stop.await;
    stop.cancel();
    drop(timeout(GRACE, serving).await);
    Ok(())
}

/// What is watched.
struct Watched {
    pool: PgPool,
    round: String,
    clock: Clock,
    is_open: bool,
    /// What was read last, and until when that will do. Who waits for it reads nothing of their own.
    last: Mutex<Option<(Instant, Arc<Seen>)>>,
}

impl Watched {
    async fn read(&self) -> anyhow::Result<Arc<Seen>> {
        let mut last = self.last.lock().await;
        let begun = Instant::now();
        if let Some((_, seen)) = last.as_ref().filter(|(until, _)| begun < *until) {
            return Ok(seen.clone());
        }
        let seen = Arc::new(self.look().await?);
        let (least, times) = FRESH;
        let now = Instant::now();
        *last = Some((now + least.max(now.duration_since(begun) * times), seen.clone()));
        Ok(seen)
    }

    async fn look(&self) -> anyhow::Result<Seen> {
        let round = named::round(&self.pool, &self.round).await?;
        // Before the numbers: those of a run that has ended are its last.
        let runs = runs::of_round(&self.pool, round.id).await?;
        let lines = tally::of_round(&self.pool, round.id).await?;
        Ok(Seen { round, lines, runs })
    }

    /// Whether the page was asked for by a name of this machine: one that leads here from elsewhere belongs to a page that
    /// wants to read this one.
    fn is_asked_here(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        self.is_open || host.is_some_and(is_local)
    }

    async fn show(&self, headers: &HeaderMap, is_live: bool) -> Response {
        if !self.is_asked_here(headers) {
            return StatusCode::MISDIRECTED_REQUEST.into_response();
        }
        let answer = match self.read().await {
            Ok(seen) => match Page::new(&seen, self.clock.now(), is_live).render() {
                Ok(html) => Html(html).into_response(),
                Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            },
            Err(fault) => {
                tracing::error!(%fault, "the round cannot be read");
                (StatusCode::SERVICE_UNAVAILABLE, "The database does not answer.\n").into_response()
            }
        };
        if is_live { ([(header::REFRESH, AGAIN)], answer).into_response() } else { answer }
    }
}

fn is_local(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host().trim_start_matches('[').trim_end_matches(']');
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The page, read again and again.
async fn live(State(watched): State<Arc<Watched>>, headers: HeaderMap) -> Response {
    watched.show(&headers, true).await
}

/// The page as it stands, for who reads it slowly.
async fn still(State(watched): State<Arc<Watched>>, headers: HeaderMap) -> Response {
    watched.show(&headers, false).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_local() {
        for host in ["localhost", "localhost:8790", "127.0.0.1:8790", "[::1]:8790", "127.0.0.2"] {
            assert!(is_local(host), "{host}");
        }
        for host in
            ["", "evil.example", "localhost.evil.example:8790", "10.0.0.1:8790", "127.0.0.1.evil.example"]
        {
            assert!(!is_local(host), "{host}");
        }
    }
}
