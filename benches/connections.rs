//! What open connections cost a server: memory and time before a byte is sent, and once a request was answered on each.

use std::net::Ipv4Addr;

use anyhow::{Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::process::Process;

/// As many as one machine of ours may have to bear.
const MANY: u32 = 1500;

/// The cost of open connections.
pub struct Cost {
    /// KiB for each that has sent nothing.
    pub silent: f64,
    /// KiB for each that waits for its next request.
    pub answered: f64,
    /// Milliseconds of processor time for each that has sent nothing.
    pub time: f64,
    /// MiB in all with all of them, answered.
    pub all: f64,
}

/// Opens them all and measures; the server must let one source have so many.
pub async fn measure(server: &Process, port: u16) -> Result<Cost> {
    let (before, begun) = (server.memory()?, server.processor_milliseconds()?);
    let mut crowd = Vec::new();
    for _ in 0..MANY {
        crowd.push(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?);
    }
    // One request behind them all: the server has accepted every one before.
    answered(&mut TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?).await?;
    let (silent, time) = (server.memory()? - before, server.processor_milliseconds()? - begun);
    for stream in &mut crowd {
        answered(stream).await?;
    }
    let all = server.memory()?;
    let each = |mebibytes: f64| mebibytes * 1024.0 / f64::from(MANY);
    Ok(Cost { silent: each(silent), answered: each(all - before), time: time / f64::from(MANY), all })
}

async fn answered(stream: &mut TcpStream) -> Result<()> {
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await?;
    let mut bytes = vec![0; 64 * 1024];
    let count = stream.read(&mut bytes).await?;
    ensure!(bytes.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&bytes[..count.min(40)]));
    Ok(())
}
