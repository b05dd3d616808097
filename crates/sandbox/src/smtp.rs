//! A small mail server (RFC 5321) without TLS: takes every message and puts it in the inbox.
//! Strict about the order of commands and about line ends, so that what it accepts a real server accepts too.

mod command;
mod lines;
mod server;
mod session;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(super) use self::server::MailServer;
use self::session::Session;

/// Serves until `halt`, then hangs up on everybody.
pub(super) async fn serve(listener: TcpListener, server: MailServer, halt: CancellationToken) {
    let sessions = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = halt.cancelled() => break,
        };
        let Ok((peer, _)) = accepted else { continue };
        let (server, halt) = (server.clone(), halt.clone());
        sessions.spawn(async move {
            tokio::select! {
                _outcome = Session::new(&server, peer).run() => {}
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
