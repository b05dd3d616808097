//! Pages inside the NHS App's web view (docs/sources.md#nhsl-app): without our header and footer, with a way back to
//! the App, and with the App's own script, which is loaded from its host and only there.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;

use super::headers;

/// How the App ends the name that its web view gives itself; a version follows.
const MARKS: [&str; 2] = ["nhsapp-android/", "nhsapp-ios/"];

/// The reader has opened the page inside the NHS App.
#[derive(Debug, Clone)]
pub struct InApp {
    /// The App's first page, for readers without scripts.
    pub home: String,
    /// The App's script, which knows a shorter way there.
    pub script: String,
}

/// What the failure's answer carries when the sign-in came from the NHS App: its page leads back there.
#[derive(Debug, Clone, Copy)]
pub struct CameFromApp;

/// Middleware: tells every page that it is read inside the App, and lets only such answers load the App's script.
pub async fn recognise(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    if !is_inside(&app, request.headers()) {
        return next.run(request).await;
    }
    let settings = &app.config.nhs_app;
    let in_app = InApp { home: settings.home_url.clone(), script: settings.script_url.clone() };
    request.extensions_mut().insert(in_app);
    let mut response = next.run(request).await;
    // A page that has set its own limits keeps them: the one that asks for an app leads to that app.
    let own = response.headers().get(CONTENT_SECURITY_POLICY).and_then(|value| value.to_str().ok());
    let own = own.map_or_else(headers::policy, str::to_owned);
    if let Ok(policy) = HeaderValue::from_str(&headers::with_scripts_of(&own, &settings.script_origin())) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Whether a page is read inside the App, where that is switched on.
pub fn is_inside(app: &App, headers: &HeaderMap) -> bool {
    app.config.nhs_app.on && is_web_view(headers)
}

fn is_web_view(headers: &HeaderMap) -> bool {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let last = agent.split(' ').next_back().unwrap_or_default();
    let version = MARKS.iter().find_map(|mark| last.strip_prefix(mark));
    version.is_some_and(|version| {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        !version.is_empty() && version.chars().all(fits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_the_name_with_a_version_is_the_app() {
        let is = |agent: &str| {
            let headers = HeaderMap::from_iter([(USER_AGENT, HeaderValue::from_str(agent).expect("text"))]);
            is_web_view(&headers)
        };
        assert!(is("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Mobile/15E148 nhsapp-ios/2.41.0"));
        assert!(is("Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) Chrome/126.0 nhsapp-android/2.41.0-rc.1"));
        assert!(is("nhsapp-ios/1"));
        for other in [
            "",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Mobile/15E148",
            "Mozilla/5.0 nhsapp-ios/",
            "Mozilla/5.0 nhsapp-ios",
            "Mozilla/5.0 nhsapp-windows/2.41.0",
            "Mozilla/5.0 nhsapp-ios/2.41.0 Chrome/126.0",
            "Mozilla/5.0 not-nhsapp-ios/2.41.0",
            "Mozilla/5.0 nhsapp-ios/2.41.0(x)",
        ] {
            assert!(!is(other), "{other}");
        }
        assert!(!is_web_view(&HeaderMap::new()));
    }
}
