//! What every beginning of a sign-in shares.

use axum::response::Redirect;
use serde::Deserialize;
use tower_sessions::Session;

use crate::app::App;
use crate::arrival::Arrival;
use crate::integrations::oidc::SignInFault;
use crate::integrations::{Kind, Upstream};
use crate::web::failure::Failure;
use crate::web::session;
use crate::web::starts::SigningIn;
use crate::web::visit::Visit;

/// The longest path to return to, with its query.
const LONGEST_PATH: usize = 2048;

/// Where a sign-in was asked for from.
#[derive(Debug, Deserialize)]
pub struct ReturnTo {
    pub(super) return_to: Option<String>,
}

impl ReturnTo {
    /// A path on our own host, or none: no open redirect, and nothing that a header or the database cannot hold.
    pub(super) fn local_path(self) -> Option<String> {
        let path = self.return_to?;
        let own = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
        let fits = path.len() <= LONGEST_PATH && path.bytes().all(|byte| byte.is_ascii_graphic());
        (own && fits).then_some(path)
    }
}

/// Notes that a sign-in is under way. One that begins in a browser without a session takes storage of ours, and each source
/// may have only so much of it.
pub(super) async fn begin(
    app: &App,
    session: &Session,
    arrival: &Arrival,
    signing_in: SigningIn,
) -> Result<(), Failure> {
    if session.is_empty().await {
        let may_begin = app.starts.count(arrival.source, app.clock.now());
        may_begin.inspect_err(|_| app.metrics.limited("sign_ins")).map_err(Failure::TooManyStarts)?;
    }
    session::begin_sign_in(session, &app.clock, signing_in).await
}

/// Where an answer leads that belongs to no sign-in under way, such as one whose address is opened again: whoever is signed
/// in goes on to where they were going, whoever is not has to start again. Nobody is signed in by it.
pub(super) async fn opened_again(
    session: &Session,
    visit: &Visit,
    state: Option<&str>,
) -> Result<Redirect, Failure> {
    let account = visit.shell.account().ok_or(Failure::NoSignIn)?;
    let starts = session::starts(session).await?;
    let to = state.and_then(|state| starts.led_to(state));
    Ok(Redirect::to(to.as_deref().unwrap_or(account.home)))
}

/// Why a sign-in cannot begin. A provider that does not answer is away for now; one whose description of itself cannot
/// be true is not to be trusted, however long one waits.
pub(super) fn not_begun(upstream: Upstream) -> Failure {
    if upstream.kind == Kind::Malformed { SignInFault::Upstream(upstream).into() } else { upstream.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_our_own_are_returned_to() {
        let to = |path: &str| ReturnTo { return_to: Some(path.to_owned()) }.local_path();
        assert_eq!(to("/home").as_deref(), Some("/home"));
        for evil in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "evil",
            "/a\r\nb",
            "/\t/evil",
            "/\0",
            "/é",
            "/a b",
        ] {
            assert_eq!(to(evil), None, "{evil}");
        }
        assert_eq!(to(&format!("/{}", "a".repeat(LONGEST_PATH))), None, "nobody's address is so long");
    }
}
