//! `proxy-access gp-connect`: gives records to other practices, in a process of its own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::config::{Connections, Database, Environment, GpConnect, Logging, Pds, Reader};
use crate::national::gp_connect::{self, Provider};
use crate::telemetry;
use domain::clock::Clock;

use super::listen::{self, Site};
use super::signals::asked_to_stop;

/// How long a stopping provider waits for answers in flight: a whole record takes seconds, a large document minutes.
const GRACE: Duration = Duration::from_secs(60);

/// A provider that runs in this process.
pub struct RunningProvider {
    /// The provider.
    pub provider: Arc<Provider>,
    /// Where it listens.
    pub address: SocketAddr,
    stop: CancellationToken,
    serving: JoinHandle<()>,
}

impl RunningProvider {
    /// Serves on `listener`.
    ///
    /// # Errors
    /// When the listener has no address.
    pub fn start(
        provider: Arc<Provider>,
        listener: TcpListener,
        connections: Connections,
    ) -> anyhow::Result<RunningProvider> {
        let (stop, address) = (CancellationToken::new(), listener.local_addr()?);
        let site = Site::new(gp_connect::router(&provider), connections);
        let serving = tokio::spawn(listen::serve(listener, site, stop.clone()));
        Ok(RunningProvider { provider, address, stop, serving })
    }

    /// Takes no new call, finishes those in flight, then returns.
    pub async fn stop(self) {
        self.stop.cancel();
        if timeout(GRACE, self.serving).await.is_err() {
            tracing::warn!("stopped before every answer in flight was given");
        }
        if timeout(GRACE, self.provider.db.close()).await.is_err() {
            tracing::warn!("stopped before every connection to the database was closed");
        }
    }
}

/// Runs the provider until it is told to stop. It needs its own settings and those of the database, of PDS, of connections and of
/// the log, and no other.
pub(super) async fn gp_connect() -> anyhow::Result<()> {
    let mut reader = Reader::from_environment();
    let (database, connections) = (Database::read(&mut reader), Connections::read(&mut reader));
    let (logging, pds) = (Logging::read(&mut reader), Pds::read(&mut reader));
    let settings = GpConnect::read(&mut reader);
    match &settings {
        None => reader.fault("GP_CONNECT_URL", "the provider's address: without it there is none"),
        Some(settings) if Environment::read(&mut reader) == Environment::Production => {
            settings.refuse_sandbox(&mut reader);
        }
        Some(_) => {}
    }
    let settings = reader.finish(settings)?.context("GP_CONNECT_URL is missing")?;
    telemetry::start(logging.format, &logging.filter);
    let listen = settings.listen;
    let provider = Provider::build(settings, &pds, &database, Clock::system())?;
    let asked_to_stop = asked_to_stop();
    let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    let running = RunningProvider::start(provider, listener, connections)?;
    tracing::info!(address = %running.address, "the GP Connect provider is serving");
    asked_to_stop.await;
    running.stop().await;
    Ok(())
}
