//! Where a command of the practice is asked for, and where it is said that it is done.

use domain::delegation::CommandKind;

use super::opened::Opened;

/// The two addresses of a command.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The command.
    pub command: CommandKind,
    /// Where it is asked for.
    pub ask: &'static str,
    /// Where it is said that it is done.
    pub done: &'static str,
}

impl Place {
    /// Where it is asked for at this case.
    pub fn ask_at(&self, opened: &Opened) -> String {
        self.ask.replace("{id}", &opened.id().to_string())
    }

    /// Where it is said of this case that it is done.
    pub fn done_at(&self, opened: &Opened) -> String {
        self.done.replace("{id}", &opened.id().to_string())
    }
}
