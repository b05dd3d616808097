//! What the access is set for: the words, the addresses and the beginnings of the three.

use crate::locale::Words;
use domain::Access;
use domain::delegation::{CommandKind, Delegation};

/// Why the practice says what it has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The request is granted.
    Confirm,
    /// What was set is changed.
    Change,
    /// What had ended is set again.
    Reactivate,
}

impl Purpose {
    /// All three.
    pub const ALL: [Purpose; 3] = [Purpose::Confirm, Purpose::Change, Purpose::Reactivate];

    /// Where it is asked, and where it is said that it is done.
    pub fn paths(self) -> (&'static str, &'static str) {
        match self {
            Purpose::Confirm => ("/staff/cases/{id}/confirm", "/staff/cases/{id}/confirmed"),
            Purpose::Change => ("/staff/cases/{id}/change", "/staff/cases/{id}/changed"),
            Purpose::Reactivate => ("/staff/cases/{id}/reactivate", "/staff/cases/{id}/reactivated"),
        }
    }

    /// The command, and the end of the path of the page that says that it is done.
    pub fn command(self) -> (CommandKind, &'static str) {
        match self {
            Purpose::Confirm => (CommandKind::Confirm, "confirmed"),
            Purpose::Change => (CommandKind::ChangeAccess, "changed"),
            Purpose::Reactivate => (CommandKind::Reactivate, "reactivated"),
        }
    }

    /// Whether consent and safety are looked at anew.
    pub fn needs_checklist(self) -> bool {
        self != Purpose::Change
    }

    /// What the form is filled in with: what is asked for, or else what was set.
    pub fn begins_with(self, delegation: &Delegation) -> &Access {
        let set = delegation.set.as_ref();
        match self {
            Purpose::Confirm => &delegation.asked,
            Purpose::Change => delegation.change_asked.as_ref().or(set).unwrap_or(&delegation.asked),
            Purpose::Reactivate => set.unwrap_or(&delegation.asked),
        }
    }

    /// The heading.
    pub fn title(self, t: &Words) -> String {
        match self {
            Purpose::Confirm => t.msg_decide_confirm_title(),
            Purpose::Change => t.msg_decide_change_title(),
            Purpose::Reactivate => t.msg_decide_reactivate_title(),
        }
    }

    /// What is to be done in the practice's own system first.
    pub fn first(self, t: &Words) -> String {
        match self {
            Purpose::Confirm | Purpose::Reactivate => t.msg_decide_part_set_text(),
            Purpose::Change => t.msg_decide_change_text(),
        }
    }

    /// What the ticks are that stand there already.
    pub fn ticked(self, t: &Words, delegation: &Delegation) -> String {
        match self {
            Purpose::Confirm => t.msg_decide_services_hint(),
            Purpose::Change if delegation.change_asked.is_some() => t.msg_decide_services_hint(),
            Purpose::Change => t.msg_decide_change_hint(),
            Purpose::Reactivate => t.msg_decide_reactivate_hint(),
        }
    }

    /// What happens when it is sent.
    pub fn then(self, t: &Words) -> String {
        match self {
            Purpose::Confirm | Purpose::Reactivate => t.msg_decide_confirm_then(),
            Purpose::Change => t.msg_decide_change_then(),
        }
    }

    /// The button that sends it.
    pub fn send(self, t: &Words) -> String {
        match self {
            Purpose::Confirm => t.msg_decide_confirm_send(),
            Purpose::Change => t.msg_decide_change_send(),
            Purpose::Reactivate => t.msg_decide_reactivate_title(),
        }
    }

    /// That it is done.
    pub fn done(self, t: &Words) -> String {
        match self {
            Purpose::Confirm => t.msg_decide_confirmed_title(),
            Purpose::Change => t.msg_decide_changed_title(),
            Purpose::Reactivate => t.msg_decide_reactivated_title(),
        }
    }
}
