//! What happened to an account, in JSON, without what its reader may not be told (docs/accounts.md#for-programs).

use serde_json::{Value, json};

use crate::actions::programs::Acts;
use crate::api::day::instant;
use crate::api::delegations::AccessBody;
use crate::storage::views::feed::OfAccount;
use domain::account::Event;
use domain::{Access, Actor, PersonId};

/// What the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    Practice,
    /// Whose account it is.
    Holder,
    /// For whom they act.
    Patient,
}

/// The event as the caller may know it, and what it is about, by id: an association, or the account. None when they may not know of it,
/// or a case tells it.
pub(super) fn account_event(told: &OfAccount, acts: &Acts) -> Option<(String, Value)> {
    let reader = match acts {
        Acts::Citizen(id) if *id == told.holder => Reader::Holder,
        Acts::Citizen(_) => Reader::Patient,
        Acts::Staff { .. } | Acts::System { .. } => Reader::Practice,
    };
    let recorded = &told.recorded;
    let association = recorded.event.association();
    // How an account stands is its holder's.
    if told.case.is_some() || (association.is_none() && reader == Reader::Patient) {
        return None;
    }
    let (access, reason) = more(&recorded.event)?;
    let mut details = json!({ "account": recorded.id, "actor": told.holder });
    if let (Some(association), Some(patient)) = (association, told.patient) {
        details["association"] = json!(association);
        details["patient"] = json!(patient);
    }
    if let Some(access) = access {
        details["access"] = serde_json::to_value(AccessBody::from(access)).unwrap_or_default();
    }
    let may_know_why = reader == Reader::Practice || (association.is_none() && reader == Reader::Holder);
    if let Some(reason) = reason.filter(|_| may_know_why) {
        details["reason"] = json!(reason);
    }
    let by = (reader == Reader::Practice).then(|| name_of(&recorded.by, told.holder));
    let body = json!({
        "version": recorded.version, "event": recorded.event.name(), "at": instant(recorded.at), "by": by,
        "details": details,
    });
    Some((association.map_or_else(|| recorded.id.to_string(), |id| id.to_string()), body))
}

/// What was given by it, and why it was taken away, by code; none for what is told to nobody.
fn more(event: &Event) -> Option<(Option<&Access>, Option<&'static str>)> {
    match event {
        Event::Associated { access, .. }
        | Event::AccessChanged { access, .. }
        | Event::AssociationRenewed { access, .. } => Some((Some(access), None)),
        Event::AssociationSuspended { reason, .. } => Some((None, Some(reason.code()))),
        Event::AssociationEnded { reason, .. } => Some((None, Some(reason.code()))),
        Event::AccountActivated => Some((None, None)),
        Event::AccountInactivated { why } => Some((None, Some(why.code()))),
        _ => None,
    }
}

/// Who did it, in the words of a role.
fn name_of(by: &Actor, holder: PersonId) -> &'static str {
    match by {
        Actor::Citizen { id } if *id == holder => "actor",
        Actor::Citizen { .. } | Actor::InvitationLink { .. } => "patient",
        Actor::Staff { .. } | Actor::Program { .. } => "practice",
        Actor::System => "service",
    }
}
