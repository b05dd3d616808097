//! What the answers of a form come to.

use crate::web::lists::SummaryRow;
use domain::account::Command;

/// What is wanted.
pub struct Wanted {
    /// What is to be done.
    pub command: Command,
    /// The answers, to be checked.
    pub rows: Vec<SummaryRow>,
    /// What was noted.
    pub remark: Option<String>,
}
