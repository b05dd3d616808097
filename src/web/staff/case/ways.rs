//! What the practice can do with a case now, the likeliest first; each only when it is possible.

use crate::locale::Words;
use crate::web::staff::commands::COMMANDS;
use crate::web::staff::opened::Opened;

/// A button that leads to a page where it is asked once more.
pub struct Way {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// How it looks: what cannot be taken back is red.
    pub variant: &'static str,
}

/// The buttons, in the order of the page.
pub fn ways(t: &Words, opened: &Opened) -> Vec<Way> {
    let possible = COMMANDS.into_iter().filter(|command| opened.can(command.place.command));
    possible
        .filter_map(|command| {
            let text = (command.button)(t, &opened.case.delegation)?;
            Some(Way { text, href: command.place.ask_at(opened), variant: command.variant })
        })
        .collect()
}
