//! `proxy-access migrate`.

use anyhow::Context;

use crate::config::{Database, LogFormat, Reader};
use crate::{storage, telemetry};

/// Brings the database to this version's shape; needs only `DATABASE_URL`.
pub(super) async fn migrate(rebuild_views: bool) -> anyhow::Result<()> {
    let mut reader = Reader::from_environment();
    let settings = Database::read(&mut reader);
    let settings = reader.finish(settings)?;
    telemetry::start(LogFormat::Pretty, "info");
    let pool = storage::connect(&settings)?;
    storage::migrate(&pool).await.context("the database could not be migrated")?;
    tracing::info!("the database has this version's shape");
    if rebuild_views {
        let count = storage::rebuild::rebuild_views(&pool).await.context("the views could not be rebuilt")?;
        tracing::info!(count, "views rebuilt from the events");
    }
    pool.close().await;
    Ok(())
}
