//! A small mail server (RFC 5321) without TLS: takes every message and puts it in the inbox.
//! Strict about the order of commands and about line ends, so that what it accepts a real server accepts too.

mod command;
mod lines;
mod session;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::session::Session;
use super::world::World;

/// Serves until `halt`, then hangs up on everybody.
pub(super) async fn serve(listener: TcpListener, world: World, halt: CancellationToken) {
    let sessions = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = halt.cancelled() => break,
        };
        let Ok((peer, _)) = accepted else { continue };
        let (world, halt) = (world.clone(), halt.clone());
        sessions.spawn(async move {
            tokio::select! {
                _outcome = Session::new(&world, peer).run() => {}
                () = halt.cancelled() => {}
            }
        });
    }
    sessions.close();
    sessions.wait().await;
}

#[cfg(test)]
#[path = "smtp/tests.rs"]
mod tests;
