//! One event in the JSON format of CloudEvents 1.0.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::actions::programs::Acts;
use crate::api::day::instant;
use crate::api::delegations::event_body;
use crate::app::App;
use crate::storage::views::feed::{Happened, Numbered};
use domain::aggregate::Recorded;
use domain::{Aggregate, Party};

use super::account_event::account_event;

/// An event of a delegation or an online account (CloudEvents 1.0, JSON).
#[derive(Debug, Serialize, ToSchema)]
pub struct CloudEvent {
    /// `1.0`.
    specversion: &'static str,
    /// The same event has the same id each time it is sent.
    #[schema(example = "0199f1d2-7c1e-7aaa-8000-000000000000.4")]
    id: String,
    /// This service.
    source: String,
    /// What happened, such as `trusted-person-access.delegation_accepted.v1`.
    #[serde(rename = "type")]
    kind: String,
    /// The id of the delegation; of the association or the account, for what happened to an online account.
    subject: String,
    /// When.
    #[schema(format = DateTime)]
    time: String,
    /// `application/json`.
    datacontenttype: &'static str,
    /// Place in the feed: ask with `after=` the last one.
    #[schema(example = "1042")]
    sequence: String,
    /// The event, as `/delegations/{id}/events` has it; of an online account with its `account`, `actor`, `association` and `patient`.
    #[schema(value_type = Object)]
    data: Value,
}

impl CloudEvent {
    /// The event as the caller may know it; none when they may not know of it.
    pub fn of(app: &App, acts: &Acts, numbered: &Numbered) -> Option<CloudEvent> {
        match &numbered.happened {
            Happened::Case(told) => {
                let reader = match acts {
                    Acts::Citizen(id) if *id == told.delegator => Party::Delegator,
                    Acts::Citizen(_) => Party::Delegate,
                    Acts::Staff { .. } | Acts::System { .. } => Party::Practice,
                };
                let body = event_body(&told.recorded, told.delegator, reader)?;
                let data = serde_json::to_value(body).unwrap_or_default();
                let about = (told.recorded.id.to_string(), data);
                Some(CloudEvent::made(app, numbered.seq, &told.recorded, about))
            }
            Happened::Account(told) => {
                let about = account_event(told, acts)?;
                Some(CloudEvent::made(app, numbered.seq, &told.recorded, about))
            }
        }
    }

    fn made<A: Aggregate>(
        app: &App,
        seq: i64,
        recorded: &Recorded<A>,
        (subject, data): (String, Value),
    ) -> CloudEvent {
        CloudEvent {
            specversion: "1.0",
            id: format!("{}.{}", recorded.id, recorded.version),
            source: format!("{}/api/v1", app.config.server.public_url),
            kind: format!("trusted-person-access.{}.v1", A::name(&recorded.event)),
            subject,
            time: instant(recorded.at),
            datacontenttype: "application/json",
            sequence: seq.to_string(),
            data,
        }
    }

    /// Its place in the feed.
    pub fn sequence(&self) -> &str {
        &self.sequence
    }
}
