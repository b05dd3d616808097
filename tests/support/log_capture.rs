//! Keeps every log line of this process, so that a test can look for what must not be there (design §3.11).

use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// The lines so far; clones share them.
#[derive(Clone, Default)]
pub struct LogCapture {
    written: Arc<Mutex<Vec<u8>>>,
}

impl LogCapture {
    /// Starts to keep lines, as JSON with the fields of all spans around them. One for the whole process, as tracing
    /// has one listener: tests that run beside each other in a process see each other's lines.
    ///
    /// Our own lines are kept to the last detail, those of libraries from `info` on, as the service is run.
    pub fn start() -> LogCapture {
        static CAPTURE: OnceLock<LogCapture> = OnceLock::new();
        let capture = CAPTURE.get_or_init(|| {
            let capture = LogCapture::default();
            tracing_subscriber::fmt()
                .json()
                .with_env_filter(EnvFilter::new("info,proxy_access=trace"))
                .with_writer(capture.clone())
                .init();
            capture
        });
        capture.clone()
    }

    /// All lines so far.
    pub fn lines(&self) -> Vec<String> {
        let written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&written).lines().map(str::to_owned).collect()
    }

    /// Fails with the lines that hold any of `secrets`, whatever their case.
    pub fn expect_none_of(&self, secrets: &[&str]) {
        let lines = self.lines();
        assert!(!lines.is_empty(), "no log line was captured, so nothing can be said of them");
        for secret in secrets {
            let secret = secret.to_lowercase();
            let told: Vec<&String> =
                lines.iter().filter(|line| line.to_lowercase().contains(&secret)).collect();
            assert!(told.is_empty(), "the log tells `{secret}`:\n{told:#?}");
        }
    }
}

impl<'a> MakeWriter<'a> for LogCapture {
    type Writer = LogCapture;

    fn make_writer(&'a self) -> LogCapture {
        self.clone()
    }
}

impl io::Write for LogCapture {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
