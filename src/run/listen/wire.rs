//! The stream of one connection, telling its seat when bytes come and when nobody reads what is written.

use std::io::{IoSlice, Read, Result, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::crowd::{Phase, Seat};

/// Bytes that are read at most, and thrown away, before a client is told why its connection ends.
const MOST_UNREAD: usize = 64 * 1024;

/// A stream that is watched.
#[derive(Debug)]
pub(super) struct Wire {
    stream: TcpStream,
    seat: Arc<Seat>,
}

impl Wire {
    pub fn new(stream: TcpStream, seat: Arc<Seat>) -> Wire {
        Wire { stream, seat }
    }

    /// Writes what can be written now, as the last of this connection, if its client has said anything. What has come and nobody has
    /// read is read first: a connection that closes with something unread is reset, and its client loses what it was told.
    pub fn say_last(self, words: &[u8]) {
        let has_spoken = self.seat.phase() != Phase::Silent;
        // Of the system itself: this connection may never have been waited for, and then the runtime knows nothing of it.
        let told = self.stream.into_std().and_then(|mut stream| {
            let mut unread = [0; 4096];
            let reads = (0..MOST_UNREAD / unread.len())
                .take_while(|_| matches!(stream.read(&mut unread), Ok(read) if read > 0))
                .count();
            if has_spoken || reads > 0 { stream.write_all(words) } else { Ok(()) }
        });
        if let Err(error) = told {
            tracing::debug!(%error, "a client could not be told why its connection ends");
        }
    }

    fn stream(self: Pin<&mut Self>) -> Pin<&mut TcpStream> {
        Pin::new(&mut self.get_mut().stream)
    }

    fn note<T>(&self, written: &Poll<T>) {
        self.seat.note_stuck(written.is_pending());
    }
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let before = buf.filled().len();
        let read = self.as_mut().stream().poll_read(cx, buf);
        if buf.filled().len() > before {
            self.seat.heard();
        }
        read
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        let written = self.as_mut().stream().poll_write(cx, bytes);
        self.note(&written);
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let written = self.as_mut().stream().poll_write_vectored(cx, parts);
        self.note(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.stream().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.stream().poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, TcpListener, TcpStream as Client};

    use super::super::crowd::{Crowd, Limits};
    use super::*;
    use crate::arrival::Source;
    use std::time::Duration;

    /// What a client hears as the last of its connection that said `words`, of which nobody has read anything.
    fn heard_by_whoever_said(words: &[u8]) -> String {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let mut client = Client::connect(listener.local_addr().unwrap()).unwrap();
        client.write_all(words).unwrap();
        let (theirs, from) = listener.accept().unwrap();
        theirs.set_nonblocking(true).unwrap();
        let time = Duration::from_secs(1);
        let limits = Limits { most: 1, most_of_one: 1, head_within: time, body_within: time, idle_for: time };
        let place = Crowd::new(limits).admit(Source::of(from.ip())).unwrap();

        Wire::new(TcpStream::from_std(theirs).unwrap(), place.seat.clone()).say_last(b"too late");

        let mut heard = String::new();
        client.read_to_string(&mut heard).unwrap();
        heard
    }

    #[tokio::test]
    async fn a_client_is_told_why_although_nobody_has_read_what_it_said() {
        assert_eq!(heard_by_whoever_said(b"GET / HTTP/1.1\r\nHo"), "too late");
    }

    #[tokio::test]
    async fn a_client_that_has_said_nothing_is_told_nothing() {
        assert_eq!(heard_by_whoever_said(b""), "");
    }
}
