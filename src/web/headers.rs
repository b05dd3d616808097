//! Headers that limit what a page can do, set on every answer (docs/architecture.md#security).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// Hash of the layout's one inline script; a test recomputes it from the template.
const INLINE_SCRIPT: &str = "sha256-tDOvXJi1PXbg0CWjLCCYSNHRXtps26K4JXkE3M6u/c0=";

/// What a page may load and do (docs/sources.md#nhsuk-frontend). `form-action` needs no provider of sign-in: Chromium
/// applies it to the redirects after a posted form, but signing in starts with a link, and signing out answers on our
/// own host.
pub fn policy() -> String {
    policy_with_forms_to("'self'")
}

/// A policy that also lets one other origin's scripts in: only the NHS App's, only inside it.
pub fn with_scripts_of(policy: &str, origin: &str) -> String {
    policy.replacen("; style-src", &format!(" {origin}; style-src"), 1)
}

/// The policy of a page whose forms lead to these places: one that sets it itself, as the answer to its form leads away.
pub fn policy_with_forms_to(places: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' '{INLINE_SCRIPT}'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; form-action {places}; base-uri 'none'; \
         frame-ancestors 'none'"
    )
}

/// The policy of a file from outside: where somebody opens it all the same, nothing of it runs, is loaded or framed.
const CONFINED: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// The headers of a file from outside that is saved under this name, and never shown as a page of ours.
pub fn saved(kind: &str, name: &str) -> [(HeaderName, String); 6] {
    [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CONTENT_SECURITY_POLICY, CONFINED.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::X_FRAME_OPTIONS, "DENY".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ]
}

/// Whether browsers reach us over https: then they are told to stay there for a year.
#[derive(Debug, Clone, Copy)]
pub struct Https(pub bool);

/// The headers of every kind of answer, made once.
#[derive(Debug, Clone)]
pub struct Limits(Arc<Kinds>);

#[derive(Debug)]
struct Kinds {
    of_pages: Vec<(HeaderName, HeaderValue)>,
    of_parts: Vec<(HeaderName, HeaderValue)>,
    /// Of what holds no page.
    of_the_rest: Vec<(HeaderName, HeaderValue)>,
}

impl Limits {
    /// Those of a service that is reached so.
    pub fn new(https: Https) -> Limits {
        let pages = all(https);
        let confined = |(name, value): &(HeaderName, String)| {
            let is_policy = *name == header::CONTENT_SECURITY_POLICY;
            (name.clone(), if is_policy { NOTHING.to_owned() } else { value.clone() })
        };
        let rest: Vec<_> = pages.iter().map(confined).collect();
        let parts = rest.iter().filter(|(name, _)| !is_of_pages(name)).cloned().collect();
        Limits(Arc::new(Kinds {
            of_pages: as_values(pages),
            of_parts: as_values(parts),
            of_the_rest: as_values(rest),
        }))
    }
}

fn as_values(told: Vec<(HeaderName, String)>) -> Vec<(HeaderName, HeaderValue)> {
    let told = told.into_iter();
    told.filter_map(|(name, value)| Some((name, HeaderValue::from_str(&value).ok()?))).collect()
}

/// Middleware: `axum::middleware::from_fn_with_state(Limits::new(Https(…)), headers::secure)`.
/// What an answer has set for itself (assets: `Cache-Control`; inside the NHS App: the content policy) stays.
pub async fn secure(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_page = kind.is_empty() || kind.starts_with("text/html");
    let values = match (is_page, is_part_of_a_page(kind)) {
        (true, _) => &limits.0.of_pages,
        (false, true) => &limits.0.of_parts,
        (false, false) => &limits.0.of_the_rest,
    };
    for (name, value) in values {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    response
}

/// Whether browsers only load such a thing into a page: then most of what confines pages says nothing of it. A drawing may
/// be opened by itself and holds scripts if somebody puts them there, so that it is confined altogether.
fn is_part_of_a_page(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    matches!(kind, "text/css" | "text/javascript") || kind.starts_with("font/") || kind.starts_with("image/")
}

/// For what holds no page: nothing may be loaded.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// Whether a header says nothing of what is only loaded into a page.
fn is_of_pages(name: &HeaderName) -> bool {
    let of_pages = [
        header::X_FRAME_OPTIONS,
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderName::from_static("permissions-policy"),
    ];
    of_pages.contains(name)
}

fn all(https: Https) -> Vec<(HeaderName, String)> {
    let mut all = vec![
        (header::CONTENT_SECURITY_POLICY, policy()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::X_FRAME_OPTIONS, "DENY".to_owned()),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin".to_owned()),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin".to_owned()),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned(),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    if https.0 {
        all.push((header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains".to_owned()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::{Router, middleware, routing::get};
    use base64::Engine;
    use sha2::Digest;
    use tower::ServiceExt;

    async fn headers_of(https: bool) -> axum::http::HeaderMap {
        let app: Router = Router::new()
            .route("/", get(async || "page"))
            .layer(middleware::from_fn_with_state(Limits::new(Https(https)), secure));
        let request = Request::builder().uri("/").body(Body::empty()).expect("a request");
        app.oneshot(request).await.expect("an answer").headers().clone()
    }

    #[tokio::test]
    async fn every_answer_is_confined() {
        let headers = headers_of(true).await;
        assert!(headers["content-security-policy"].to_str().expect("text").starts_with("default-src 'none'"));
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["referrer-policy"], "no-referrer");
        assert!(headers.contains_key("strict-transport-security"));
        assert!(!headers_of(false).await.contains_key("strict-transport-security"));
    }

    #[test]
    fn only_what_is_never_shown_as_a_page_goes_without_a_pages_headers() {
        for kind in ["text/css; charset=utf-8", "text/javascript", "image/png", "image/svg+xml", "font/woff2"]
        {
            assert!(is_part_of_a_page(kind), "{kind}");
        }
        for kind in ["text/html", "application/json", "text/plain", ""] {
            assert!(!is_part_of_a_page(kind), "{kind}");
        }
    }

    #[test]
    fn the_layouts_inline_script_is_the_allowed_one() {
        let layout = include_str!("../../templates/layout.html");
        let script =
            layout.split("<script>").nth(1).and_then(|rest| rest.split("</script>").next()).expect("one");
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(script));
        assert_eq!(format!("sha256-{hash}"), INLINE_SCRIPT);
        assert_eq!(layout.matches("<script>").count(), 1);
    }
}
