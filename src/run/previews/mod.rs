//! Every e-mail the service can send, with invented facts, to be read in the sandbox. Why here: the sandbox may not know
//! our messages (a stand-in that shares our code hides our mistakes), and the service must not show them at its own
//! address. So whoever starts a sandbox hands it these pages; where there is no sandbox, as in production, there are none.

mod accounts;
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
use crate::messages::{Composed, compose, moving};
use domain::account;
use domain::delegation::Recipient;
use sandbox::pages::{foreign, show};

/// The letter about moving linked accounts: it is about no delegation, and has facts of its own.
const MOVING: &str = "moving-1";

/// One e-mail to look at, as the list and its page name it.
struct Entry {
    id: String,
    code: &'static str,
    says: String,
    recipients: Vec<Recipient>,
}

#[derive(Template)]
#[template(path = "run/previews/list.html")]
struct List {
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "run/previews/message.html")]
struct Preview {
    entry: Entry,
    to: Recipient,
    reader: &'static str,
    language: Language,
    composed: Composed,
}

/// Where one preview is: the entry, the recipient's code, the language's tag.
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
    show(&List { entries: entries() })
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

/// All that can be looked at.
fn entries() -> Vec<Entry> {
    let of_scenes = scenes::all().into_iter().map(|scene| Entry {
        says: scene.says(),
        code: scene.message.code(),
        id: scene.id,
        recipients: scene.recipients,
    });
    let (id, says) = (MOVING.to_owned(), "as usual".to_owned());
    let moving = Entry { id, code: "moving", says, recipients: vec![Recipient::Practice] };
    let of_accounts = accounts::all().into_iter().map(|scene| Entry {
        id: scene.id(),
        code: scene.news.code(),
        says: scene.says(),
        recipients: scene.recipients().into_iter().map(shown_as).collect(),
    });
    of_scenes.chain([moving]).chain(of_accounts).collect()
}

/// The preview at this place; none where there is no such entry, or it is not meant for this recipient.
fn preview(service_url: &str, Path((id, to, language)): Place) -> Option<Preview> {
    let entry = entries().into_iter().find(|entry| entry.id == id)?;
    let to = entry.recipients.iter().copied().find(|recipient| recipient.code() == to)?;
    let language = Language::parse(&language)?;
    let composed = composed(&id, (to, language), service_url)?;
    Some(Preview { entry, to, reader: reader(&to), language, composed })
}

fn composed(id: &str, (to, language): (Recipient, Language), service_url: &str) -> Option<Composed> {
    if id == MOVING {
        return moving::compose(&invented::of_moving(language, service_url)).ok();
    }
    if let Some(scene) = accounts::all().into_iter().find(|scene| scene.id() == id) {
        let to = scene.recipients().into_iter().find(|one| shown_as(*one) == to)?;
        return scene.composed(to, language, service_url);
    }
    let scene = scenes::all().into_iter().find(|scene| scene.id == id)?;
    let facts = invented::facts(&scene, to, language, service_url)?;
    compose(scene.message, &facts).ok()
}

/// An account's holder is a trusted person to a patient.
fn shown_as(to: account::Recipient) -> Recipient {
    match to {
        account::Recipient::Holder => Recipient::Delegate,
        account::Recipient::Patient => Recipient::Delegator,
    }
}

/// What the page calls a recipient.
fn reader(to: &Recipient) -> &'static str {
    match to {
        Recipient::Delegator => "patient",
        Recipient::Delegate => "trusted person",
        Recipient::Practice => "practice",
    }
}
