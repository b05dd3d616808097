//! Every e-mail the service can send, with invented facts, to be read in the sandbox. Why here: the sandbox may not know
//! our messages (a stand-in that shares our code hides our mistakes), and the service must not show them at its own
//! address. So whoever starts a sandbox hands it these pages; where there is no sandbox, as in production, there are none.

mod invented;
mod scenes;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::StatusCode;

use crate::locale::Language;
use crate::messages::{Composed, compose};
use domain::delegation::Recipient;
use sandbox::pages::{foreign, show};

use self::scenes::Scene;

#[derive(Template)]
#[template(path = "run/previews/list.html")]
struct List {
    scenes: Vec<Scene>,
}

#[derive(Template)]
#[template(path = "run/previews/message.html")]
struct Preview {
    scene: Scene,
    to: Recipient,
    reader: &'static str,
    language: Language,
    composed: Composed,
}

/// Where one preview is: the scene, the recipient's code, the language's tag.
type Place = Path<(String, String, String)>;

/// The pages below `/previews`; links in the e-mails begin with `service_url`.
pub fn routes(service_url: &str) -> Router {
    Router::new()
        .route("/previews", get(list))
        .route("/previews/{scene}/{recipient}/{language}", get(message))
        .route("/previews/{scene}/{recipient}/{language}/html", get(html))
        .with_state(Arc::from(service_url))
}

async fn list() -> Response {
    show(&List { scenes: scenes::all() })
}

async fn message(State(service_url): State<Arc<str>>, place: Place) -> Response {
    match preview(&service_url, place) {
        Some(preview) => show(&preview),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn html(State(service_url): State<Arc<str>>, place: Place) -> Response {
    match preview(&service_url, place) {
        Some(preview) => foreign(preview.composed.html),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The preview at this place; none where there is no such scene, or it is not meant for this recipient.
fn preview(service_url: &str, Path((id, to, language)): Place) -> Option<Preview> {
    let scene = scenes::all().into_iter().find(|scene| scene.id == id)?;
    let to = scene.recipients.iter().copied().find(|recipient| recipient.code() == to)?;
    let language = Language::parse(&language)?;
    let facts = invented::facts(&scene, to, language, service_url)?;
    let composed = compose(scene.message, &facts).ok()?;
    Some(Preview { scene, to, reader: reader(&to), language, composed })
}

/// What the page calls a recipient.
fn reader(to: &Recipient) -> &'static str {
    match to {
        Recipient::Delegator => "patient",
        Recipient::Delegate => "trusted person",
        Recipient::Practice => "practice",
    }
}
