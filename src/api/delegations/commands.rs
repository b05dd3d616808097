//! What the commands are called in paths, and in what a reader can do now.

use domain::delegation::CommandKind;

/// The last part of each command's path, and the command.
pub const COMMANDS: &[(&str, CommandKind)] = &[
    ("acceptance", CommandKind::Accept),
    ("decline", CommandKind::Decline),
    ("resending", CommandKind::Resend),
    ("withdrawal", CommandKind::Withdraw),
    ("change-request", CommandKind::AskChange),
    ("confirmation", CommandKind::Confirm),
    ("refusal", CommandKind::Refuse),
    ("change", CommandKind::Change),
    ("change-refusal", CommandKind::DeclineChange),
    ("suspension", CommandKind::Suspend),
    ("resumption", CommandKind::Resume),
    ("revocation", CommandKind::Revoke),
    ("removal", CommandKind::Remove),
    ("reactivation", CommandKind::Reactivate),
];
