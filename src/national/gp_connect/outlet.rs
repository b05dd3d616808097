//! The body of an answer, written while it is being sent: what a reader has not taken yet is some kilobytes, however long the
//! whole is. An answer that is not written to its end breaks the connection, so that nobody takes a part for the whole.

use std::io;
use std::task::{Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures::stream;
use tokio::sync::mpsc;
use tokio::time::Instant;

/// About how much is sent at once.
const PIECE: usize = 16 * 1024;
/// How many pieces wait to be sent.
const WAITING: usize = 2;
/// How long a reader may stand still: a connection to the database waits with us.
const STANDS_STILL: Duration = Duration::from_secs(60);

/// So many bytes a second are read at least, over the whole of an answer: one that is read drop by drop would never end.
const SLOWEST: u64 = 16 * 1024;

enum Piece {
    More(Bytes),
    End,
}

/// Whoever reads is gone, stood still too long, or is too slow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone;

/// Where an answer is written.
pub struct Outlet {
    sender: mpsc::Sender<Piece>,
    buffer: Vec<u8>,
    begun: Instant,
    sent: u64,
}

/// An answer's body, and where it is written.
pub fn outlet() -> (Body, Outlet) {
    let (sender, mut receiver) = mpsc::channel(WAITING);
    let mut is_over = false;
    let pieces = stream::poll_fn(move |context| {
        if is_over {
            return Poll::Ready(None);
        }
        let piece = ready!(receiver.poll_recv(context));
        is_over = !matches!(piece, Some(Piece::More(_)));
        Poll::Ready(match piece {
            Some(Piece::More(bytes)) => Some(Ok(bytes)),
            Some(Piece::End) => None,
            None => Some(Err(io::Error::other("the answer could not be given to its end"))),
        })
    });
    let buffer = Vec::with_capacity(PIECE);
    (Body::from_stream(pieces), Outlet { sender, buffer, begun: Instant::now(), sent: 0 })
}

impl Outlet {
    /// Writes some of it.
    ///
    /// # Errors
    /// When nobody reads any more.
    pub async fn push(&mut self, bytes: impl AsRef<[u8]>) -> Result<(), Gone> {
        self.buffer.extend_from_slice(bytes.as_ref());
        if self.buffer.len() < PIECE { Ok(()) } else { self.flush().await }
    }

    /// Writes what is left, and says that this was all.
    ///
    /// # Errors
    /// When nobody reads any more.
    pub async fn end(mut self) -> Result<(), Gone> {
        self.flush().await?;
        self.send(Piece::End).await
    }

    async fn flush(&mut self) -> Result<(), Gone> {
        let full = std::mem::replace(&mut self.buffer, Vec::with_capacity(PIECE));
        if full.is_empty() {
            return Ok(());
        }
        self.sent = self.sent.saturating_add(u64::try_from(full.len()).unwrap_or(u64::MAX));
        self.send(Piece::More(full.into())).await
    }

    async fn send(&self, piece: Piece) -> Result<(), Gone> {
        let patience = patience(self.sent).saturating_sub(self.begun.elapsed());
        let sent = tokio::time::timeout(patience.min(STANDS_STILL), self.sender.send(piece)).await;
        sent.map_err(|_| Gone)?.map_err(|_| Gone)
    }
}

/// How long so many bytes may take in all.
fn patience(bytes: u64) -> Duration {
    STANDS_STILL + Duration::from_secs(bytes / SLOWEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    #[tokio::test]
    async fn an_answer_that_is_written_to_its_end_is_whole() {
        let (body, mut outlet) = outlet();
        let writing = tokio::spawn(async move {
            outlet.push("a".repeat(PIECE)).await?;
            outlet.push("b").await?;
            outlet.end().await
        });
        let read = body.collect().await.expect("whole").to_bytes();
        assert_eq!((read.len(), writing.await.expect("written")), (PIECE + 1, Ok(())));
    }

    #[tokio::test]
    async fn an_answer_that_is_not_is_an_error() {
        let (mut body, mut outlet) = outlet();
        outlet.push("a".repeat(PIECE)).await.expect("sent");
        drop(outlet);
        assert!(body.frame().await.is_some_and(|frame| frame.is_ok()));
        assert!(body.frame().await.is_some_and(|frame| frame.is_err()));
    }

    #[test]
    fn what_is_read_drop_by_drop_has_an_end() {
        assert_eq!(patience(0), STANDS_STILL);
        let record = patience(3 * 1024 * 1024);
        assert!(record > Duration::from_secs(120) && record < Duration::from_secs(600), "{record:?}");
    }

    #[tokio::test]
    async fn one_who_was_too_slow_gets_no_more() {
        let (_body, mut outlet) = outlet();
        outlet.begun = Instant::now() - STANDS_STILL - Duration::from_secs(60);
        for _ in 0..WAITING {
            outlet.push("a".repeat(PIECE)).await.expect("there is room");
        }
        assert_eq!(outlet.push("a".repeat(PIECE)).await, Err(Gone));
    }

    #[tokio::test]
    async fn no_more_is_written_than_is_read() {
        let (body, mut outlet) = outlet();
        for _ in 0..WAITING {
            outlet.push("a".repeat(PIECE)).await.expect("waits to be sent");
        }
        assert!(futures::FutureExt::now_or_never(outlet.push("a".repeat(PIECE))).is_none());
        drop(body);
        assert_eq!(outlet.push("a".repeat(PIECE)).await, Err(Gone));
    }
}
