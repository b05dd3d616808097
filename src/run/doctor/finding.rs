//! One line of the report.

/// One line of the report.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub what: &'static str,
    /// What is wrong and how to mend it; none when all is well.
    pub wrong: Option<String>,
}

impl Finding {
    pub(super) fn new(what: &'static str, wrong: Option<String>) -> Finding {
        Finding { what, wrong }
    }
}
