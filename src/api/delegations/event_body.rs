//! An event in JSON, without what its reader may not be told.

use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::api::day::{day, instant};
use domain::delegation::{Checklist, ChecklistItem, Event, Granted, LessReason, Recorded, Tell};
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
    if !recorded.event.names_its_doer_to(reader) {
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
        Event::DelegationRequested { relationship, asked, .. }
        | Event::DelegationMovedHere { relationship, asked, .. } => {
            json!({ "relationship": relationship.code(), "access": access(asked) })
        }
        Event::ContactFound { source } => json!({ "source": source }),
        Event::InvitationSent { lapses_on } => json!({ "lapses_on": day(*lapses_on) }),
        Event::InvitationReminded { reminder } => json!({ "reminder": reminder }),
        Event::DelegationApplied { checklist, granted }
        | Event::DelegationReactivated { checklist, granted } => grant(Some(checklist), granted, reader),
        Event::DelegationRefused { reason, tell } => why(event, reason.code(), *tell, reader),
        Event::ChangeAsked { access: asked } => json!({ "access": access(asked) }),
        Event::AccessChanged { checklist, granted } => grant(checklist.as_ref(), granted, reader),
        Event::AccessSuspended { reason, tell } => why(event, reason.code(), *tell, reader),
        Event::DelegationRevoked { reason, tell, .. } => why(event, reason.code(), *tell, reader),
        Event::AccessResumed { tell } if for_practice => json!({ "tell": told(*tell) }),
        Event::ChangeDeclined { tell } if for_practice => json!({ "tell": { "delegator": tell.code() } }),
        Event::RequestClosed { reason } if event.told(reader).allows_reason() => {
            json!({ "reason": reason.code() })
        }
        Event::RequestClosed { .. } => json!({}),
        Event::EndingSoon { ends } => json!({ "ends": day(*ends) }),
        // Why a trusted person declined is told to nobody (domain `DeclineReason`).
        Event::DelegationDeclined { .. } | Event::DelegationWithdrawn { .. } => json!({}),
        Event::DetailsConfirmed | Event::DetailsNotConfirmed | Event::InvitationResent => json!({}),
        Event::DelegationAccepted | Event::InvitationLapsed | Event::SentToPractice => json!({}),
        Event::ChangeDeclined { .. } | Event::AccessResumed { .. } => json!({}),
        Event::ReviewDue | Event::RemovalConfirmed | Event::DelegationFinished => json!({}),
    };
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// A reason, as far as the rules let `reader` know it.
fn why(event: &Event, reason: &str, tell: Tell, reader: Party) -> Value {
    match (is_citizen(reader), event.told(reader).allows_reason()) {
        (false, _) => json!({ "reason": reason, "tell": told(tell) }),
        (true, true) => json!({ "reason": reason }),
        (true, false) => json!({}),
    }
}

fn told(tell: Tell) -> Value {
    json!({ "delegator": tell.delegator.code(), "delegate": tell.delegate.code() })
}

/// What was set; what was checked for it is for the practice, why it is less for the practice and the patient.
fn grant(checklist: Option<&Checklist>, granted: &Granted, reader: Party) -> Value {
    let mut fields = Map::from_iter([("access".to_owned(), access(&granted.access))]);
    let less = granted.less.map(LessReason::code);
    if let (true, Some(less)) = (reader != Party::Delegate, less) {
        fields.insert("less".to_owned(), less.into());
    }
    if is_citizen(reader) {
        return Value::Object(fields);
    }
    fields.insert("tell".to_owned(), told(granted.tell));
    if let Some(checklist) = checklist {
        let checks: Vec<&str> = checklist.checks().iter().copied().map(ChecklistItem::code).collect();
        fields.insert("consent".to_owned(), checklist.consent().code().into());
        fields.insert("checklist".to_owned(), checks.into());
    }
    Value::Object(fields)
}

fn access(access: &Access) -> Value {
    serde_json::to_value(AccessBody::from(access)).unwrap_or_default()
}
