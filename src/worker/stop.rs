//! How the worker is told to stop.

use tokio_util::sync::CancellationToken;

/// Tells the worker to finish what it holds and return.
pub type Stop = CancellationToken;
