//! A role is created. Of fifty calls for one pair at once one creates it, and the others are told that there is one.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::fhir::r4::{Consent, Resource};
use crate::storage::national::write::{self, Mark, Written};
use domain::role::create as begin;

use super::super::answer::{about, made};
use super::super::body::Whole;
use super::super::caller::Caller;
use super::super::fault::Fault;
use super::super::store::Store;
use super::super::{faults, way};
use super::parts;

/// Answers a call that wants a new role.
pub async fn create(State(store): State<Arc<Store>>, caller: Caller, Whole(body): Whole) -> Response {
    match Resource::read(&body) {
        Ok(Resource::Consent(consent)) => {
            about(parts::people(&consent), wished(&store, &caller, &consent).await)
        }
        Ok(_) => faults::NOT_A_CONSENT.into_response(),
        Err(_) => unreadable(&body).into_response(),
    }
}

async fn wished(store: &Store, caller: &Caller, consent: &Consent) -> Result<Response, Fault> {
    let role = begin(parts::role(consent)?)?;
    let id = store.clock.new_id();
    let mark = Mark { event: store.clock.new_id(), round: caller.round.as_deref(), now: store.clock.now() };
    match write::create(&store.db, (id, &role), mark).await? {
        Written::Hidden => Err(faults::INVALIDATED),
        Written::Meanwhile => Err(faults::DUPLICATE),
        Written::Done => {
            Ok(made((StatusCode::CREATED, None), id, &store.address(&format!("{}/{id}", way::CONSENT))))
        }
    }
}

/// JSON that is no Consent, or no JSON.
fn unreadable(body: &[u8]) -> Fault {
    let is_json = serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok();
    if is_json { faults::NOT_A_CONSENT } else { faults::BAD_INPUT }
}
