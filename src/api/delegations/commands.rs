//! What the commands are called in paths and in what a reader can do now, and what a call must bring to give them.

use crate::actions::programs::Need;
use crate::api::needs::Needs;
use domain::delegation::CommandKind;
use domain::scope::Scope;

/// For what begins, or follows from, a patient's wish.
pub const CREATE: Needs = Needs::Command(Need::Now(&[Scope::RequestCreate]));
/// For the answer of the person who was invited.
pub const RESPOND: Needs = Needs::Command(Need::Now(&[Scope::RequestRespond]));
/// For what the practice decides.
pub const CONFIRM: Needs = Needs::Command(Need::Now(&[Scope::RequestConfirm]));
/// For taking a request back.
pub const TAKE_BACK: Needs = Needs::Command(Need::ToStop(&[Scope::RequestCreate, Scope::RequestRespond]));
/// For stopping access.
pub const STOP: Needs =
    Needs::Command(Need::ToStop(&[Scope::RequestCreate, Scope::RequestRespond, Scope::RequestConfirm]));

/// The last part of each command's path, the command, and what it needs.
pub const COMMANDS: &[(&str, CommandKind, Needs)] = &[
    ("acceptance", CommandKind::Accept, RESPOND),
    ("decline", CommandKind::Decline, RESPOND),
    ("resending", CommandKind::Resend, CREATE),
    ("withdrawal", CommandKind::Withdraw, TAKE_BACK),
    ("change-request", CommandKind::AskChange, CREATE),
    ("confirmation", CommandKind::Confirm, CONFIRM),
    ("refusal", CommandKind::Refuse, CONFIRM),
    ("change", CommandKind::Change, CONFIRM),
    ("change-refusal", CommandKind::DeclineChange, CONFIRM),
    ("suspension", CommandKind::Suspend, CONFIRM),
    ("resumption", CommandKind::Resume, CONFIRM),
    ("revocation", CommandKind::Revoke, STOP),
    ("removal", CommandKind::Remove, CONFIRM),
    ("reactivation", CommandKind::Reactivate, CONFIRM),
];
