//! `proxy-access national`: our own store of roles, in a process of its own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::config::{Connections, Database, Logging, National, Reader};
use crate::national::{self, Store, jobs};
use crate::telemetry;
use domain::clock::Clock;

use super::listen::{self, Site};
use super::signals::asked_to_stop;

/// How long a stopping store waits for calls and jobs in flight.
const GRACE: Duration = Duration::from_secs(20);

/// A store that runs in this process.
pub struct RunningStore {
    /// The store.
    pub store: Arc<Store>,
    /// Where it listens.
    pub address: SocketAddr,
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
}

impl RunningStore {
    /// Serves the API on `listener`, and does the store's own jobs where wanted.
    ///
    /// # Errors
    /// When the listener has no address.
    pub fn start(
        store: Arc<Store>,
        listener: TcpListener,
        connections: Connections,
        with_jobs: bool,
    ) -> anyhow::Result<RunningStore> {
        let (stop, address) = (CancellationToken::new(), listener.local_addr()?);
        let site = Site::new(national::router(&store), connections).mirroring_names();
        let mut tasks = vec![tokio::spawn(listen::serve(listener, site, stop.clone()))];
        if with_jobs {
            tasks.push(tokio::spawn(jobs::run(store.clone(), stop.clone())));
            tasks.push(tokio::spawn(jobs::tell_on(store.clone(), stop.clone())));
        }
        Ok(RunningStore { store, address, stop, tasks })
    }

    /// Takes no new call, finishes those in flight, then returns.
    pub async fn stop(self) {
        self.stop.cancel();
        if timeout(GRACE, futures::future::join_all(self.tasks)).await.is_err() {
            tracing::warn!("stopped before everything in flight was finished");
        }
        if timeout(GRACE, self.store.db.close()).await.is_err() {
            tracing::warn!("stopped before every connection to the database was closed");
        }
    }
}

/// Runs the store until it is told to stop. It needs the settings of the store, of the database, of
/// connections and of the log, and no other.
pub(super) async fn national() -> anyhow::Result<()> {
    let mut reader = Reader::from_environment();
    let (database, connections) = (Database::read(&mut reader), Connections::read(&mut reader));
    let logging = Logging::read(&mut reader);
    let settings = National::read(&mut reader);
    if settings.is_none() {
        reader.fault("NATIONAL_URL", "the store's address: without it there is no store");
    }
    let settings = reader.finish(settings)?.context("NATIONAL_URL is missing")?;
    telemetry::start(logging.format, &logging.filter);
    let listen = settings.listen;
    let store = Store::build(settings, &database, Clock::system())?;
    let asked_to_stop = asked_to_stop();
    let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    let running = RunningStore::start(store, listener, connections, true)?;
    tracing::info!(address = %running.address, "our own store of roles is serving");
    asked_to_stop.await;
    running.stop().await;
    Ok(())
}
