//! How a form is parked that is not done yet: which is, and for whom. The writer gets it from `parked`.

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;
use url::form_urlencoded;

use crate::app::App;
use crate::locale::Language;

use super::failure::Failure;
use super::page::{KEEP, here, without_passing};
use super::parked::{self, ParkedForm};
use super::session;
use super::visit::holds_nul;
use super::whose::{FIELD, Owner, Whose};

/// The limit of every form.
pub const FORM_LIMIT: usize = 64 * 1024;

/// The fields whose answers are never parked: whether somebody presses them, and the key of a letter.
pub const NEVER_PARKED: [&str; 2] = ["pressure", "linkage_key"];

/// Whether a request is a form as browsers send them.
pub(super) fn is_form(request: &Request) -> bool {
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"))
}

/// Whether a form is to be parked and not done.
pub(super) fn is_asked(request: &Request) -> bool {
    *request.method() == Method::POST && request.uri().query().is_some_and(|query| named(query).is_some())
}

/// Parks it, and goes back to its page, in the language that was asked for.
///
/// # Errors
/// When the form cannot be read, or the session not be written.
pub(super) async fn park_and_return(
    app: &App,
    session: &Session,
    request: Request,
) -> Result<Response, Failure> {
    let query = request.uri().query().unwrap_or_default();
    let language = named(query).and_then(|tag| Language::parse(&tag));
    let rest = without_passing(query);
    let query = match language {
        Some(language) if rest.is_empty() => format!("lang={}", language.tag()),
        Some(language) => format!("{rest}&lang={}", language.tag()),
        None => rest,
    };
    let to = here(request.uri().path(), &query);
    park_request(app, session, request).await?;
    Ok(Redirect::to(&to).into_response())
}

fn named(query: &str) -> Option<String> {
    let (_, language) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == KEEP)?;
    Some(language.into_owned())
}

/// Parks a form for its writer: whoever is signed in, or was until a short while ago. That of anybody else is not parked,
/// nor what is no form, nor what is too large.
///
/// # Errors
/// When the form cannot be read, or the session not be written.
pub(super) async fn park_request(app: &App, session: &Session, request: Request) -> Result<(), Failure> {
    if !is_form(&request) {
        return Ok(());
    }
    let path = request.uri().path().to_owned();
    let extensions = request.extensions();
    let ended = extensions.get::<Owner>().cloned();
    let owner = session::owner(extensions).or_else(|| ended.clone());
    let body = to_bytes(request.into_body(), FORM_LIMIT).await.map_err(|_| Failure::TooLarge)?;
    if holds_nul(&body) {
        return Err(Failure::BadRequest);
    }
    let body = String::from_utf8(body.to_vec()).map_err(|_| Failure::BadRequest)?;
    // Their writer need not be the person whose session ended here last.
    let secret = &app.config.server.link_secret;
    let theirs = owner.filter(|owner| Whose::of(secret, owner).has_sent(body.as_bytes()));
    if body.len() <= parked::LARGEST
        && let (Some(owner), Some(body)) = (theirs, fit_to_park(body))
    {
        parked::park(app, session, &ParkedForm { path, body, owner, at: app.clock.now() }).await?;
        // The row of a session that has ended stays as long as what is parked in it now.
        if let Some(owner) = ended {
            parked::note_ended(session, &app.clock, &owner).await?;
        }
    }
    Ok(())
}

/// The form without what is never parked; none where that was all of it.
fn fit_to_park(body: String) -> Option<String> {
    let tells = form_urlencoded::parse(body.as_bytes())
        .any(|(name, value)| NEVER_PARKED.contains(&&*name) && !value.is_empty());
    if !tells {
        return Some(body);
    }
    let rest: Vec<_> = form_urlencoded::parse(body.as_bytes())
        .filter(|(name, _)| !NEVER_PARKED.contains(&&**name))
        .collect();
    let has_more = rest.iter().any(|(name, _)| name != FIELD);
    has_more.then(|| form_urlencoded::Serializer::new(String::new()).extend_pairs(rest).finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whether_somebody_is_pressed_is_taken_out() {
        let parked = |body: &str| fit_to_park(body.to_owned());
        assert_eq!(parked("for=a&note=b%20c").as_deref(), Some("for=a&note=b%20c"));
        assert_eq!(parked("for=a&note=b%20c&pressure=yes").as_deref(), Some("for=a&note=b+c"));
        assert_eq!(parked("for=a&pressure=yes"), None);
        assert_eq!(parked("for=a&pressure=").as_deref(), Some("for=a&pressure="));
    }

    #[test]
    fn the_key_of_a_letter_is_taken_out() {
        let parked = |body: &str| fit_to_park(body.to_owned());
        assert_eq!(
            parked("for=a&number=1&linkage_key=K&born-day=2").as_deref(),
            Some("for=a&number=1&born-day=2")
        );
        assert_eq!(parked("for=a&linkage_key=K"), None);
    }
}
