//! An account follows the case that decides about one of its associations, as far as its own rules allow (docs/accounts.md#cases).

use time::Date;

use crate::actor::{DelegationId, PersonId};
use crate::ods_code::OdsCode;

use super::association::{Association, State};
use super::case::Says;
use super::event::Event;
use super::evolve::Account;
use super::ground::{Ground, Tie};
use super::ids::{AssociationId, OnlineAccountId};
use super::reason::OffReason;
use super::refusal::Refusal;
use super::side::Side;
use super::table::Place;
use super::verification::{Proof, Verification};

/// What a case says, with the facts that the account's rules need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// The case.
    pub case: DelegationId,
    /// Who acts: whose account it is, or will be.
    pub person: PersonId,
    /// At which practice.
    pub practice: OdsCode,
    /// For whom.
    pub patient: PersonId,
    /// What the case says.
    pub says: Says,
    /// The id of an association, should one be made.
    pub association: AssociationId,
    /// By what the person signed in when they accepted.
    pub sign_in: OnlineAccountId,
    /// Whether NHS login knows the person to P9.
    pub is_proofed: bool,
}

/// The events by which the account comes to stand as the case says; none where it does.
pub(super) fn followed(
    account: &Account,
    wish: &Follow,
    (side, today): (Side, Date),
) -> Result<Vec<Event>, Refusal> {
    if (account.person, &account.practice) != (wish.person, &wish.practice) {
        return Err(Refusal::NotFound);
    }
    let open = account.with_patient(wish.patient);
    match wish.says.stands {
        State::Ended(reason) => {
            let own = open.filter(|one| one.case == Some(wish.case));
            Ok(own.map(|one| Event::AssociationEnded { association: one.id, reason }).into_iter().collect())
        }
        // A citizen only ever ends what a case gives.
        _ if matches!(side, Side::Holder | Side::Patient) => Err(Refusal::NotFound),
        _ if wish.patient == account.person => Err(Refusal::SamePerson),
        State::Running | State::Suspended(_) => match open {
            // A pause makes nothing: it is made when the case goes on.
            None if wish.says.stands != State::Running => Ok(Vec::new()),
            None => made(account, wish, (side, today)),
            Some(one) if one.case.is_some_and(|case| case != wish.case) => Err(Refusal::AlreadyAssociated),
            Some(one) if side == Side::System && is_stopped_here(one, wish) => {
                Err(Refusal::AlreadyAssociated)
            }
            Some(one) => brought(account, one, wish, (side, today)),
        },
    }
}

/// Whether somebody suspended here what a case of before there were accounts would let go on: our worker does not, people decide.
fn is_stopped_here(one: &Association, wish: &Follow) -> bool {
    one.case.is_none() && one.state != State::Running && wish.says.stands == State::Running
}

/// There is no association yet: identity and linkage come first, where they are missing.
fn made(account: &Account, wish: &Follow, when: (Side, Date)) -> Result<Vec<Event>, Refusal> {
    let tie = tie(wish).ok_or(Refusal::GroundNeeded)?;
    let association = wish.association;
    if account.association(association).is_some() {
        return Err(Refusal::AlreadyAssociated);
    }
    let mut events = opened_up(account, wish, when)?;
    events.push(Event::Associated {
        association,
        patient: wish.patient,
        tie,
        access: wish.says.access.clone(),
    });
    events.push(Event::CaseFollowed { association, case: wish.case });
    Ok(events)
}

/// There is one: it is changed, decided anew or paused. One that the practice made by itself is the case's from now on.
fn brought(
    account: &Account,
    one: &Association,
    wish: &Follow,
    when: (Side, Date),
) -> Result<Vec<Event>, Refusal> {
    let (association, access) = (one.id, &wish.says.access);
    let (is_new, is_running) = (one.case.is_none(), wish.says.stands == State::Running);
    let decided_anew = wish.says.consent.is_some() || is_new || one.state != State::Running;
    let mut events = Vec::new();
    if is_running && wish.says.consent.is_some() {
        events = opened_up(account, wish, when)?;
    }
    let off = reason_for_less(one, wish);
    if (is_running && decided_anew) || is_new {
        let tie = tie(wish).unwrap_or(one.tie);
        events.push(Event::AssociationRenewed { association, tie, access: access.clone(), off });
    } else if one.access != *access {
        events.push(Event::AccessChanged { association, access: access.clone(), off });
    }
    if is_new {
        events.push(Event::CaseFollowed { association, case: wish.case });
    }
    if let State::Suspended(reason) = wish.says.stands
        && (is_new || one.state != wish.says.stands)
    {
        events.push(Event::AssociationSuspended { association, reason });
    }
    Ok(events)
}

/// What the account itself needs before it gives anything: it is not switched off by hand, identity counts by NHS login where nobody
/// has verified it otherwise, and who accepted is linked by that sign-in. What was taken away from a sign-in once, only the key on a
/// letter gives back.
fn opened_up(account: &Account, wish: &Follow, (side, today): (Side, Date)) -> Result<Vec<Event>, Refusal> {
    if account.switched_off.is_some() && side == Side::Practice {
        return Err(Refusal::WrongPlace(Place::Off));
    }
    let mut events = Vec::new();
    if account.verification.is_none() {
        let verification = Verification { on: today, proof: Proof::NhsLogin };
        verification.check(wish.is_proofed, today)?;
        events.push(Event::IdentityVerified { verification });
    }
    if account.linkages.is_empty() && !account.by_letter {
        events.push(Event::Linked { to: wish.sign_in });
    }
    Ok(events)
}

/// By the patient's consent, where the practice has it.
fn tie(wish: &Follow) -> Option<Tie> {
    let method = wish.says.consent?;
    Some(Tie::Proxy { relationship: wish.says.relationship, ground: Ground::Consent { method } })
}

/// A case may set less without saying why; an account does not.
fn reason_for_less(one: &Association, wish: &Follow) -> Option<OffReason> {
    let lost = one.access.beyond(Some(&wish.says.access));
    let is_less = !lost.services.is_empty() || lost.record;
    is_less.then(|| wish.says.less.unwrap_or(OffReason::Other))
}
