//! Stands before every call: a token that is good and reaches far enough (RFC 6750).

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::actions::programs::{self, Acting, Bearer, Caller, Need};
use crate::app::App;
use crate::tokens::{bearer, is_that};

use super::problem::Problem;

/// What the token was found to hold, for the handler.
#[derive(Clone)]
pub struct Shown {
    bearer: Bearer,
    need: Need,
}

impl Shown {
    /// The system that the token names, where it acts for itself: then one read can ask everything at once.
    pub fn system(&self) -> Option<&str> {
        self.bearer.grant.is_none().then_some(self.bearer.client_id.as_str())
    }

    /// Who calls, and what they may do at this moment.
    ///
    /// # Errors
    /// See [`programs::CallerRefused`].
    pub async fn caller(&self, app: &App) -> Result<Caller, Problem> {
        Ok(programs::caller(app, &self.bearer, self.need).await?)
    }

    /// When the token ends, in seconds since 1970.
    pub fn expires_at(&self) -> i64 {
        self.bearer.expires_at
    }
}

/// The token that a call brings, not yet believed; none where it brings none as it should.
pub fn token_in(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(bearer)
}

/// Lets a call in whose token reaches so far, and whose program does not call too often, or says why not. A token in the
/// address or in a form is not looked at (RFC 9700 §4.3.2).
pub async fn guard(
    State((app, need)): State<(Arc<App>, Need)>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(token) = token_in(request.headers()) else { return Problem::Token(None).into_response() };
    match programs::bearer(&app, token, need) {
        Ok(bearer) => {
            if let Err(seconds) = app.may_call(&bearer.client_id) {
                return Problem::TooOften(seconds).into_response();
            }
            request.extensions_mut().insert(Shown { bearer, need });
            next.run(request).await
        }
        Err(refused) => Problem::from(refused).into_response(),
    }
}

/// Lets the national store of roles in, by the one token that the settings name; where they name none, nothing is
/// there.
pub async fn of_the_store(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    match is_the_store(&app, request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn is_the_store(app: &App, headers: &HeaderMap) -> Result<(), Problem> {
    let vrs = app.config.vrs.as_ref().ok_or(Problem::NotFound)?;
    let token = vrs.events_token.as_ref().ok_or(Problem::NotFound)?;
    let shown = token_in(headers).ok_or(Problem::Token(None))?;
    if is_that(shown, token) { Ok(()) } else { Err(Problem::Token(Some("it is another one"))) }
}

impl<S: Sync> FromRequestParts<S> for Shown {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Shown, Problem> {
        parts.extensions.get::<Shown>().cloned().ok_or(Problem::Token(None))
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Caller, Problem> {
        match parts.extensions.get::<Caller>() {
            Some(caller) => Ok(caller.clone()),
            None => Shown::from_request_parts(parts, app).await?.caller(app).await,
        }
    }
}

impl FromRequestParts<Arc<App>> for Acting {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Acting, Problem> {
        let token = token_in(&parts.headers).ok_or(Problem::Token(None))?.to_owned();
        let acting = programs::acting(app, &token).await?;
        app.may_call(&acting.client_id).map_err(Problem::TooOften)?;
        Ok(acting)
    }
}
