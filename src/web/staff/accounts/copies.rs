//! A copy of a document that is kept with an account: a file is saved by the browser and never shown as a page of ours; a link is
//! followed by whoever reads it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::actions::accounts::evidence::{Media, open};
use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::headers::saved;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;

use super::opened::Opened;
use super::refused::failure;

#[derive(Template)]
#[template(path = "staff/accounts/copies.html")]
struct Leading {
    t: &'static Words,
    shell: Shell,
    back: String,
    names: String,
    link: String,
}
page::page!(Leading);

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Who::Staff, "/staff/accounts/{account}/copies/{copy}", show)
}

/// Opens it.
///
/// # Errors
/// [`Failure::NotFound`] where the account has none of this id, or it cannot be opened any more.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, opened: Opened) -> Result<Response, Failure> {
    let copy = opened.copy.ok_or(Failure::NotFound)?;
    let found = open(&app, &opened.staff.actor(), (opened.id(), copy)).await.map_err(failure)?;
    let found = found.ok_or(Failure::NotFound)?;
    let ending = match found.media {
        Media::Link => {
            let link = String::from_utf8(found.bytes).map_err(|_| Failure::NotFound)?;
            let (back, names) = (opened.home(), opened.names(visit.t));
            return Ok(Leading { t: visit.t, back, names, link, shell: visit.shell }.into_response());
        }
        Media::Jpeg => "jpg",
        Media::Png => "png",
        Media::Pdf => "pdf",
    };
    let headers = saved(found.media.code(), &format!("copy.{ending}"));
    Ok((headers, found.bytes).into_response())
}
