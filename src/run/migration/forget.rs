//! Forgets the NHS numbers of a list that is done with. Counts, ids of roles and what happened stay.

use std::io::Write;

use anyhow::Context;

use crate::config::Config;
use crate::storage;
use crate::storage::transfers::imports;

/// Refuses while a row waits in a live round, has failed there, or was not taken into it yet.
pub(super) async fn forget(list: &str, config: &Config) -> anyhow::Result<()> {
    let pool = storage::connect(&config.database)?;
    let forgotten = imports::forget(&pool, list).await?;
    let rows = forgotten
        .context("rows of this list still wait, or have failed: run, or have it imported without them")?;
    writeln!(std::io::stdout(), "{list}: the NHS numbers of {rows} rows are forgotten")?;
    pool.close().await;
    Ok(())
}
