//! Puts together what is told: the counters of this process, how it finds its pool and outside systems, and what waits in the
//! database, which is asked at most every few seconds.

use std::sync::Arc;
use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use time::OffsetDateTime;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::app::App;
use crate::integrations::{Circuit, CircuitState};
use crate::metrics::{BySystem, Labels};
use crate::storage::outbox::{self, Waiting};
use crate::storage::{StorageError, sessions};
use crate::worker::known_task;

/// How long what the database said is told again, however many ask.
const GOOD_FOR: Duration = Duration::from_secs(5);
/// The longest wait for the database; without it, the rest is told.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the database said.
#[derive(Debug)]
struct Said {
    waiting: Vec<Waiting>,
    /// Sessions of staff, and all others.
    sessions: (i64, i64),
    at: OffsetDateTime,
}

/// The last look at the database: when, how long a connection was waited for, and what it said, if anything.
#[derive(Debug)]
struct Look {
    at: Instant,
    waited: Duration,
    said: Option<Said>,
}

/// Gathers what is told of one process.
pub(super) struct Gatherer {
    app: Arc<App>,
    last: Mutex<Option<Look>>,
}

impl Gatherer {
    pub fn new(app: Arc<App>) -> Gatherer {
        Gatherer { app, last: Mutex::default() }
    }

    /// Everything, as it is told.
    pub async fn text(&self) -> String {
        let mut registry = self.app.metrics.registry();
        of_the_process(&mut registry, &self.app);
        of_outside_systems(&mut registry, self.app.outside().map(|system| system.circuit()).collect());
        let mut last = self.last.lock().await;
        let look = match last.take().filter(|look| look.at.elapsed() < GOOD_FOR) {
            Some(look) => look,
            None => look(&self.app).await,
        };
        of_the_database(&mut registry, last.insert(look));
        let mut text = String::new();
        if encode(&mut text, &registry).is_err() {
            tracing::error!("what is counted could not be written");
        }
        text
    }
}

/// Asks the database.
async fn look(app: &App) -> Look {
    let at = Instant::now();
    let connection = timeout(PATIENCE, app.db.begin()).await;
    let waited = at.elapsed();
    let said = match connection {
        Ok(Ok(mut connection)) => {
            let asked = timeout(PATIENCE, ask(&mut connection, app.clock.now())).await;
            asked.ok().and_then(Result::ok)
        }
        Ok(Err(_)) | Err(_) => None,
    };
    Look { at, waited, said }
}

async fn ask(db: &mut sqlx::PgConnection, at: OffsetDateTime) -> Result<Said, StorageError> {
    let waiting = outbox::waiting(&mut *db, at).await?;
    Ok(Said { waiting, sessions: sessions::count(db, at).await?, at })
}

fn of_the_process(registry: &mut Registry, app: &App) {
    let (all, idle) = (i64::from(app.db.size()), count(app.db.num_idle()));
    let connections = Gauges::<1>::default();
    connections.get_or_create(&[("state", "idle".into())]).set(idle);
    connections.get_or_create(&[("state", "busy".into())]).set((all - idle).max(0));
    registry.register("database_connections", "Connections to the database, by state", connections);
    let most: Gauge = Gauge::default();
    most.set(app.config.database.pool.into());
    registry.register("database_connections_most", "Connections to the database that there may be", most);
    let streams: Gauge = Gauge::default();
    streams.set(count(app.streams.count()));
    registry.register("streams", "Answers to programs that are open", streams);
}

fn of_outside_systems(registry: &mut Registry, circuits: Vec<&Circuit>) {
    let (states, results) = (Gauges::<1>::default(), Family::<Labels<2>, Counter>::default());
    for circuit in &circuits {
        let system = circuit.system().name();
        let state = match circuit.health() {
            CircuitState::Closed => 0,
            CircuitState::HalfOpen => 1,
            CircuitState::Open => 2,
        };
        states.get_or_create(&[("system", system.into())]).set(state);
        for (result, count) in circuit.calls().results() {
            results.get_or_create(&[("system", system.into()), ("result", result.into())]).inc_by(count);
        }
    }
    let help = "Circuits of outside systems: 0 closed, 1 to be tried, 2 open";
    registry.register("outside_circuit", help, states);
    registry.register("outside_calls", "Calls of outside systems, by result; of email, mails", results);
    let took =
        circuits.into_iter().map(|circuit| (circuit.system().name(), circuit.calls().clone())).collect();
    let help = "Seconds that calls of outside systems took, by system";
    registry.register("outside_call_seconds", help, BySystem(took));
}

fn of_the_database(registry: &mut Registry, look: &Look) {
    let answers: Gauge = Gauge::default();
    answers.set(look.said.is_some().into());
    registry.register("database_answers", "Whether the database answered the last look: 1, or 0", answers);
    let wait = Gauge::<f64, std::sync::atomic::AtomicU64>::default();
    wait.set(look.waited.as_secs_f64());
    let help = "Seconds that the last look waited for a connection to the database";
    registry.register("database_wait_seconds", help, wait);
    let Some(said) = &look.said else { return };
    let (jobs, age) = (Gauges::<2>::default(), Gauges::<1>::default());
    for waiting in &said.waiting {
        let task = known_task(&waiting.task);
        let counts = [("due", waiting.due), ("later", waiting.later), ("given_up", waiting.dead)];
        for (state, count) in counts {
            jobs.get_or_create(&[("task", task.into()), ("state", state.into())]).inc_by(count);
        }
        let seconds = waiting.oldest.map_or(0, |oldest| (said.at - oldest).whole_seconds().max(0));
        let oldest = age.get_or_create(&[("task", task.into())]);
        oldest.set(oldest.get().max(seconds));
    }
    registry.register("outbox_jobs", "Work that waits, by task and state", jobs);
    registry.register("outbox_oldest_seconds", "Seconds since the oldest work became due, by task", age);
    let sessions = Gauges::<1>::default();
    let (staff, others) = said.sessions;
    sessions.get_or_create(&[("of", "staff".into())]).set(staff);
    sessions.get_or_create(&[("of", "others".into())]).set(others);
    registry.register(
        "sessions",
        "Sessions of browsers: of staff who are signed in, and all others",
        sessions,
    );
}

/// A figure for each value of so many labels.
type Gauges<const N: usize> = Family<Labels<N>, Gauge>;

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
