//! Serves the front-end files the build has embedded, under names that change with their content.

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};

/// One embedded file.
pub struct Asset {
    /// Name in the sources: `app.css`, `images/favicon.svg`.
    pub name: &'static str,
    /// Where it is served: `/assets/app-1a2b3c4d5e6f.css`.
    pub path: &'static str,
    mime: &'static str,
    digest: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// A hashed name never changes its content.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Names browsers ask for by themselves stay the same over releases.
const A_DAY: &str = "public, max-age=86400";

/// Routes of the files; they need no session.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{*file}", get(hashed)).route(
        "/favicon.ico",
        get(|headers: HeaderMap| async move { well_known("images/favicon.ico", &headers) }),
    )
}

/// The path of an embedded file for templates; an unknown name leads to a 404, and a house test finds it.
pub fn asset(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("/assets/unknown", |asset| asset.path)
}

async fn hashed(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let found = ASSETS.iter().find(|asset| asset.path.strip_prefix("/assets/") == Some(file.as_str()));
    found.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |asset| answer(asset, &headers, FOREVER))
}

fn well_known(name: &str, headers: &HeaderMap) -> Response {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    found.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |asset| answer(asset, headers, A_DAY))
}

/// The smallest form the browser takes; a strong ETag differs for each form (RFC 9110 §8.8.3).
fn answer(asset: &Asset, request: &HeaderMap, lifetime: &'static str) -> Response {
    let (body, encoding) = match (asset.brotli, asset.gzip) {
        (Some(body), _) if accepts(request, "br") => (body, Some("br")),
        (_, Some(body)) if accepts(request, "gzip") => (body, Some("gzip")),
        _ => (asset.plain, None),
    };
    let etag = format!("\"{}{}\"", asset.digest, encoding.map_or(String::new(), |it| format!("-{it}")));
    let mut headers = HeaderMap::new();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::ETAG, &etag);
    set(header::CACHE_CONTROL, lifetime);
    set(header::VARY, "accept-encoding");
    if same(request, &etag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    set(header::CONTENT_TYPE, asset.mime);
    set(header::CONTENT_LENGTH, &body.len().to_string());
    if let Some(encoding) = encoding {
        set(header::CONTENT_ENCODING, encoding);
    }
    (headers, Body::from(Bytes::from_static(body))).into_response()
}

/// True if `Accept-Encoding` names `encoding` without refusing it (`;q=0`).
pub(super) fn accepts(request: &HeaderMap, encoding: &str) -> bool {
    let lists = request.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let refused = parts.any(|part| {
            part.strip_prefix("q=")
                .and_then(|quality| quality.parse::<f32>().ok())
                .is_some_and(|quality| quality <= 0.0)
        });
        name.eq_ignore_ascii_case(encoding) && !refused
    })
}

/// True if the browser's copy is this one.
pub(super) fn same(request: &HeaderMap, etag: &str) -> bool {
    let lists = request.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    lists
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == etag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    async fn get(path: &str, headers: &[(&str, &str)]) -> Response {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        routes::<()>().oneshot(request).await.expect("an answer")
    }

    #[tokio::test]
    async fn the_smallest_form_is_sent_and_kept_for_a_year() {
        let answer = get(asset("app.css"), &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-encoding"], "br");
        assert_eq!(answer.headers()["content-type"], "text/css; charset=utf-8");
        assert_eq!(answer.headers()["cache-control"], FOREVER);
        let answer = get(asset("app.css"), &[("accept-encoding", "br;q=0, gzip")]).await;
        assert_eq!(answer.headers()["content-encoding"], "gzip");
    }

    #[tokio::test]
    async fn a_known_copy_is_not_sent_again() {
        let first = get(asset("app.js"), &[("accept-encoding", "br")]).await;
        let etag = first.headers()["etag"].to_str().expect("text").to_owned();
        let again = get(asset("app.js"), &[("accept-encoding", "br"), ("if-none-match", &etag)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert!(again.into_body().collect().await.expect("a body").to_bytes().is_empty());
        let other_form = get(asset("app.js"), &[("if-none-match", &etag)]).await;
        assert_eq!(other_form.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn browsers_find_the_icon() {
        assert_eq!(get("/favicon.ico", &[]).await.headers()["content-type"], "image/x-icon");
        assert_eq!(get("/assets/nothing.css", &[]).await.status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn nothing_points_at_another_host() {
        let css = ASSETS.iter().find(|asset| asset.name == "app.css").expect("the stylesheet");
        let css = String::from_utf8(css.plain.to_vec()).expect("text");
        assert!(!css.contains("http"), "the stylesheet loads something remote");
        assert!(!css.contains("@font-face"));
    }

    #[test]
    fn styles_and_scripts_stay_small() {
        let size = |name: &str| {
            let asset = ASSETS.iter().find(|asset| asset.name == name).expect("an asset");
            asset.brotli.expect("compressed").len()
        };
        let sum = size("app.css") + size("app.js") + size("images/favicon.svg");
        assert!(sum < 36_000, "{sum} bytes leave no room for the page in 40 kB");
    }
}
