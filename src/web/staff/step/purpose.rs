//! The four steps: their words and addresses.

use crate::locale::Words;
use domain::delegation::{CommandKind, Delegation, Stage};

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The access is paused.
    Suspend,
    /// It goes on.
    Resume,
    /// It was removed from the practice's own system.
    Remove,
    /// It stays as it is, though a change was asked for.
    Keep,
}

impl Purpose {
    /// All four.
    pub const ALL: [Purpose; 4] = [Purpose::Suspend, Purpose::Resume, Purpose::Remove, Purpose::Keep];

    /// Where it is asked, and where it is said that it is done.
    pub fn paths(self) -> (&'static str, &'static str) {
        match self {
            Purpose::Suspend => ("/staff/cases/{id}/suspend", "/staff/cases/{id}/suspended"),
            Purpose::Resume => ("/staff/cases/{id}/resume", "/staff/cases/{id}/resumed"),
            Purpose::Remove => ("/staff/cases/{id}/removal", "/staff/cases/{id}/removed"),
            Purpose::Keep => ("/staff/cases/{id}/keep", "/staff/cases/{id}/kept"),
        }
    }

    /// The command, and the end of the path of the page that says that it is done.
    pub fn command(self) -> (CommandKind, &'static str) {
        match self {
            Purpose::Suspend => (CommandKind::Suspend, "suspended"),
            Purpose::Resume => (CommandKind::Resume, "resumed"),
            Purpose::Remove => (CommandKind::ConfirmRemoved, "removed"),
            Purpose::Keep => (CommandKind::DeclineChange, "kept"),
        }
    }

    /// Whether the case stands as after this step.
    pub fn is_done(self, delegation: &Delegation) -> bool {
        match self {
            Purpose::Suspend => delegation.stage == Stage::Suspended,
            Purpose::Resume => delegation.stage == Stage::Active,
            Purpose::Remove => delegation.stage == Stage::Ended,
            Purpose::Keep => delegation.change_asked.is_none(),
        }
    }

    /// Whether it must be ticked that the practice's own system was brought in line first.
    pub fn needs_tick(self) -> bool {
        self != Purpose::Keep
    }

    /// The heading, also on the button.
    pub fn title(self, t: &Words) -> String {
        match self {
            Purpose::Suspend => t.msg_steps_suspend_title(),
            Purpose::Resume => t.msg_steps_resume_title(),
            Purpose::Remove => t.msg_steps_remove_title(),
            Purpose::Keep => t.msg_steps_keep_title(),
        }
    }

    /// What it means.
    pub fn means(self, t: &Words) -> String {
        match self {
            Purpose::Suspend => t.msg_steps_suspend_means(),
            Purpose::Resume => t.msg_steps_resume_means(),
            Purpose::Remove => t.msg_steps_remove_means(),
            Purpose::Keep => t.msg_steps_keep_means(),
        }
    }

    /// What is ticked.
    pub fn tick(self, t: &Words) -> String {
        match self {
            Purpose::Suspend => t.msg_steps_suspend_tick(),
            Purpose::Resume => t.msg_steps_resume_tick(),
            Purpose::Remove | Purpose::Keep => t.msg_steps_remove_tick(),
        }
    }

    /// That it is done.
    pub fn done(self, t: &Words) -> String {
        match self {
            Purpose::Suspend => t.msg_steps_suspended_title(),
            Purpose::Resume => t.msg_steps_resumed_title(),
            Purpose::Remove => t.msg_steps_removed_title(),
            Purpose::Keep => t.msg_steps_kept_title(),
        }
    }

    /// What happens next.
    pub fn next(self, t: &Words) -> String {
        match self {
            Purpose::Suspend => t.msg_steps_suspended_next(),
            Purpose::Resume => t.msg_steps_resumed_next(),
            Purpose::Remove => t.msg_steps_removed_next(),
            Purpose::Keep => t.msg_steps_kept_next(),
        }
    }
}
