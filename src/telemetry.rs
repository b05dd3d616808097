//! Log lines: pretty for people, JSON for collectors. What must never be in them:
//! docs/architecture.md#parse-once-and-never-tell-peoples-data. And traces, for those who follow one request.

mod collector;
mod parent;
pub mod traces;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::LogFormat;

pub use parent::TRACEPARENT;
pub use traces::Traces;

/// Libraries that would log addresses or statements at their finer levels are kept at `warn` whatever the filter says.
const QUIET: [&str; 6] = ["sqlx", "hyper", "reqwest", "lettre", "h2", "tower_sessions"];

/// Starts logging. A second call, as in tests, changes nothing.
pub fn start(format: LogFormat, filter: &str) {
    let mut filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    for library in QUIET {
        if let Ok(directive) = format!("{library}=warn").parse() {
            filter = filter.add_directive(directive);
        }
    }
    let registry = tracing_subscriber::registry().with(filter);
    let started = match format {
        LogFormat::Pretty => registry
            .with(tracing_subscriber::fmt::layer().with_target(false).with_writer(std::io::stderr))
            .try_init(),
        LogFormat::Json => {
            registry.with(tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr)).try_init()
        }
    };
    drop(started);
}
