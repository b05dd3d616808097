//! Searching the directory: an organisation and an interaction are wanted, and nothing that is not known is passed over.

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use http::{HeaderMap, StatusCode};

use super::PATH;
use super::answer::{INTERACTION, ORGANISATION, PARTY_KEY, device, endpoint, found, party_key, refused};
use super::store::{Sds, System};
use crate::gp_connect::{DOCUMENTS, MIGRATE};
use crate::switches::be_slow;

/// What a search is answered from.
#[derive(Clone)]
struct Gateway {
    sds: Sds,
    url: String,
}

pub(crate) fn routes(sds: Sds, sandbox_url: &str) -> Router {
    let gateway = Gateway { sds, url: sandbox_url.to_owned() };
    Router::new().nest(PATH, Router::new().route("/{kind}", get(search)).with_state(gateway))
}

async fn search(
    State(gateway): State<Gateway>,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let faults = gateway.sds.faults();
    be_slow(faults.slow_ms).await;
    if faults.down {
        return refused(StatusCode::SERVICE_UNAVAILABLE, "transient", "The service is unavailable");
    }
    let key = headers.get("apikey").and_then(|key| key.to_str().ok()).unwrap_or_default();
    if key.is_empty() || faults.key_refused {
        return refused(StatusCode::UNAUTHORIZED, "forbidden", "Failed to resolve API Key variable");
    }
    let asked = match asked(query.as_deref().unwrap_or_default()) {
        Ok(asked) => asked,
        Err(wrong) => return refused(StatusCode::BAD_REQUEST, "required", &wrong),
    };
    let address: fn(System) -> String = match asked.interaction.as_str() {
        MIGRATE => |system: System| system.structured,
        DOCUMENTS => |system: System| system.documents,
        _ => return found(None),
    };
    if faults.without_endpoint.contains(&asked.practice)
        || asked.party.as_ref().is_some_and(|party| *party != party_key(&asked.practice))
    {
        return found(None);
    }
    let system = gateway.sds.system(&asked.practice, &gateway.url);
    let (practice, interaction) = (asked.practice.as_str(), asked.interaction.as_str());
    found(match (kind.as_str(), system) {
        ("Device", Some(system)) => Some(device(practice, interaction, &system.asid)),
        ("Endpoint", Some(system)) => Some(endpoint(practice, interaction, &address(system))),
        ("Device" | "Endpoint", None) => None,
        _ => return refused(StatusCode::NOT_FOUND, "not-supported", "HAPI-0302: Unknown resource type"),
    })
}

struct Asked {
    practice: String,
    interaction: String,
    party: Option<String>,
}

fn asked(query: &str) -> Result<Asked, String> {
    let (mut practice, mut interaction, mut party) = (None, None, None);
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let (system, value) = value.split_once('|').ok_or(format!("`{name}` has no system"))?;
        match (name.as_ref(), system) {
            ("organization", ORGANISATION) => practice = Some(value.to_owned()),
            ("identifier", INTERACTION) => interaction = Some(value.to_owned()),
            ("identifier", PARTY_KEY) => party = Some(value.to_owned()),
            _ => return Err(format!("Unsupported parameter or system: {name}, {system}")),
        }
    }
    let practice = practice.ok_or("Missing or invalid 'organization' query parameter")?;
    let interaction = interaction.ok_or("Missing or invalid 'identifier' query parameter")?;
    Ok(Asked { practice, interaction, party })
}
