//! Tells servers what the worker knows of outside systems: PDS and the mail server are called by nobody else.

use tokio::time::{Duration, Instant};

use crate::app::App;
use crate::storage::{StorageError, outside_systems};

/// How often it is said though nothing has changed, so that a worker that is gone is seen.
const ANEW: Duration = Duration::from_secs(60);

/// What was said last, and when.
#[derive(Debug, Default)]
pub(super) struct Teller {
    last: Option<(Vec<(&'static str, &'static str)>, Instant)>,
}

impl Teller {
    /// Says it where something has changed, or a minute has passed.
    pub async fn tell(&mut self, app: &App) -> Result<(), StorageError> {
        let known = known(app);
        let is_news = self.last.as_ref().is_none_or(|(last, at)| *last != known || at.elapsed() >= ANEW);
        if is_news {
            outside_systems::tell(&app.db, &known, app.clock.now()).await?;
            self.last = Some((known, Instant::now()));
        }
        Ok(())
    }
}

/// Says now what this process knows of outside systems.
///
/// # Errors
/// When the database fails.
pub async fn tell_what_is_known(app: &App) -> Result<(), StorageError> {
    Teller::default().tell(app).await
}

fn known(app: &App) -> Vec<(&'static str, &'static str)> {
    app.outside()
        .map(|system| system.circuit())
        .map(|circuit| (circuit.system().name(), circuit.health().name()))
        .collect()
}
