//! Serves the site on a listener, by our own loop: the one of `axum` makes the router anew for each connection, waits for
//! request heads without end, and takes connections until no file can be opened any more.
//!
//! A connection costs a small task until its first byte, and the buffers of one HTTP connection from then on. All are
//! known to the `crowd::Crowd`, which lets go of those that wait too long, and of the longest waiting when there are too
//! many.

mod answering;
mod connection;
mod crowd;
mod open_files;
mod wire;

use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, interval, sleep};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::arrival::Source;
use crate::config::Connections;

pub use self::answering::Site;
use self::crowd::{Crowd, Limits};

/// Files that the process keeps for itself: the database, outside systems, the log.
const OWN_FILES: usize = 64;
/// How often the late are looked for, at least.
const SWEEP: Duration = Duration::from_millis(500);
/// How long nothing is accepted when no file can be opened.
const BREATH: Duration = Duration::from_millis(20);
/// What a connection reads for which there is no place; nobody waits until it has been read.
const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// Serves until `stop`, then finishes what is being answered. Connections without a whole request are closed at once then.
pub async fn serve(listener: TcpListener, site: Site, stop: CancellationToken) {
    let limits = limits(site.settings(), open_files::most());
    let (crowd, tasks) = (Crowd::new(limits), TaskTracker::new());
    let sweeping = tokio::spawn(sweep(crowd.clone(), stop.clone()));
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let source = Source::of(peer.ip());
                match crowd.admit(source) {
                    Some(place) => {
                        let answering = site.answering(source, &place);
                        tasks.spawn(connection::serve(stream, answering, place, stop.clone()));
                    }
                    None => turn_away(&stream),
                }
            }
            Err(error) => {
                tracing::warn!(kind = ?error.kind(), "a connection could not be accepted");
                crowd.make_room();
                sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    tasks.close();
    tasks.wait().await;
    sweeping.abort();
}

/// What fits into `files` that the process may open.
fn limits(settings: &Connections, files: Option<usize>) -> Limits {
    let most = files.map_or(settings.most, |files| settings.most.min(files.saturating_sub(OWN_FILES).max(1)));
    if most < settings.most {
        tracing::warn!(
            most,
            wanted = settings.most,
            "the process may open too few files for all connections"
        );
    }
    // Behind proxies all connections come from them; alone, no single source may take every place.
    let most_of_one = if settings.proxies > 0 { most } else { settings.most_of_one.min(most.div_ceil(2)) };
    Limits {
        most,
        most_of_one,
        head_within: settings.head_within,
        body_within: settings.body_within,
        idle_for: settings.idle_for,
    }
}

async fn sweep(crowd: Crowd, stop: CancellationToken) {
    let (begun, mut turns) = (Instant::now(), interval((crowd.limits().shortest() / 8).min(SWEEP)));
    loop {
        turns.tick().await;
        crowd.sweep(begun.elapsed());
        // A connection that is being answered may still stand still while we stop.
        if stop.is_cancelled() && crowd.is_empty() {
            return;
        }
    }
}

fn turn_away(stream: &TcpStream) {
    if stream.try_write(FULL).is_err() {
        tracing::debug!("there was no place, and no way to say so");
    }
}

#[cfg(test)]
mod tests;
