//! What has happened to a delegation, and which messages were sent about it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::day::instant;
use crate::api::problem::Problem;
use crate::app::App;
use crate::storage::views::case::{self, Letter};
use domain::Party;
use domain::delegation::Notice;

use super::event_body::{EventBody, event_body};
use super::read::Opened;

/// All events, in order.
#[derive(Debug, Serialize, ToSchema)]
pub struct Events {
    /// The events; versions that are missing are not the reader’s to know.
    events: Vec<EventBody>,
}

/// All messages, in order.
#[derive(Debug, Serialize, ToSchema)]
pub struct Messages {
    /// The messages.
    messages: Vec<MessageBody>,
}

/// One message.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Message)]
pub struct MessageBody {
    /// Our id for it.
    #[schema(example = "0199f1d2-7c1e-7aaa-8000-000000000000")]
    id: String,
    /// Which message, such as `invitation`.
    #[schema(example = "new_request")]
    message: &'static str,
    /// To whom: delegator, delegate or practice.
    #[schema(example = "practice")]
    to: &'static str,
    /// When it was decided to send it.
    #[schema(format = DateTime)]
    queued_at: String,
    /// When it was taken; none while it waits.
    #[schema(format = DateTime)]
    sent_at: Option<String>,
    /// When it was given up; a person must look at it.
    #[schema(format = DateTime)]
    failed_at: Option<String>,
    /// How often it was tried.
    attempts: i32,
}

/// The history of one delegation.
#[utoipa::path(get, path = "/api/v1/delegations/{id}/events", tag = "Everybody",
    responses((status = 200, body = Events)))]
pub async fn events(State(app): State<Arc<App>>, Opened(seen): Opened) -> Result<Json<Events>, Problem> {
    let (delegation, party) = (seen.delegation(), seen.party());
    let entries = case::timeline(&app.db, delegation.id).await?;
    let known = entries.iter().filter(|entry| delegation.may_know_of(entry.recorded.at, party));
    let events = known.filter_map(|entry| event_body(&entry.recorded, delegation.delegator, party));
    Ok(Json(Events { events: events.collect() }))
}

/// The messages that were sent about one delegation: to the practice all, to a citizen those to them.
#[utoipa::path(get, path = "/api/v1/delegations/{id}/messages", tag = "Everybody",
    responses((status = 200, body = Messages)))]
pub async fn messages(State(app): State<Arc<App>>, Opened(seen): Opened) -> Result<Json<Messages>, Problem> {
    let letters = case::messages(&app.db, seen.delegation().id).await?;
    let party = seen.party();
    let messages = letters.iter().filter(|letter| is_for(letter, party)).map(body);
    Ok(Json(Messages { messages: messages.collect() }))
}

/// As on the pages: the patient sees also what their practice was sent.
fn is_for(letter: &Letter, party: Party) -> bool {
    Notice { message: letter.message, to: letter.recipient }.is_shown_to(party)
}

fn body(letter: &Letter) -> MessageBody {
    MessageBody {
        id: letter.id.to_string(),
        message: letter.message.code(),
        to: letter.recipient.code(),
        queued_at: instant(letter.queued_at),
        sent_at: letter.sent_at.map(instant),
        failed_at: letter.failed_at.map(instant),
        attempts: letter.attempts,
    }
}
