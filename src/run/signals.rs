//! When the operator wants us to stop.

use std::future::pending;
use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// Ends at Ctrl-C or SIGTERM. From this call on no such signal is missed: a process that is told to stop while it starts
/// stops in order, and is not killed.
pub fn asked_to_stop() -> impl Future<Output = ()> {
    let (terminate, interrupt) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    async move {
        tokio::select! {
            () = heard(terminate) => {}
            () = heard(interrupt) => {}
        }
    }
}

async fn heard(signals: io::Result<Signal>) {
    match signals {
        Ok(mut signals) => drop(signals.recv().await),
        Err(_) => pending().await,
    }
}
