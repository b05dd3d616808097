//! An app asks, the person answers. Nothing of the request is kept between the two: the form brings it back, and it is
//! read anew.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use url::form_urlencoded;

use crate::actions::programs::{Request, Stopped, allow, authorisation, must_ask};
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::visit::{Exact, Visit};
use domain::scope::ActsFor;

use super::agreement::Agreement;
use super::path::AUTHORISE;
use super::signed_in::SignedIn;
use super::wrong::Wrong;

/// Puts the question, or answers at once where the answer is known.
///
/// # Errors
/// When the database fails.
pub async fn ask(
    State(app): State<Arc<App>>,
    visit: Visit,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let asked = put(&app, &visit, signed_in, &query.unwrap_or_default()).await;
    asked.or_else(|stopped| instead(stopped, visit))
}

async fn put(app: &App, visit: &Visit, signed_in: SignedIn, query: &str) -> Result<Response, Stopped> {
    let request = authorisation(app, query).await?;
    let prompt = request.prompt();
    let subject = signed_in.asked_by(&request).filter(|_| !prompt.login);
    let Some(subject) = subject else {
        if prompt.none {
            return told(&request, "login_required");
        }
        return Ok(Redirect::to(&sign_in(&request)).into_response());
    };
    if !must_ask(app, &request, &subject).await? {
        return Ok(Redirect::to(&allow(app, &request, (&subject, false)).await?).into_response());
    }
    if prompt.none {
        return told(&request, "consent_required");
    }
    Ok(Agreement::of(visit.clone(), &request).into_response())
}

/// What the person answers.
#[derive(Debug, Deserialize)]
pub struct Answer {
    request: String,
    answer: String,
}

/// Sends the browser to the app, with a code or without.
///
/// # Errors
/// When the database fails, or the form is none of ours.
pub async fn answer(
    State(app): State<Arc<App>>,
    visit: Visit,
    signed_in: SignedIn,
    Exact(answer): Exact<Answer>,
) -> Result<Response, Failure> {
    match settle(&app, signed_in, &answer).await {
        Ok(Some(response)) => Ok(response),
        Ok(None) => Err(Failure::BadRequest),
        Err(stopped) => instead(stopped, visit),
    }
}

/// None for an answer that no button gives.
async fn settle(app: &App, signed_in: SignedIn, answer: &Answer) -> Result<Option<Response>, Stopped> {
    let request = authorisation(app, &answer.request).await?;
    let Some(subject) = signed_in.asked_by(&request) else {
        return Ok(Some(Redirect::to(&timed_out(&request)).into_response()));
    };
    match answer.answer.as_str() {
        "allow" => Ok(Some(Redirect::to(&allow(app, &request, (&subject, true)).await?).into_response())),
        "deny" => told(&request, "access_denied").map(Some),
        _ => Ok(None),
    }
}

fn told(request: &Request, error: &str) -> Result<Response, Stopped> {
    Ok(Redirect::to(&request.refuse(error)?).into_response())
}

/// What happens in place of the question.
fn instead(stopped: Stopped, visit: Visit) -> Result<Response, Failure> {
    match stopped {
        Stopped::Told(address) => Ok(Redirect::to(&address).into_response()),
        Stopped::Here => Ok((StatusCode::BAD_REQUEST, Wrong::of(visit)).into_response()),
        Stopped::Storage(error) => Err(error.into()),
    }
}

/// To the sign-in of the people the app acts for, and back to the question.
fn sign_in(request: &Request) -> String {
    let start = match request.acts_for() {
        ActsFor::Citizen | ActsFor::Itself => "/auth/nhs-login/start",
        ActsFor::Staff => "/auth/cis2/start",
    };
    with_return(start, &request.query_after_sign_in())
}

/// A page of ours stands between the form and the sign-in: browsers apply our `form-action` to the redirects after a form.
fn timed_out(request: &Request) -> String {
    let page = match request.acts_for() {
        ActsFor::Citizen | ActsFor::Itself => "/timed-out",
        ActsFor::Staff => "/timed-out/staff",
    };
    with_return(page, &request.query())
}

fn with_return(page: &str, query: &str) -> String {
    let back = format!("{AUTHORISE}?{query}");
    let query: String =
        form_urlencoded::Serializer::new(String::new()).append_pair("return_to", &back).finish();
    format!("{page}?{query}")
}
