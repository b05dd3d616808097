//! Nobody is signed in any more: after a time without a request, or because they signed out in another tab. A form that was
//! sent too late is parked until its writer signs in again; the way there is a link, because a form must never end at a
//! provider of sign-in (see `guard`).

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;
use url::form_urlencoded;

use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{Shell, page};
use crate::web::parked;
use crate::web::session::{CITIZEN_LIMITS, STAFF_LIMITS};
use crate::web::visit::Visit;

use super::begin::ReturnTo;

/// The page, for citizens and for staff.
#[derive(Template)]
#[template(path = "sign_in/timed_out.html")]
pub struct TimedOut {
    t: &'static Words,
    shell: Shell,
    /// Whether it is known that their time was up.
    has_ended: bool,
    /// Minutes without a request.
    minutes: i64,
    /// Whether the form of that page is parked.
    answers_wait: bool,
    /// Where to sign in, and back to the page they came from.
    sign_in: String,
}
page!(TimedOut);

/// Who is to sign in again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Citizen,
    Staff,
}

/// Shows it to a citizen.
///
/// # Errors
/// When the session cannot be read.
pub async fn citizen(
    visit: Visit,
    session: Session,
    Query(return_to): Query<ReturnTo>,
) -> Result<Response, Failure> {
    timed_out((visit, session), return_to, Kind::Citizen).await
}

/// Shows it to a member of staff.
///
/// # Errors
/// When the session cannot be read.
pub async fn staff(
    visit: Visit,
    session: Session,
    Query(return_to): Query<ReturnTo>,
) -> Result<Response, Failure> {
    timed_out((visit, session), return_to, Kind::Staff).await
}

async fn timed_out(
    (visit, session): (Visit, Session),
    return_to: ReturnTo,
    kind: Kind,
) -> Result<Response, Failure> {
    let return_to = return_to.local_path();
    // Another tab has kept the session going, or somebody has signed in since.
    if let Some(account) = visit.shell.account() {
        let is_theirs = account.practice.is_some() == (kind == Kind::Staff);
        let to = return_to.as_deref().filter(|_| is_theirs).unwrap_or(account.home);
        return Ok(Redirect::to(to).into_response());
    }
    let (sign_in, limits) = match kind {
        Kind::Citizen => ("/auth/nhs-login/start", CITIZEN_LIMITS),
        Kind::Staff => ("/auth/cis2/start", STAFF_LIMITS),
    };
    let path = return_to.as_deref().and_then(|to| to.split('?').next()).unwrap_or_default();
    let page = TimedOut {
        t: visit.t,
        has_ended: parked::ended(&session).await?.is_some(),
        minutes: limits.idle.whole_minutes(),
        answers_wait: parked::is_parked_for(&session, path).await?,
        sign_in: with_return(sign_in, return_to.as_deref()),
        shell: visit.shell,
    };
    Ok(page.into_response())
}

fn with_return(sign_in: &str, return_to: Option<&str>) -> String {
    let Some(path) = return_to else { return sign_in.to_owned() };
    let query: String =
        form_urlencoded::Serializer::new(String::new()).append_pair("return_to", path).finish();
    format!("{sign_in}?{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_kept() {
        assert_eq!(with_return("/auth/cis2/start", None), "/auth/cis2/start");
        assert_eq!(
            with_return("/auth/nhs-login/start", Some("/invite/1/who")),
            "/auth/nhs-login/start?return_to=%2Finvite%2F1%2Fwho"
        );
    }
}
