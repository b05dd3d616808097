//! What happens to roles in the national store, as it tells us (docs/national-roles.md#when-the-store-tells-us). An
//! event is a hint and nothing more: the role that it names is read anew, so that neither its order, nor a second one,
//! nor what else it says matters.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::actions::roles::{self, Heard};
use crate::app::App;
use domain::NhsNumber;

use super::body::EventBody;
use super::needs::{Needs, Routes};
use super::problem::Problem;
use super::wrong::Wrong;

/// How the types of all events of roles begin; what follows is what happened, and a version.
const OF_ROLES: &str = "vrs-proxy-role-";
/// The longest id that is taken.
const LONGEST: usize = 256;

/// An event as CloudEvents shapes it, with what else the national service says in it passed over.
#[derive(Deserialize)]
struct RoleEvent {
    specversion: String,
    id: String,
    source: String,
    #[serde(rename = "type")]
    kind: String,
    /// The address of the role: it is never called, only its end is read.
    #[serde(default)]
    dataref: Option<String>,
    /// The patient's NHS number.
    #[serde(default)]
    subject: Option<String>,
}

/// Takes an event. What is no event of roles is taken too, and nothing comes of it: whoever tells us would tell it
/// again for ever.
async fn take(
    State(app): State<Arc<App>>,
    EventBody(event): EventBody<RoleEvent>,
) -> Result<StatusCode, Problem> {
    let mut wrong = Wrong::default();
    wrong.read("/specversion", (event.specversion == "1.0").then_some(()), "1.0");
    let expected = "a text of 1 to 256 bytes";
    wrong.read("/id", is_text(&event.id).then_some(()), expected);
    wrong.read("/source", is_text(&event.source).then_some(()), expected);
    wrong.read("/type", is_text(&event.kind).then_some(()), expected);
    if !event.kind.starts_with(OF_ROLES) {
        return if wrong.0.is_empty() { Ok(StatusCode::ACCEPTED) } else { Err(Problem::Body(wrong.0)) };
    }
    let role = event.dataref.as_deref().and_then(id_in).filter(|id| is_text(id));
    let role = wrong.read("/dataref", role, "the address of a role");
    match role {
        Some(role) if wrong.0.is_empty() => {
            let patient = event.subject.as_deref().and_then(|number| NhsNumber::parse(number).ok());
            roles::hear(&app, &Heard { role, patient }).await?;
            Ok(StatusCode::ACCEPTED)
        }
        Some(_) | None => Err(Problem::Body(wrong.0)),
    }
}

/// Whether it says something, not too much, and nothing that the database cannot look for.
fn is_text(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len()) && !text.contains('\0')
}

/// The id of the role in its address.
fn id_in(address: &str) -> Option<&str> {
    let (_, id) = address.split(['?', '#']).next()?.rsplit_once("/Consent/")?;
    id.split('/').next()
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.post(Needs::TheStores, "/api/v1/national/events", take)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_what_follows_the_kind_of_resource_in_the_address() {
        for end in ["", "/", "/_history/1", "?_include=Consent:patient", "#a/Consent/b"] {
            let address = format!("https://a.test/FHIR/R4/Consent/x-1{end}");
            assert_eq!(id_in(&address), Some("x-1"), "{address}");
        }
        assert_eq!(id_in("https://a.test/FHIR/R4/Patient/x-1"), None);
    }
}
