//! HTTP over one kept connection, written by hand so that asking takes little of the same machine.

use std::net::Ipv4Addr;

use anyhow::{Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Room for an answer at first; it grows where one is longer.
const ROOM: usize = 64 * 1024;

/// One kept connection.
pub struct Wire {
    stream: TcpStream,
    room: Vec<u8>,
}

/// What came back.
pub struct Answer<'a> {
    /// Status.
    pub status: u16,
    /// Head and body, as they travelled.
    pub bytes: &'a [u8],
}

impl Wire {
    /// Opens it to a server on this machine.
    pub async fn open(port: u16) -> Result<Wire> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
        stream.set_nodelay(true)?;
        Ok(Wire { stream, room: vec![0; ROOM] })
    }

    /// Sends a request and reads its answer to the end.
    pub async fn call(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        let mut read = 0;
        while !is_whole(&self.room[..read]) {
            if read == self.room.len() {
                self.room.resize(read * 2, 0);
            }
            let more = self.stream.read(&mut self.room[read..]).await?;
            ensure!(more > 0, "the server hung up: {}", String::from_utf8_lossy(&self.room[..read.min(400)]));
            read += more;
        }
        let bytes = &self.room[..read];
        let status = bytes.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok());
        let status = status.and_then(|digits| digits.parse().ok()).unwrap_or_default();
        Ok(Answer { status, bytes })
    }
}

/// Whether head and body are there: by length, or by the last chunk of a body that comes in chunks.
fn is_whole(answer: &[u8]) -> bool {
    let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
    let (head, body) = (String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase(), &answer[end + 4..]);
    if let Some(length) = head.lines().find_map(|line| line.strip_prefix("content-length: ")) {
        return length.trim().parse().is_ok_and(|length: usize| body.len() >= length);
    }
    if head.lines().any(|line| line == "transfer-encoding: chunked") {
        return body == b"0\r\n\r\n" || body.ends_with(b"\r\n0\r\n\r\n");
    }
    true
}
