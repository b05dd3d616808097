//! What a look at PDS means for access that is set, and for what came with a patient and waits (docs/life.md#checking-again).

use crate::ods_code::OdsCode;

use super::command::Command;
use super::evolve::Delegation;
use super::reason::{CloseReason, RevokeReason, SuspendReason, TellThem};
use super::stage::Stage;
use super::tell::Tell;

/// What PDS says of one of the two now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Has died.
    pub deceased: bool,
    /// The record is restricted: the practice is withheld then.
    pub restricted: bool,
    /// The practice of today, where it is told.
    pub practice: Option<OdsCode>,
}

/// Whether it is looked at: what is asked of a practice otherwise is between it and the patient until access is set.
pub fn is_looked_at(delegation: &Delegation) -> bool {
    matches!(delegation.stage, Stage::Active | Stage::Suspended) || delegation.came_and_waits()
}

/// What has to happen, if anything. A pause comes before an end: the practice looks, and decides. Somebody who is
/// restored to normal is not let go on: that, too, is for the practice.
///
/// Nobody but the practice hears of a pause by a check, until it has decided whom to tell. Access that ends because the
/// patient moved is told to the patient alone, without the reason: they may have fled from the one who had it.
pub fn finding(delegation: &Delegation, delegator: &Known, delegate: &Known) -> Option<Command> {
    let pauses = [
        (delegator.deceased, SuspendReason::DelegatorDeceased),
        (delegate.deceased, SuspendReason::DelegateDeceased),
        (delegator.restricted, SuspendReason::DelegatorRestricted),
        (delegate.restricted, SuspendReason::DelegateRestricted),
    ];
    if let Some((_, reason)) = pauses.into_iter().find(|(is_so, _)| *is_so) {
        return (delegation.stage == Stage::Active)
            .then_some(Command::Suspend { reason, tell: Tell::NOTHING });
    }
    if delegation.came_and_waits() {
        let closed = Command::Close(CloseReason::DelegatorLeftPractice);
        return has_left(delegation, delegator).then_some(closed);
    }
    let tell = Tell { delegator: TellThem::Outcome, delegate: TellThem::Nothing };
    let left = Command::Revoke { reason: RevokeReason::DelegatorLeftPractice, tell };
    has_left(delegation, delegator).then_some(left)
}

fn has_left(delegation: &Delegation, delegator: &Known) -> bool {
    delegator.practice.as_ref().is_some_and(|practice| *practice != delegation.practice)
}
