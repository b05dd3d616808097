//! What a command would come to, before it is given: for callers who ask what they can do now.

use time::OffsetDateTime;

use crate::actor::Actor;

use super::command::{Command, CommandKind};
use super::decide::decide;
use super::evolve::Delegation;
use super::reason::TellThem;
use super::table::{Cell, cell, may};
use super::tell::Tell;

/// Whether `command` would change something now.
pub fn would_change(delegation: &Delegation, command: &Command, by: &Actor, now: OffsetDateTime) -> bool {
    decide(Some(delegation), command, by, now).is_ok_and(|events| !events.is_empty())
}

/// Whether a command of this kind would change something now, as far as that can be told without what it says.
pub fn could_change(delegation: &Delegation, kind: CommandKind, by: &Actor, now: OffsetDateTime) -> bool {
    let says_nothing = match kind {
        CommandKind::Decline => Some(Command::Decline(None)),
        CommandKind::Resend => Some(Command::Resend),
        CommandKind::Withdraw => Some(Command::Withdraw),
        CommandKind::DeclineChange => Some(Command::DeclineChange(TellThem::Nothing)),
        CommandKind::Resume => Some(Command::Resume(Tell::NOTHING)),
        CommandKind::Remove => Some(Command::Remove),
        _ => None,
    };
    match says_nothing {
        Some(command) => would_change(delegation, &command, by, now),
        None => by.party(delegation).is_some_and(|party| {
            may(party, kind, delegation.stage) && matches!(cell(Some(delegation.stage), kind), Cell::To(_))
        }),
    }
}
