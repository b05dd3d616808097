//! The server and the worker: start, run, stop without losing anything.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::config::Config;
use crate::integrations::Upstream;
use crate::{site, worker};
use domain::clock::Clock;

use super::listen::{self, Site};
use super::metrics;
use super::signals::asked_to_stop;

/// How often what the providers publish is read anew.
const REFRESH: Duration = Duration::from_secs(3600);
/// After how long a provider that gave no usable answer is asked again, at first and at most.
const SOON: Duration = Duration::from_secs(1);
const LATER: Duration = Duration::from_secs(60);
/// How long a stopping process waits for its connections to the database.
const CLOSE: Duration = Duration::from_secs(5);

/// A service that runs in this process.
pub struct Running {
    /// The service.
    pub app: Arc<App>,
    /// Where it listens.
    pub address: SocketAddr,
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Serves pages on `listener`; does the worker's job too where wanted.
    pub fn start(app: Arc<App>, listener: TcpListener, with_worker: bool) -> anyhow::Result<Running> {
        let (stop, address) = (app.stopping.clone(), listener.local_addr()?);
        let site = Site::new(site::router(app.clone()), app.config.connections);
        let mut tasks = vec![tokio::spawn(listen::serve(listener, site, stop.clone()))];
        let (providers, halt) = (app.clone(), stop.clone());
        tasks.push(tokio::spawn(async move {
            tokio::select! { () = halt.cancelled() => {}, () = know_the_providers(&providers) => {} }
        }));
        if with_worker {
            tasks.push(tokio::spawn(worker::run(app.clone(), stop.clone())));
        }
        Ok(Running { app, address, stop, tasks })
    }

    /// Says that it is not ready, and goes on taking requests for a while: whoever leads them here sees it in time.
    async fn drain(&self) {
        let drain = self.app.config.server.drain;
        if !drain.is_zero() {
            tracing::info!(seconds = drain.as_secs(), "told to stop; not ready from now on");
            self.app.leaving.cancel();
            tokio::time::sleep(drain).await;
        }
    }

    /// Takes no new request, finishes those in flight and the batch that the worker holds, then returns.
    pub async fn stop(self) {
        self.stop.cancel();
        let all = futures::future::join_all(self.tasks);
        if timeout(self.app.config.server.shutdown_grace, all).await.is_err() {
            tracing::warn!("stopped before everything in flight was finished");
        }
        close(&self.app).await;
    }
}

/// Sends the last traces, and gives the connections back to Postgres; one that hangs in the middle of a statement is not
/// waited for.
async fn close(app: &App) {
    app.traces.end().await;
    if timeout(CLOSE, app.db.close()).await.is_err() {
        tracing::warn!("stopped before every connection to the database was closed");
    }
}

/// Reads what the two providers publish, at start and every hour.
async fn know_the_providers(app: &App) {
    tokio::join!(know(|| app.nhs_login.warm_up()), know(|| app.cis2.warm_up()));
}

/// Asks one provider at start and every hour; one that is away or not ready is asked again soon, less and less often.
async fn know<F: Future<Output = Result<(), Upstream>>>(warm_up: impl Fn() -> F) {
    let mut pause = SOON;
    loop {
        let next = match warm_up().await {
            Ok(()) => {
                pause = SOON;
                REFRESH
            }
            Err(fault) => {
                tracing::warn!(%fault, "a provider of sign-in is not to be reached now");
                let longer = (pause * 2).min(LATER);
                std::mem::replace(&mut pause, longer)
            }
        };
        tokio::time::sleep(next).await;
    }
}

/// Runs the server until it is told to stop.
pub(super) async fn serve(config: Config, clock: Clock, with_worker: bool) -> anyhow::Result<()> {
    let (address, watched_at) = (config.server.listen, config.server.metrics);
    let app = App::build(config, clock)?;
    let asked_to_stop = asked_to_stop();
    let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
    let watched = watch(&app, watched_at).await?;
    let mut running = Running::start(app, listener, with_worker)?;
    running.tasks.extend(watched);
    tracing::info!(address = %running.address, "serving");
    asked_to_stop.await;
    running.drain().await;
    tracing::info!("stopping");
    running.stop().await;
    Ok(())
}

/// Tells what is counted at this address, where there is one, until the service stops.
async fn watch(app: &Arc<App>, address: Option<SocketAddr>) -> anyhow::Result<Option<JoinHandle<()>>> {
    let listener = metrics::bind(address).await?;
    Ok(listener.map(|listener| tokio::spawn(metrics::serve(app.clone(), listener, app.stopping.clone()))))
}

/// Runs the worker until it is told to stop.
pub(super) async fn work(config: Config, clock: Clock) -> anyhow::Result<()> {
    let watched_at = config.server.worker_metrics;
    let app = App::build(config, clock)?;
    let stop = app.stopping.clone();
    let watched = watch(&app, watched_at).await?;
    let tasks = [tokio::spawn(worker::run(app.clone(), stop.clone()))].into_iter().chain(watched);
    tracing::info!("working");
    let all = futures::future::join_all(tasks);
    asked_to_stop().await;
    stop.cancel();
    if timeout(app.config.server.shutdown_grace, all).await.is_err() {
        tracing::warn!("stopped before everything in flight was finished");
    }
    close(&app).await;
    Ok(())
}
