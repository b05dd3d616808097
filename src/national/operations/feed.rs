//! What happened, in order, to be read on from the last place: events of roles, and notices for people.

use std::sync::Arc;

use axum::Json;
use axum::extract::{RawQuery, State};
use serde_json::{Value, json};

use crate::fhir::lenient::written;
use crate::storage::national::{events, notices};

use super::super::fault::Fault;
use super::super::jobs::payload;
use super::super::people::Parameters;
use super::super::store::Store;

/// The most that one answer has.
const MOST: i64 = 200;

/// Where to read on: what stands in `after`, from the beginning where it is absent or no number.
fn after(query: Option<String>) -> i64 {
    let parameters = Parameters::read(&query.unwrap_or_default());
    let mut given = parameters.all("after").filter_map(|text| text.parse().ok());
    given.next().unwrap_or_default()
}

/// Events of roles behind `after`, as subscribers get them. Nothing is passed over: what is still being written keeps what comes
/// later back.
pub async fn events(
    State(store): State<Arc<Store>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Fault> {
    let after = after(query);
    let events = events::after(&store.db, after, MOST).await?;
    let next = events.last().map_or(after, |event| event.seq);
    let events: Vec<Value> = events.iter().map(|event| payload(&store, event)).collect();
    Ok(Json(json!({ "events": events, "next": next })))
}

/// Notices behind `after`: what patient and proxy are to be told about the end of a role.
pub async fn notices(
    State(store): State<Arc<Store>>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Fault> {
    let after = after(query);
    let notices = notices::after(&store.db, after, MOST).await?;
    let next = notices.last().map_or(after, |notice| notice.seq);
    let notices: Vec<Value> = notices
        .into_iter()
        .map(|notice| {
            json!({
                "role": notice.role_id, "recipient": notice.recipient, "notice": notice.kind,
                "ends": written(notice.ends_at), "at": written(notice.at),
            })
        })
        .collect();
    Ok(Json(json!({ "notices": notices, "next": next })))
}
