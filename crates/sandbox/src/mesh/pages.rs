//! The mailboxes in a browser, as each practice's own system would show them.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use http::StatusCode;
use serde_json::Value;
use time::OffsetDateTime;
use time::macros::format_description;

use super::exchange::Mesh;
use super::mailbox::Mailbox;
use super::message::{Arrived, Status};
use crate::cast::{self, Practice};
use crate::inbox::{Piece, pieces};
use crate::pages::show;

#[derive(Template)]
#[template(path = "mesh/mailboxes.html")]
struct Mailboxes<'m> {
    mailboxes: Vec<(&'m Mailbox, usize, usize)>,
    without: Vec<&'static Practice>,
}

#[derive(Template)]
#[template(path = "mesh/list.html")]
struct List<'m> {
    mailbox: &'m Mailbox,
    mail: Vec<Arrived>,
}

#[derive(Template)]
#[template(path = "mesh/message.html")]
struct Message<'m> {
    mailbox: &'m Mailbox,
    message: &'m Arrived,
    text: Option<Vec<Piece<'m>>>,
    json: Option<String>,
}

pub(super) fn routes(mesh: Mesh) -> Router {
    Router::new()
        .route("/mesh", get(mailboxes))
        .route("/mesh/{mailbox}", get(list))
        .route("/mesh/{mailbox}/{id}", get(message))
        .route("/mesh/{mailbox}/{id}/acknowledge", post(acknowledge))
        .route("/mesh/{mailbox}/{id}/give-up", post(give_up))
        .with_state(mesh)
}

async fn mailboxes(State(mesh): State<Mesh>) -> Response {
    let practices = cast::practices().iter().filter(|practice| practice.is_gp_practice);
    let without = practices.filter(|practice| mesh.mailbox_of(practice.ods_code).is_none()).collect();
    show(&Mailboxes {
        mailboxes: mesh.mailboxes().iter().map(|mailbox| counted(&mesh, mailbox)).collect(),
        without,
    })
}

/// A mailbox, how many messages wait in it, and how many there are in all.
fn counted<'m>(mesh: &Mesh, mailbox: &'m Mailbox) -> (&'m Mailbox, usize, usize) {
    let mail = mesh.in_mailbox(&mailbox.id);
    let waiting = mail.iter().filter(|message| message.status == Status::Accepted).count();
    (mailbox, waiting, mail.len())
}

async fn list(State(mesh): State<Mesh>, Path(id): Path<String>) -> Response {
    let Some(mailbox) = named(&mesh, &id) else { return StatusCode::NOT_FOUND.into_response() };
    let mut mail = mesh.in_mailbox(&id);
    mail.reverse();
    show(&List { mailbox, mail })
}

async fn message(State(mesh): State<Mesh>, Path((mailbox, id)): Path<(String, String)>) -> Response {
    let found = mesh.in_mailbox(&mailbox).into_iter().find(|message| message.id == id);
    let (Some(mailbox), Some(message)) = (named(&mesh, &mailbox), found) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let body = String::from_utf8_lossy(&message.body);
    let document: Option<Value> = serde_json::from_str(&body).ok();
    let text = match &document {
        Some(document) => document["text"].as_str(),
        None => Some(body.as_ref()).filter(|body| !body.is_empty()),
    };
    let json = document.as_ref().map(|document| format!("{document:#}"));
    show(&Message { mailbox, message: &message, text: text.map(pieces), json })
}

async fn acknowledge(State(mesh): State<Mesh>, Path((mailbox, id)): Path<(String, String)>) -> Redirect {
    if is_in(&mesh, &mailbox, &id) {
        mesh.acknowledge(&id);
    }
    Redirect::to(&format!("/mesh/{mailbox}"))
}

async fn give_up(State(mesh): State<Mesh>, Path((mailbox, id)): Path<(String, String)>) -> Redirect {
    if is_in(&mesh, &mailbox, &id) {
        mesh.mark_undeliverable(&id);
    }
    Redirect::to(&format!("/mesh/{mailbox}"))
}

fn named<'m>(mesh: &'m Mesh, id: &str) -> Option<&'m Mailbox> {
    mesh.mailboxes().iter().find(|mailbox| mailbox.id == id)
}

fn is_in(mesh: &Mesh, mailbox: &str, id: &str) -> bool {
    mesh.in_mailbox(mailbox).iter().any(|message| message.id == id)
}

/// Day and time to the second.
fn moment(instant: &OffsetDateTime) -> String {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
    instant.format(format).unwrap_or_default()
}

/// Where a message stands, in words.
fn standing(message: &Arrived) -> &'static str {
    match message.status {
        Status::Uploading => "arriving",
        Status::Accepted => "waits",
        Status::Acknowledged => "acknowledged",
        Status::Undeliverable => "given up",
    }
}

/// What stands for a message in a list.
fn title(message: &Arrived) -> &str {
    if message.subject.is_empty() { "No subject" } else { &message.subject }
}
