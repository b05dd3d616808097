//! What a handler asks of the request: the words, the frame of its page, who is signed in, what was typed.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum_extra::extract::Form;
use serde::de::DeserializeOwned;
use tower_sessions::Session;
use url::form_urlencoded;

use crate::app::App;
use crate::locale::{Language, Words, words};
use domain::pasted::cleaned;

use super::failure::Failure;
use super::nhs_app::InApp;
use super::page::{Shell, Viewer, without_passing};
use super::parked::{self, HasParked};
use super::session::{self, Citizen, Remaining, Staff};
use super::whose::{Owner, Whose};

/// The reader's words and the frame of the page.
#[derive(Clone)]
pub struct Visit {
    /// The words.
    pub t: &'static Words,
    /// The frame.
    pub shell: Shell,
}

impl Visit {
    /// The reader's language.
    pub fn language(&self) -> Language {
        self.shell.language
    }

    /// The frame of a page that answers a form of another address: its links lead to the page the form is on.
    pub fn at(mut self, path: String) -> Visit {
        self.shell.path = path;
        self
    }

    /// The frame of a form that came back with errors.
    pub fn with_errors(self, has_errors: bool) -> Visit {
        Visit { shell: self.shell.with_errors(has_errors), ..self }
    }

    /// The frame of a page that may have forms which somebody has begun.
    pub fn with_begun(mut self, is_begun: bool) -> Visit {
        self.shell.is_begun |= is_begun;
        self
    }
}

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Visit, Self::Rejection> {
        Ok(Visit::of(parts, app))
    }
}

impl Visit {
    /// Reads language and viewer that layers and guard have found.
    pub fn of(parts: &Parts, app: &App) -> Visit {
        let settings = &app.config.messages.languages;
        let offered: Vec<Language> = settings.iter().filter_map(|tag| Language::parse(tag)).collect();
        let first = offered.first().copied().unwrap_or(Language::En);
        let language = parts.extensions.get::<Language>().copied().unwrap_or(first);
        let shell = Shell {
            query: without_passing(parts.uri.query().unwrap_or_default()),
            offered,
            service_url: app.config.server.public_url.clone(),
            viewer: parts.extensions.get::<Viewer>().cloned().unwrap_or_default(),
            whose: parts.extensions.get::<Whose>().map(|whose| whose.tag().to_owned()),
            session: parts.extensions.get::<Remaining>().copied(),
            is_begun: parts.method == Method::POST || parts.extensions.get::<HasParked>().is_some(),
            in_app: parts.extensions.get::<InApp>().cloned(),
            sandbox_url: app.config.server.sandbox_url.clone(),
            ..Shell::new(language, parts.uri.path())
        };
        Visit { t: words(language), shell }
    }
}

impl<S: Sync> FromRequestParts<S> for Citizen {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Citizen, Failure> {
        parts.extensions.get::<Citizen>().cloned().ok_or(Failure::NotFound)
    }
}

impl<S: Sync> FromRequestParts<S> for Staff {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Staff, Failure> {
        parts.extensions.get::<Box<Staff>>().map(|staff| Staff::clone(staff)).ok_or(Failure::NotFound)
    }
}

/// What was typed into a form, as strings; lists may repeat a name. What came along unseen when it was pasted is gone
/// ([`cleaned`]), whichever handler asks.
#[derive(Debug, Clone)]
pub struct Fields<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Fields<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Fields<T>, Failure> {
        let (parts, body) = whole(request).await?;
        decoded(Request::from_parts(parts, Body::from(as_typed(&body))), state).await.map(Fields)
    }
}

/// A form whose values programs made, and nobody typed: signed, or for a program to read. Every character stays.
#[derive(Debug, Clone)]
pub struct Exact<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Exact<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Exact<T>, Failure> {
        let (parts, body) = whole(request).await?;
        decoded(Request::from_parts(parts, Body::from(body)), state).await.map(Exact)
    }
}

async fn whole(request: Request) -> Result<(Parts, Bytes), Failure> {
    let (parts, body) = request.into_parts();
    let body = whole_form(Request::from_parts(parts.clone(), body)).await?;
    Ok((parts, body))
}

/// The body of a form, no larger than any of ours.
pub(super) async fn whole_form(request: Request) -> Result<Bytes, Failure> {
    Bytes::from_request(request, &()).await.map_err(|refused| match refused.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest,
    })
}

async fn decoded<T: DeserializeOwned, S: Send + Sync>(request: Request, state: &S) -> Result<T, Failure> {
    let form = Form::<T>::from_request(request, state).await;
    form.map(|Form(fields)| fields).map_err(|_| Failure::BadRequest)
}

/// The same form with its values cleaned.
fn as_typed(form: &[u8]) -> String {
    let pairs = form_urlencoded::parse(form).map(|(name, value)| (name, cleaned(&value)));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Whether a form holds the one character that no browser sends and Postgres does not keep: then it cannot be parked as
/// it is. The forms themselves say what is unfit in which field, and keep only what they asked for.
pub(super) fn holds_nul(form: &[u8]) -> bool {
    form.contains(&0) || form.windows(3).any(|code| code == b"%00")
}

/// What was typed into the form of this path before its writer had to sign in again, or changed the language, if so.
#[derive(Debug, Clone)]
pub struct Parked<T>(pub Option<T>);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<App>> for Parked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Parked<T>, Failure> {
        let Ok(session) = Session::from_request_parts(parts, app).await else { return Ok(Parked(None)) };
        let Some(owner) = session::owner(&parts.extensions) else { return Ok(Parked(None)) };
        Ok(Parked(parked_at(app, &session, (parts.uri.path(), &owner)).await?))
    }
}

/// What is parked for the form of this path and this writer. It is parked no more.
///
/// # Errors
/// When the session cannot be read, or the database fails.
pub async fn parked_at<T: DeserializeOwned>(
    app: &Arc<App>,
    session: &Session,
    of: (&str, &Owner),
) -> Result<Option<T>, Failure> {
    let Some(form) = parked::unpark(app, session, of).await? else { return Ok(None) };
    let request = Request::builder()
        .method("POST")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form.body))
        .map_err(|_| Failure::BadRequest)?;
    Ok(Fields::from_request(request, app).await.ok().map(|Fields(fields)| fields))
}
