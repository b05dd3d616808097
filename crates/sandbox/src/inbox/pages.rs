//! The inbox in a browser and as JSON.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;

use super::{Inbox, Received};
use crate::pages::{foreign, show};

#[derive(Template)]
#[template(path = "inbox/list.html")]
struct List {
    mail: Vec<Received>,
}

#[derive(Template)]
#[template(path = "inbox/message.html")]
struct Message<'m> {
    message: &'m Received,
    text: Option<Vec<Piece<'m>>>,
}

/// A stretch of text; `link` where it is an address to click on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece<'t> {
    pub(crate) text: &'t str,
    pub(crate) link: bool,
}

pub(crate) fn routes(inbox: Inbox) -> Router {
    Router::new()
        .route("/inbox", get(list).delete(empty))
        .route("/inbox/empty", post(empty_and_return))
        .route("/inbox.json", get(json))
        .route("/inbox/{id}", get(message))
        .route("/inbox/{id}/html", get(html))
        .with_state(inbox)
}

async fn list(State(inbox): State<Inbox>) -> Response {
    let mut mail = inbox.messages();
    mail.reverse();
    show(&List { mail })
}

async fn json(State(inbox): State<Inbox>) -> Json<Vec<Received>> {
    Json(inbox.messages())
}

async fn message(State(inbox): State<Inbox>, Path(id): Path<String>) -> Response {
    let Some(message) = inbox.find(&id) else { return StatusCode::NOT_FOUND.into_response() };
    show(&Message { message: &message, text: message.text.as_deref().map(pieces) })
}

async fn html(State(inbox): State<Inbox>, Path(id): Path<String>) -> Response {
    match inbox.find(&id).and_then(|message| message.html) {
        Some(html) => foreign(html),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn empty(State(inbox): State<Inbox>) -> StatusCode {
    inbox.clear();
    StatusCode::NO_CONTENT
}

async fn empty_and_return(State(inbox): State<Inbox>) -> Redirect {
    inbox.clear();
    Redirect::to("/inbox")
}

/// Cuts text where a web address starts and ends, as mail programs do.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = [rest.find("http://"), rest.find("https://")].into_iter().flatten().min() {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| c.is_whitespace() || "<>\"".contains(c)).unwrap_or(from.len());
        let link = from[..end].trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        pieces.push(Piece { text: before, link: false });
        pieces.push(Piece { text: link, link: true });
        rest = &from[link.len()..];
    }
    pieces.push(Piece { text: rest, link: false });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

mod filters {
    use askama::{Result, Values};
    use time::OffsetDateTime;
    use time::macros::format_description;

    /// Day and time to the second.
    #[askama::filter_fn]
    pub(super) fn moment(instant: &OffsetDateTime, _: &dyn Values) -> Result<String> {
        let format = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
        instant.format(format).map_err(askama::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_text_become_links_without_the_full_stop() {
        let plain = |text| Piece { text, link: false };
        let link = |text| Piece { text, link: true };
        assert_eq!(pieces("Hello"), [plain("Hello")]);
        assert_eq!(
            pieces("See https://a.test/x?y=1.\nOr <http://b.test>"),
            [
                plain("See "),
                link("https://a.test/x?y=1"),
                plain(".\nOr <"),
                link("http://b.test"),
                plain(">")
            ]
        );
    }
}
