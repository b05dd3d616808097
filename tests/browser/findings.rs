//! What is wrong with pages, gathered so that one run tells all of it; the story fails at its end.

use std::sync::{Arc, Mutex, PoisonError};

/// The findings of one story; clones share them.
#[derive(Clone, Default)]
pub struct Findings(Arc<Mutex<Vec<String>>>);

impl Findings {
    /// Keeps one.
    pub fn add(&self, finding: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(finding);
    }
}

/// Fails when it goes out of scope and something was found.
pub struct FailsAtEnd(pub Findings);

impl Drop for FailsAtEnd {
    fn drop(&mut self) {
        let findings = self.0.0.lock().unwrap_or_else(PoisonError::into_inner).join("\n\n");
        if std::thread::panicking() {
            eprintln!("{findings}");
        } else {
            assert!(findings.is_empty(), "\n{findings}\n");
        }
    }
}
