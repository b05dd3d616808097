//! What the answers of a form come to.

use crate::web::lists::SummaryRow;
use domain::account::{Command, Tell};

/// What is wanted.
#[derive(Clone)]
pub struct Wanted {
    /// What is to be done.
    pub command: Command,
    /// Who is told of it, where somebody may be.
    pub tell: Option<Tell>,
    /// The answers, to be checked.
    pub rows: Vec<SummaryRow>,
    /// What was noted.
    pub remark: Option<String>,
}

impl Wanted {
    /// The command with who is told of it, as the rules are asked before it is given.
    pub fn told(&self) -> Command {
        let command = self.command.clone();
        match self.tell {
            Some(tell) => Command::Telling { command: Box::new(command), tell },
            None => command,
        }
    }
}
