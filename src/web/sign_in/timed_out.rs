//! Signed out after a time without a request. A form that was sent too late waits for its writer to sign in again; the
//! way there is a link, because a form must never end at a provider of sign-in (see `guard`).

use askama::Template;
use axum::extract::Query;
use url::form_urlencoded;

use crate::locale::Words;
use crate::web::authorise::AUTHORISE;
use crate::web::guard::NEVER_KEPT;
use crate::web::page::{Shell, page};
use crate::web::session::{CITIZEN_LIMITS, STAFF_LIMITS, TimeLimits};
use crate::web::visit::Visit;

use super::begin::ReturnTo;

/// The page, for citizens and for staff.
#[derive(Template)]
#[template(path = "sign_in/timed_out.html")]
pub struct TimedOut {
    t: &'static Words,
    shell: Shell,
    /// Minutes without a request.
    minutes: i64,
    /// Whether there may be answers that wait.
    answers_wait: bool,
    /// Where to sign in, and back to the page they came from.
    sign_in: String,
}
page!(TimedOut);

/// Shows it to a citizen.
pub async fn citizen(visit: Visit, Query(return_to): Query<ReturnTo>) -> TimedOut {
    timed_out(visit, return_to, "/auth/nhs-login/start", CITIZEN_LIMITS)
}

/// Shows it to a member of staff.
pub async fn staff(visit: Visit, Query(return_to): Query<ReturnTo>) -> TimedOut {
    timed_out(visit, return_to, "/auth/cis2/start", STAFF_LIMITS)
}

fn timed_out(visit: Visit, return_to: ReturnTo, sign_in: &str, limits: TimeLimits) -> TimedOut {
    let return_to = return_to.local_path();
    TimedOut {
        t: visit.t,
        shell: visit.shell,
        minutes: limits.idle.whole_minutes(),
        answers_wait: return_to.as_deref().is_some_and(is_kept),
        sign_in: with_return(sign_in, return_to.as_deref()),
    }
}

/// Whether the answers of a form of this page wait: what an app asks for is asked again.
fn is_kept(path: &str) -> bool {
    !path.ends_with(NEVER_KEPT) && !path.starts_with(AUTHORISE)
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
    fn what_an_app_asks_for_is_not_kept() {
        assert!(is_kept("/invite/1/who"));
        assert!(!is_kept("/delegations/1/pressure") && !is_kept("/oauth2/authorize?client_id=app-1"));
    }

    #[test]
    fn the_way_back_is_kept() {
        assert_eq!(with_return("/auth/cis2/start", None), "/auth/cis2/start");
        assert_eq!(
            with_return("/auth/nhs-login/start", Some("/invite/1/who")),
            "/auth/nhs-login/start?return_to=%2Finvite%2F1%2Fwho"
        );
    }
}
