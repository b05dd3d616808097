//! What each event asks of the role in the national store, and so how the role should stand: our word beside theirs
//! (docs/sources.md#vrs-api). Each reason is matched, so that a new one has to find its place.
//!
//! A pause says no more than that something is looked at, whatever it is; a reason that one of the two is never told does not
//! go there, for both may read the role; and nobody's own words do.

use time::Date;

use crate::access::Access;
use crate::actor::Party;
use crate::aggregate::Recorded;
use crate::role::{Asks, Reason, Wish};

use super::event::Event;
use super::evolve::Delegation;
use super::reason::{RefusalReason, RevokeReason, SuspendReason};
use super::told::Why;

/// Which reasons go to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reasons {
    /// Those that both people may be told; a neutral one in place of any other.
    #[default]
    Shared,
    /// All of them: only where the store keeps reasons from the two people.
    Full,
}

impl Reasons {
    /// The use with this code.
    pub fn from_code(code: &str) -> Option<Reasons> {
        match code {
            "shared" => Some(Reasons::Shared),
            "full" => Some(Reasons::Full),
            _ => None,
        }
    }

    fn allows(self, why: Why) -> bool {
        let may_know = |reader| why.most_told_to(reader).allows_reason();
        self == Reasons::Full || (may_know(Party::Delegator) && may_know(Party::Delegate))
    }

    /// How access that was stopped for this reason stands there.
    pub(crate) fn of_stop(self, reason: RevokeReason) -> Reason {
        if self.allows(Why::Stopped(reason)) { stopped(reason) } else { Reason::NotUsed }
    }

    fn of_refusal(self, reason: RefusalReason) -> Reason {
        if self.allows(Why::Refused(reason)) { refused(reason) } else { Reason::Other }
    }
}

/// What one event asks of the role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked<'a> {
    /// Access was given: active, for these days.
    Give(&'a Access),
    /// The days may be others.
    Days(&'a Access),
    /// Access goes on: active as before.
    GoOn,
    /// What the role should be now.
    Be(Asks),
}

/// What `event` asks of the role; none for all that is none of the national store's business.
pub fn asks(event: &Event, reasons: Reasons) -> Option<Asked<'_>> {
    Some(match event {
        Event::DelegationApplied { granted, .. } | Event::DelegationReactivated { granted, .. } => {
            Asked::Give(&granted.access)
        }
        Event::AccessChanged { granted, .. } => Asked::Days(&granted.access),
        Event::AccessResumed { .. } => Asked::GoOn,
        Event::AccessSuspended { reason, .. } => Asked::Be(paused(*reason)),
        Event::DelegationRevoked { reason, .. } => Asked::Be(Asks::Inactive(reasons.of_stop(*reason))),
        Event::DelegationRefused { reason, .. } => Asked::Be(Asks::Rejected(reasons.of_refusal(*reason))),
        // Before the practice has decided there is no role, and taking a request back leaves none.
        Event::DelegationRequested { .. } | Event::DelegationMovedHere { .. } => return None,
        Event::DetailsConfirmed | Event::DetailsNotConfirmed => return None,
        Event::ContactFound { .. } | Event::InvitationSent { .. } => return None,
        Event::InvitationReminded { .. } | Event::InvitationResent | Event::InvitationLapsed => return None,
        Event::DelegationAccepted | Event::DelegationDeclined { .. } => return None,
        Event::DelegationWithdrawn { .. } | Event::RequestClosed { .. } | Event::SentToPractice => {
            return None;
        }
        Event::ChangeAsked { .. } | Event::ChangeDeclined { .. } => return None,
        Event::EndingSoon { .. } | Event::ReviewDue => return None,
        Event::RemovalConfirmed | Event::DelegationFinished => return None,
    })
}

