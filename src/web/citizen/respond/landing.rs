//! Where the link in an invitation leads. Before sign-in it tells nothing of who asks: links are forwarded and found.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::invitation_link;
use crate::app::App;
use crate::locale::Words;
use crate::storage::views::citizen::{self, Side};
use crate::web::failure::Failure;
use crate::web::page::{self, Shell, Viewer};
use crate::web::session::Citizen;
use crate::web::visit::Visit;

/// For a visitor: somebody asks you to act for them.
#[derive(Template)]
#[template(path = "citizen/respond/landing/welcome.html")]
struct Welcome {
    t: &'static Words,
    shell: Shell,
    sign_in: String,
    /// Where to say no without signing in: with the link, and not with a code.
    decline: Option<String>,
}

/// The code is not one of ours.
#[derive(Template)]
#[template(path = "citizen/respond/landing/missing.html")]
struct Missing {
    t: &'static Words,
    shell: Shell,
}

/// Signed in, but not as the person who was invited.
#[derive(Template)]
#[template(path = "citizen/respond/landing/somebody_else.html")]
struct SomebodyElse {
    t: &'static Words,
    shell: Shell,
}
page::page!(Welcome, Missing, SomebodyElse);

/// The page for a code that is not one of ours.
pub fn missing(visit: Visit) -> Response {
    page::html(StatusCode::NOT_FOUND, &Missing { t: visit.t, shell: visit.shell })
}

/// The page for a visitor who has a code to type: first they sign in.
pub fn before_code(visit: Visit) -> Response {
    let sign_in = "/auth/nhs-login/start?return_to=/respond".to_owned();
    Welcome { t: visit.t, shell: visit.shell, sign_in, decline: None }.into_response()
}

/// The page for who is signed in, but not as the person who was invited.
pub fn somebody_else(visit: Visit) -> Response {
    SomebodyElse { t: visit.t, shell: visit.shell }.into_response()
}

/// Reads the code and shows the way on.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    reader: Option<Extension<Citizen>>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let Some(id) = invitation_link::read(&app.config.server.link_secret, &code) else {
        return Ok(missing(visit));
    };
    if let Some(Extension(reader)) = reader {
        let mine = citizen::one(&app.db, reader.id, id).await?;
        if mine.is_some_and(|mine| mine.side == Side::Delegate) {
            return Ok(Redirect::to(&format!("/delegations/{id}/respond")).into_response());
        }
    }
    Ok(match visit.shell.viewer {
        Viewer::Visitor => {
            let sign_in = format!("/auth/nhs-login/start?return_to=/respond/{code}");
            let decline = Some(format!("/respond/{code}/decline"));
            Welcome { t: visit.t, shell: visit.shell, sign_in, decline }.into_response()
        }
        Viewer::Citizen { .. } | Viewer::Staff { .. } => somebody_else(visit),
    })
}
