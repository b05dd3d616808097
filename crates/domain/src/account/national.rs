//! How roles should stand in the national store by what an account says (docs/national-roles.md): that of an association without a case by
//! the account alone; that of a case by both, for access counts only while the account is active.
//!
//! A pause says no more than that something is looked at, and so does an account that is reset, switched off or not verified. An end has
//! the reason that it has in a case.

use time::{Date, OffsetDateTime};

use crate::actor::DelegationId;
use crate::aggregate::{Aggregate, Recorded};
use crate::delegation::Delegation;
use crate::delegation::national::{Reasons, asks};
use crate::role::{Asks, Reason, Wish};

use super::association::{Association, State};
use super::case::to_end;
use super::event::Event;
use super::evolve::Account;
use super::ids::AssociationId;

impl Event {
    /// Whether it may let all associations count, or none of them.
    pub(super) fn is_about_all(&self) -> bool {
        matches!(
            self,
            Event::KeyReset { .. }
                | Event::KeyRevoked { .. }
                | Event::Linked { .. }
                | Event::Unlinked { .. }
                | Event::IdentityVerified { .. }
                | Event::IdentityUnverified { .. }
                | Event::SwitchedOff { .. }
                | Event::SwitchedOn
        )
    }
}

/// How the role of an association without a case should stand; none where it is one's own, or a case's, or has never given access.
pub fn of_association(history: &[Recorded<Account>], id: AssociationId, reasons: Reasons) -> Option<Wish> {
    let (mut account, mut wish) = (None, None);
    for recorded in history {
        account = Account::evolve(account, recorded);
        let Some(now) = &account else { continue };
        if let Some(one) = now.association(id) {
            wish = decided(wish, (now, one), recorded, reasons);
        }
    }
    let account = account?;
    let one = account.association(id)?;
    wish.filter(|_| one.case.is_none() && one.tie.is_proxy())
}

/// The wish after one more event, after which account and association stand so.
fn decided(
    before: Option<Wish>,
    (account, one): (&Account, &Association),
    recorded: &Recorded<Account>,
    reasons: Reasons,
) -> Option<Wish> {
    let asks = match one.state {
        State::Running if account.lets_act() => Asks::Active,
        State::Running | State::Suspended(_) => Asks::Inactive(Reason::PendingReview),
        State::Ended(reason) => Asks::Inactive(reasons.of_stop(to_end(reason))),
    };
    let (version, made_at) = (recorded.version, recorded.at);
    let (starts, ends): (Option<Date>, Option<Date>) = (Some(one.access.starts()), one.access.ends());
    let Some(before) = before else {
        let grantor = account.practice.clone();
        let first = Wish { version, granted: version, asks, grantor, starts, ends, made_at };
        return (asks == Asks::Active).then_some(first);
    };
    let is_anew =
        matches!(&recorded.event, Event::AssociationRenewed { association, .. } if *association == one.id);
    let is_given = asks == Asks::Active && (is_anew || before.asks != Asks::Active);
    if !is_given && (before.asks, before.starts, before.ends) == (asks, starts, ends) {
        return Some(before);
    }
    let granted = if is_given { version } else { before.granted };
    Some(Wish { version, granted, asks, starts, ends, made_at, ..before })
}

/// A moment from which on the account lets its associations count, or does not any more.
struct Turn {
    at: OffsetDateTime,
    counts: bool,
}

/// All of them since a case decides about an association, before which it is taken to have counted.
fn turns(history: &[Recorded<Account>], case: DelegationId) -> Vec<Turn> {
    let (mut account, mut is_followed, mut turns) = (None, false, Vec::<Turn>::new());
    for recorded in history {
        account = Account::evolve(account, recorded);
        is_followed |= matches!(&recorded.event, Event::CaseFollowed { case: of, .. } if *of == case);
        let Some(now) = account.as_ref().filter(|_| is_followed) else { continue };
        let (counts, counted) = (now.lets_act(), turns.last().is_none_or(|turn| turn.counts));
        if counts != counted {
            turns.push(Turn { at: recorded.at, counts });
        }
    }
    turns
}

/// How the role of a case should stand, where this is what the case itself asks for. Each turn of the account is one more decision: that it
/// counts no more is a pause, and that it counts again gives access anew. While the case gives none, later turns change nothing.
pub fn of_case(wish: Wish, case: &[Recorded<Delegation>], account: &[Recorded<Account>]) -> Wish {
    let Some(id) = case.first().map(|recorded| recorded.id) else { return wish };
    let is_active = wish.asks == Asks::Active;
    let mut turns = turns(account, id);
    turns.retain(|turn| is_active || turn.at <= wish.made_at);
    let Some(last) = turns.last() else { return wish };
    let turned = |until: OffsetDateTime| {
        let count = turns.iter().filter(|turn| turn.at <= until).count();
        i32::try_from(count).unwrap_or(i32::MAX)
    };
    let decided =
        case.iter().rfind(|one| one.at <= last.at && asks(&one.event, Reasons::default()).is_some());
    let at_last = decided.map_or(0, |one| one.version) + turned(last.at);
    let given = case.iter().find(|one| one.version == wish.granted);
    let granted = wish.granted + given.map_or(0, |one| turned(one.at));
    let is_held = is_active && !last.counts;
    Wish {
        version: wish.version + turned(last.at),
        granted: if is_active && last.counts { granted.max(at_last) } else { granted },
        asks: if is_held { Asks::Inactive(Reason::PendingReview) } else { wish.asks },
        made_at: wish.made_at.max(last.at),
        ..wish
    }
}
