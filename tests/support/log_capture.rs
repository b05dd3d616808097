//! Keeps every log line of this process, so that a test can look for what must not be there
//! (docs/architecture.md#parse-once-and-never-tell-peoples-data).

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

    /// Fails with the lines that tell who anybody is, or a secret: asked at the end of each test with a service.
    pub fn expect_discreet(&self) {
        let told: Vec<String> = self.lines().into_iter().filter(|line| !is_discreet(line)).collect();
        assert!(told.is_empty(), "the log tells what it must not:\n{told:#?}");
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

/// Family names of the cast that are no ordinary words; each citizen of the demo has one of these.
const NAMES: [&str; 8] =
    ["o'neill", "o’neill", "ashworth", "owusu", "hussain", "kowalski", "margaret", "nadia"];
/// How tokens, keys, codes and whole credentials begin or are named.
const SECRETS: [&str; 8] =
    ["eyj", "bearer ", "-----begin", "client_assertion", "code=", "id_token", "password", "999 000"];

fn is_discreet(line: &str) -> bool {
    let line = line.to_lowercase();
    // An id, or that of a trace, may have ten digits by chance.
    let is_trace = |word: &str| word.len() == 32 && word.chars().all(|c| c.is_ascii_hexdigit());
    let ids = |word: &&str| word.len() == 36 && word.matches('-').count() == 4 || is_trace(word);
    let has_number = line
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .filter(|word| !ids(word))
        .flat_map(|word| word.split(|c: char| !c.is_ascii_digit()))
        .any(|digits| digits.len() == 10 && digits.starts_with("999"));
    let has_address = line
        .split(|c: char| c.is_whitespace() || "\"'<>()[]{},;".contains(c))
        .any(|word| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')));
    !has_number && !has_address && !NAMES.iter().chain(&SECRETS).any(|told| line.contains(told))
}

#[test]
fn a_line_that_tells_somebody_is_noticed() {
    for told in [
        "sent to 9990000018",
        "to=\"margaret.oneill@example.test\"",
        "Mrs O'Neill",
        "GET /callback?code=abc",
        "authorization: Bearer abc",
        "eyJhbGciOi",
    ] {
        assert!(!is_discreet(told), "{told}");
    }
    for fine in [
        "delegation 0199f1d2-7c1e-7aaa-8000-ab9990000018 version 3",
        "trace_id=4bf92f3577b34da6a3ce9990000018ab",
        "3 of 9990 in 1764000000 ms",
    ] {
        assert!(is_discreet(fine), "{fine}");
    }
}
