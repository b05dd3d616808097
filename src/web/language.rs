//! The reader's language: chosen by `?lang=`, remembered in a cookie, and for citizens in their messages too.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use url::form_urlencoded;

use crate::app::App;
use crate::locale::Language;

/// Name of the cookie.
const COOKIE: &str = "language";

/// Middleware: finds the language, or remembers a new one and goes back to the same page.
pub async fn language(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let pairs = || form_urlencoded::parse(query.as_bytes());
    let asked = pairs().find(|(name, _)| name == "lang").and_then(|(_, tag)| offered(&app, &tag));
    if let (Some(language), &Method::GET) = (asked, request.method()) {
        let rest = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs().filter(|(name, _)| name != "lang"))
            .finish();
        let mark = if rest.is_empty() { "" } else { "?" };
        return remember(&app, language, &format!("{}{mark}{rest}", local(request.uri().path())));
    }
    let language = remembered(&app, request.headers());
    request.extensions_mut().insert(language);
    next.run(request).await
}

/// The language of somebody who asks for no other: the one they chose before, or else the service's first.
pub fn remembered(app: &App, headers: &HeaderMap) -> Language {
    let kept = CookieJar::from_headers(headers).get(COOKIE).and_then(|cookie| offered(app, cookie.value()));
    let first = app.config.messages.languages.first().and_then(|tag| offered(app, tag));
    kept.or(first).unwrap_or(Language::En)
}

/// The language of this tag, if it is one of those that this service speaks.
fn offered(app: &App, tag: &str) -> Option<Language> {
    let speaks = |language: &Language| app.config.messages.languages.iter().any(|one| one == language.tag());
    Language::parse(tag).filter(speaks)
}

/// A path that a browser cannot take for another host.
fn local(path: &str) -> String {
    format!("/{}", path.trim_start_matches(['/', '\\']))
}

fn remember(app: &App, language: Language, to: &str) -> Response {
    let secure = if app.config.server.is_https() { "; Secure" } else { "" };
    let cookie =
        format!("{COOKIE}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}", language.tag());
    let mut response = Redirect::to(to).into_response();
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}
