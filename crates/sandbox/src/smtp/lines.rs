//! Lines of a mail conversation: every one must end in CRLF, and none may be endless.

use std::io;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufStream};
use tokio::net::TcpStream;

/// RFC 5321 allows 1000 octets in a line of text; the rest is for commands with long parameters.
const LONGEST: u64 = 4096;
const LONGEST_TEXT: usize = 1000;

/// Both directions of one connection.
pub(super) struct Lines {
    peer: BufStream<TcpStream>,
}

/// One line as it came.
pub(super) enum Line {
    /// Without its CRLF.
    Whole(Vec<u8>),
    /// Ended by a bare LF, or longer than allowed: never trusted, because two servers would read it differently.
    Broken,
    /// The client hung up.
    End,
}

/// A message as it came after DATA.
pub(super) enum Text {
    /// Dots unstuffed, line ends kept.
    Whole(Vec<u8>),
    /// It had a line that is broken or longer than 1000 octets.
    Broken,
    /// More than the announced limit.
    TooLarge,
    /// The client hung up before the last dot.
    End,
}

impl Lines {
    pub(super) fn new(peer: TcpStream) -> Lines {
        Lines { peer: BufStream::new(peer) }
    }

    /// Sends a reply; each line of it must already carry its code.
    pub(super) async fn say(&mut self, reply: &str) -> io::Result<()> {
        self.peer.write_all(reply.as_bytes()).await?;
        self.peer.write_all(b"\r\n").await?;
        self.peer.flush().await
    }

    pub(super) async fn line(&mut self) -> io::Result<Line> {
        let mut line = self.piece().await?;
        if line.ends_with(b"\r\n") {
            line.truncate(line.len() - 2);
            return Ok(Line::Whole(line));
        }
        if line.is_empty() {
            return Ok(Line::End);
        }
        while !line.ends_with(b"\n") && !line.is_empty() {
            line = self.piece().await?;
        }
        Ok(Line::Broken)
    }

    /// Up to and with the next line feed, but no more than fits one line.
    async fn piece(&mut self) -> io::Result<Vec<u8>> {
        let mut piece = Vec::new();
        (&mut self.peer).take(LONGEST).read_until(b'\n', &mut piece).await?;
        Ok(piece)
    }

    /// Reads to the lone dot.
    pub(super) async fn text(&mut self, largest: usize) -> io::Result<Text> {
        let mut text = Vec::new();
        let (mut broken, mut too_large) = (false, false);
        loop {
            match self.line().await? {
                Line::End => return Ok(Text::End),
                Line::Broken => broken = true,
                Line::Whole(line) if line == b"." => break,
                Line::Whole(line) => {
                    let line = line.strip_prefix(b".").unwrap_or(&line);
                    broken |= line.len() + 2 > LONGEST_TEXT;
                    too_large |= text.len() + line.len() + 2 > largest;
                    if !broken && !too_large {
                        text.extend_from_slice(line);
                        text.extend_from_slice(b"\r\n");
                    }
                }
            }
        }
        Ok(match (broken, too_large) {
            (_, true) => Text::TooLarge,
            (true, false) => Text::Broken,
            (false, false) => Text::Whole(text),
        })
    }
}
