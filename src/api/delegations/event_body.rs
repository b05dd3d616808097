//! An event in JSON, without what its reader may not be told.

use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::api::day::{day, instant};
use domain::delegation::{Event, Recorded, TellThem};
use domain::{Access, Actor, Party, PersonId};

use super::access_body::AccessBody;
use super::shape::name_of;

/// One event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
pub struct EventBody {
    /// Its place in the delegation, from 1.
    version: i32,
    /// What happened, such as `delegation_accepted`.
    #[schema(example = "delegation_accepted")]
    event: &'static str,
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Who: delegator, delegate, practice or service; none where the reader may not know.
    by: Option<&'static str>,
    /// More about it, by the kind of event; never a name or number.
    details: Map<String, Value>,
}

/// The event as `reader` may know it; none when they may not know of it.
pub fn event_body(recorded: &Recorded, delegator: PersonId, reader: Party) -> Option<EventBody> {
    recorded.event.is_told_to(reader).then(|| EventBody {
        version: recorded.version,
        event: recorded.event.name(),
        at: instant(recorded.at),
        by: by(recorded, delegator, reader),
        details: details(&recorded.event, reader),
    })
}

fn by(recorded: &Recorded, delegator: PersonId, reader: Party) -> Option<&'static str> {
    if let Event::DelegationRevoked { tell, side: Party::Practice, .. } = &recorded.event
        && is_citizen(reader)
        && !tell.allows_outcome()
    {
        return None;
    }
    // It follows what ended the delegation: whose doing that was is told there, or not at all.
    if recorded.event == Event::DelegationFinished && is_citizen(reader) {
        return None;
    }
    let party = match &recorded.by {
        Actor::Citizen { id } if *id == delegator => Party::Delegator,
        Actor::Citizen { .. } | Actor::InvitationLink { .. } => Party::Delegate,
        Actor::Staff { .. } | Actor::Program { .. } => Party::Practice,
        Actor::System => Party::System,
    };
    Some(name_of(party))
}

fn is_citizen(reader: Party) -> bool {
    matches!(reader, Party::Delegator | Party::Delegate)
}

fn details(event: &Event, reader: Party) -> Map<String, Value> {
    let for_practice = !is_citizen(reader);
    let value = match event {
        Event::DelegationRequested { relationship, asked, .. } => {
            json!({ "relationship": relationship.code(), "access": access(asked) })
        }
        Event::ContactFound { source } => json!({ "source": source }),
        Event::InvitationSent { lapses_on } => json!({ "lapses_on": day(*lapses_on) }),
        Event::InvitationReminded { reminder } => json!({ "reminder": reminder }),
        Event::RequestClosed { reason } => json!({ "reason": reason.code() }),
        Event::DelegationApplied { consent, access: set }
        | Event::DelegationReactivated { consent, access: set } => match for_practice {
            true => json!({ "consent": consent.code(), "access": access(set) }),
            false => json!({ "access": access(set) }),
        },
        Event::DelegationRefused { reason, tell } => why(reason.code(), *tell, for_practice),
        Event::ChangeAsked { access: asked } => json!({ "access": access(asked) }),
        Event::AccessChanged { access: set } => json!({ "access": access(set) }),
        Event::AccessSuspended { reason } if for_practice => json!({ "reason": reason.code() }),
        Event::DelegationRevoked { reason, tell, .. } => why(reason.code(), *tell, for_practice),
        Event::EndingSoon { ends } => json!({ "ends": day(*ends) }),
        // Why a trusted person declined is told to nobody (domain `DeclineReason`).
        Event::DelegationDeclined { .. } | Event::DelegationWithdrawn { .. } => json!({}),
        Event::DetailsConfirmed | Event::DetailsNotConfirmed | Event::InvitationResent => json!({}),
        Event::DelegationAccepted | Event::InvitationLapsed | Event::SentToPractice => json!({}),
        Event::ChangeDeclined | Event::AccessSuspended { .. } | Event::AccessResumed => json!({}),
        Event::ReviewDue | Event::RemovalConfirmed | Event::DelegationFinished => json!({}),
    };
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// A reason, as far as the practice allowed.
fn why(reason: &str, tell: TellThem, for_practice: bool) -> Value {
    match (for_practice, tell.allows_reason()) {
        (true, _) => json!({ "reason": reason, "tell": tell.code() }),
        (false, true) => json!({ "reason": reason }),
        (false, false) => json!({}),
    }
}

fn access(access: &Access) -> Value {
    serde_json::to_value(AccessBody::from(access)).unwrap_or_default()
}
