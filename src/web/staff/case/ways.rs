//! What the practice can do with a case now, the likeliest first; each only when it is possible.

use crate::locale::Words;
use crate::web::staff::opened::Opened;
use domain::delegation::{CommandKind, Stage};

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
    let delegation = &opened.case.delegation;
    let confirm =
        if delegation.stage == Stage::Refused { t.msg_case_reconsider() } else { t.msg_case_confirm() };
    let all = [
        (CommandKind::Confirm, confirm, "confirm", ""),
        (CommandKind::Refuse, t.msg_case_refuse(), "refuse", "secondary"),
        (CommandKind::Remove, t.msg_remove_title(), "removal", ""),
        (CommandKind::Resume, t.msg_resume_title(), "resume", ""),
        (CommandKind::Change, t.msg_change_title(), "change", "secondary"),
        (CommandKind::DeclineChange, t.msg_decline_change_title(), "keep", "secondary"),
        (CommandKind::Suspend, t.msg_suspend_title(), "suspend", "secondary"),
        (CommandKind::Revoke, t.msg_revoke_title(), "revoke", "warning"),
        (CommandKind::Reactivate, t.msg_reactivate_title(), "reactivate", "secondary"),
    ];
    let has_sense =
        |command: CommandKind| command != CommandKind::DeclineChange || delegation.change_asked.is_some();
    all.into_iter()
        .filter(|(command, ..)| opened.can(*command) && has_sense(*command))
        .map(|(_, text, page, variant)| Way { text, href: opened.path(page), variant })
        .collect()
}
