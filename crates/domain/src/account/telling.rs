//! Who is written to of what is done about an account. Nobody is, unless whoever gives the command says so
//! (docs/decisions/0061-an-account-writes-where-it-is-said.md): what a case has its account do is given without a word, for the case
//! writes itself.

use crate::actor::Actor;

use super::association::{Association, State};
use super::event::Event;
use super::evolve::Account;
use super::ground::{Ground, Tie};
use super::ids::AssociationId;
use super::news::{News, Tell};
use super::reason::{EndReason, SuspendReason};

/// The events, each followed by whom we write to of it; `account` is as it stood before them.
pub(super) fn telling(account: &Account, events: Vec<Event>, (tell, by): (Tell, &Actor)) -> Vec<Event> {
    let both = |event: Event| {
        let told = told(account, &event, (tell, by));
        [Some(event), told].into_iter().flatten()
    };
    events.into_iter().flat_map(both).collect()
}

fn told(account: &Account, event: &Event, (tell, by): (Tell, &Actor)) -> Option<Event> {
    let (of, id) = news(event)?;
    let one = id.and_then(|id| account.association(id));
    if of == News::AccessSuspended && one.is_some_and(is_suspended) {
        // Another reason was written down, and nothing is new to those who are not told why.
        return None;
    }
    // Of what a case decides about, the case writes; of a suspension that began here it says nothing.
    let is_ours = matches!(of, News::AccessSuspended | News::AgeNear);
    if !is_ours && one.is_some_and(|one| one.case.is_some()) {
        return None;
    }
    let tie = tie(event).or_else(|| one.map(|one| one.tie));
    let tell = tell.and(who_there_is(tie)).and(most(event, by)).and(by_itself(tie, by));
    let is_news = tell != Tell::NOBODY;
    is_news.then_some(Event::Told { of, association: id, holder: tell.holder, patient: tell.patient })
}

/// What an event is to those who are told of it.
fn news(event: &Event) -> Option<(News, Option<AssociationId>)> {
    Some(match event {
        Event::Linked { .. } => (News::Linked, None),
        Event::Unlinked { .. } => (News::Unlinked, None),
        Event::KeyReset { .. } => (News::KeyReset, None),
        Event::KeyRevoked { .. } => (News::KeyRevoked, None),
        Event::SwitchedOff { .. } => (News::SwitchedOff, None),
        Event::SwitchedOn => (News::SwitchedOn, None),
        Event::Associated { association, .. } => (News::AccessGiven, Some(*association)),
        Event::AccessChanged { association, .. } => (News::AccessChanged, Some(*association)),
        Event::AssociationRenewed { association, .. } => (News::AccessChanged, Some(*association)),
        Event::AssociationSuspended { association, .. } => (News::AccessSuspended, Some(*association)),
        Event::AssociationEnded { association, .. } => (News::AccessEnded, Some(*association)),
        Event::EndNear { association, .. } => (News::EndNear, Some(*association)),
        Event::AgeNear { association, .. } => (News::AgeNear, Some(*association)),
        // A review is for the practice alone.
        _ => return None,
    })
}

/// What ties the two, where the event says so.
fn tie(event: &Event) -> Option<Tie> {
    match event {
        Event::Associated { tie, .. } | Event::AssociationRenewed { tie, .. } => Some(*tie),
        _ => None,
    }
}

fn is_suspended(one: &Association) -> bool {
    matches!(one.state, State::Suspended(_))
}

/// Nobody is told twice of their own record, and of what is about the account alone there is no patient to be told.
fn who_there_is(tie: Option<Tie>) -> Tell {
    Tell { holder: true, patient: tie.is_some_and(Tie::is_proxy) }
}

/// The most that is told of it, whatever was chosen: nobody writes to somebody who has died, nobody but the practice hears of what a
/// look at PDS has suspended, and of a move the patient alone, who may have fled.
pub(super) fn most(event: &Event, by: &Actor) -> Tell {
    use EndReason as Ended;
    use SuspendReason as Suspended;
    match event {
        Event::AssociationSuspended { reason, .. } => match reason {
            Suspended::PatientDeceased | Suspended::HolderDeceased | Suspended::Restricted => Tell::NOBODY,
            Suspended::PendingReview | Suspended::Safeguarding | Suspended::PatientRequest => Tell::BOTH,
            Suspended::YoungAge | Suspended::Sixteen | Suspended::Unused => Tell::BOTH,
        },
        Event::AssociationEnded { reason: Ended::PatientDeceased, .. } => {
            Tell { patient: false, ..Tell::BOTH }
        }
        Event::AssociationEnded { reason: Ended::HolderDeceased, .. } => Tell { holder: false, ..Tell::BOTH },
        Event::AssociationEnded { reason: Ended::PatientLeft, .. } if *by == Actor::System => {
            Tell { holder: false, ..Tell::BOTH }
        }
        _ => Tell::BOTH,
    }
}

/// What comes by itself is written to a patient who decided for themselves, and to no other: who tells a child, or somebody who cannot
/// decide, is for people to think of.
fn by_itself(tie: Option<Tie>, by: &Actor) -> Tell {
    let consents = matches!(tie.and_then(Tie::ground), Some(Ground::Consent { .. }));
    Tell { holder: true, patient: consents || *by != Actor::System }
}
