//! `proxy-access openapi`: the description of the API, made from the code.

use std::io::Write;

use crate::api;

/// Prints it, as `src/api/openapi.json` keeps it.
pub(super) fn openapi() -> anyhow::Result<()> {
    std::io::stdout().write_all(api::openapi::text()?.as_bytes())?;
    Ok(())
}