fn paused(reason: SuspendReason) -> Asks {
    match reason {
        SuspendReason::PendingReview | SuspendReason::Safeguarding => Asks::Inactive(Reason::PendingReview),
        SuspendReason::DelegatorDeceased | SuspendReason::DelegateDeceased => {
            Asks::Inactive(Reason::PendingReview)
        }
        SuspendReason::DelegatorRestricted | SuspendReason::DelegateRestricted => {
            Asks::Inactive(Reason::PendingReview)
        }
        SuspendReason::NationalRoleEnded => Asks::Leave,
    }
}

fn stopped(reason: RevokeReason) -> Reason {
    match reason {
        RevokeReason::DelegatorRequest => Reason::PatientRequest,
        // There is no code for it; this one says neither who asked nor why.
        RevokeReason::DelegateRequest => Reason::NotUsed,
        RevokeReason::Safeguarding => Reason::Safeguarding,
        RevokeReason::Misuse => Reason::Misuse,
        RevokeReason::ChangeInRelationship => Reason::ChangeInRelationship,
        RevokeReason::LacksCapacity => Reason::ProxyLacksCapacity,
        RevokeReason::NotUsed => Reason::NotUsed,
        RevokeReason::DelegatorDeceased => Reason::PatientDeceased,
        RevokeReason::DelegateDeceased => Reason::ProxyDeceased,
        RevokeReason::DelegatorLeftPractice => Reason::PatientTransferred,
        RevokeReason::EndDateReached => Reason::EndDateReached,
        RevokeReason::Other => Reason::Other,
    }
}

fn refused(reason: RefusalReason) -> Reason {
    match reason {
        RefusalReason::NotNeeded => Reason::NotNeeded,
        RefusalReason::Safeguarding => Reason::RejectedSafeguarding,
        RefusalReason::IdentityNotVerified => Reason::IdentityNotVerified,
        RefusalReason::NoConsent => Reason::NoConsent,
        RefusalReason::LacksCapacity => Reason::RejectedLacksCapacity,
        RefusalReason::NotLivingInEnglandOrWales => Reason::RejectedAbroad,
        RefusalReason::NoLegalBasis => Reason::NoLegalBasis,
        RefusalReason::Other => Reason::Other,
    }
}

/// How the role should stand after all that has happened; none where nothing of it is about the role.
pub fn wish(history: &[Recorded<Delegation>], reasons: Reasons) -> Option<Wish> {
    let (practice, has_moved) = history.iter().find_map(|recorded| match &recorded.event {
        Event::DelegationRequested { practice, .. } => Some((practice, false)),
        Event::DelegationMovedHere { practice, .. } => Some((practice, true)),
        _ => None,
    })?;
    let mut wish: Option<Wish> = None;
    for recorded in history {
        let Some(asked) = asks(&recorded.event, reasons) else { continue };
        // Both may read the role, and of what came with the patient the other learns nothing before access is given.
        if has_moved && wish.is_none() && matches!(asked, Asked::Be(Asks::Rejected(_))) {
            continue;
        }
        let (version, made_at) = (recorded.version, recorded.at);
        let before = wish.take().unwrap_or_else(|| Wish {
            version,
            granted: 0,
            asks: Asks::Leave,
            grantor: practice.clone(),
            starts: None,
            ends: None,
            made_at,
        });
        let next = Wish { version, made_at, ..before };
        let days = |access: &Access| (Some(access.starts()), access.ends());
        wish = Some(match asked {
            Asked::Give(access) => given(next, days(access)),
            Asked::Days(access) => with_days(next, days(access)),
            Asked::GoOn => Wish { granted: version, asks: Asks::Active, ..next },
            Asked::Be(asks) => Wish { asks, ..next },
        });
    }
    wish
}

fn given(wish: Wish, days: (Option<Date>, Option<Date>)) -> Wish {
    with_days(Wish { granted: wish.version, asks: Asks::Active, ..wish }, days)
}

fn with_days(wish: Wish, (starts, ends): (Option<Date>, Option<Date>)) -> Wish {
    Wish { starts, ends, ..wish }
}
