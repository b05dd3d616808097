//! Files that programs look for: what may be crawled, and whom to tell of a weakness (RFC 9309, RFC 9116).

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use time::Duration;
use time::format_description::well_known::Rfc3339;

use crate::app::App;
use crate::web::failure::Failure;

const TEXT: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];

/// The pages that everybody may read may be crawled, and nothing else.
pub(super) async fn robots() -> Response {
    let text = "User-agent: *\nAllow: /$\nAllow: /how-it-works\nAllow: /privacy\nAllow: /cookies\n\
                Allow: /accessibility\nAllow: /contact\nAllow: /terms\nAllow: /assets/\nDisallow: /\n";
    (TEXT, text).into_response()
}

/// Whom to tell of a weakness; there is no such file where no address is set.
///
/// # Errors
/// When no address is set.
pub(super) async fn security(State(app): State<Arc<App>>) -> Result<Response, Failure> {
    let server = &app.config.server;
    let contact = server.security_contact.as_ref().ok_or(Failure::NotFound)?;
    let until = (app.clock.now() + Duration::days(180)).replace_nanosecond(0).unwrap_or(app.clock.now());
    let expires = until.format(&Rfc3339).map_err(|_| Failure::NotFound)?;
    let languages = app.config.messages.languages.join(", ");
    let url = &server.public_url;
    let text = format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: {languages}\nCanonical: {url}/.well-known/security.txt\n"
    );
    Ok((TEXT, text).into_response())
}
