//! Pages that are the same for everybody who is not signed in: made once in each language, and compressed once, for as long as
//! this process runs (docs/decisions/0071-reading-asks-once.md).
//!
//! They are made by the handlers and layers that would answer anyway, at the first request; which headers confine them is said
//! further out, for each answer. Whoever brings a session's cookie, or an address with a query, is answered by the handlers.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::locale::Language;

use super::{assets, kept, language, nhs_app};

/// Their paths. What such a page shows is decided by its language and the settings alone; time decides nothing.
const PATHS: [&str; 12] = [
    "/",
    "/how-it-works",
    "/how-it-works/trusted-people",
    "/how-it-works/practices",
    "/developers",
    "/developers/reference",
    "/terms",
    "/help/pressure",
    "/accessibility",
    "/privacy",
    "/cookies",
    "/contact",
];

/// No page is larger.
const LARGEST: usize = 4 * 1024 * 1024;
/// Brotli at its best would take half a second for the largest page, while its first reader waits; this is nearly as small.
const QUALITY: i32 = 9;
const WINDOW: i32 = 22;

static HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
static BY_CODING: HeaderValue = HeaderValue::from_static("accept-encoding");

/// The pages that are made so far.
#[derive(Clone)]
pub struct MadeOnce {
    app: Arc<App>,
    pages: Arc<HashMap<(&'static str, Language), OnceLock<Made>>>,
}

impl MadeOnce {
    /// None yet.
    pub fn new(app: Arc<App>) -> MadeOnce {
        let all = PATHS.into_iter().flat_map(|path| Language::ALL.map(|language| (path, language)));
        MadeOnce { app, pages: Arc::new(all.map(|place| (place, OnceLock::new())).collect()) }
    }

    /// Where the page that this request asks for is kept; none where it may be another for this reader.
    fn place(&self, request: &Request) -> Option<&OnceLock<Made>> {
        let (uri, headers) = (request.uri(), request.headers());
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        if !reads || uri.query().is_some() {
            return None;
        }
        let path = PATHS.into_iter().find(|path| *path == uri.path())?;
        let is_special = self.has_session(headers) || is_choosy(headers);
        if is_special || nhs_app::is_inside(&self.app, headers) {
            return None;
        }
        self.pages.get(&(path, language::remembered(&self.app, headers)))
    }

    /// Whether a cookie may be that of a session, whatever it holds.
    fn has_session(&self, headers: &HeaderMap) -> bool {
        let name = kept::cookie(self.app.config.server.is_https());
        let cookies = headers.get_all(header::COOKIE).into_iter();
        cookies.map(HeaderValue::to_str).any(|text| text.map_or(true, |text| text.contains(name)))
    }
}

/// Whether what the reader takes says more than a list of codings: the layer that compresses knows what to answer.
fn is_choosy(headers: &HeaderMap) -> bool {
    let taken = headers.get_all(header::ACCEPT_ENCODING).into_iter();
    taken.map(HeaderValue::to_str).any(|text| text.map_or(true, |text| text.contains([';', '*'])))
}

/// A page in each of its forms.
struct Made {
    plain: Form,
    gzip: Form,
    brotli: Form,
}

struct Form {
    body: Bytes,
    coding: Option<HeaderValue>,
    etag: HeaderValue,
}

impl Made {
    fn of(page: Bytes) -> io::Result<Made> {
        let digest = hex::encode(Sha256::digest(&page));
        let digest = digest.get(..16).unwrap_or_default();
        let form = |body: Bytes, coding: Option<&'static str>| {
            let etag =
                coding.map_or_else(|| format!("\"{digest}\""), |coding| format!("\"{digest}-{coding}\""));
            let etag = HeaderValue::from_str(&etag).map_err(io::Error::other)?;
            Ok::<_, io::Error>(Form { body, coding: coding.map(HeaderValue::from_static), etag })
        };
        Ok(Made {
            gzip: form(gzip(&page)?, Some("gzip"))?,
            brotli: form(brotli(&page)?, Some("br"))?,
            plain: form(page, None)?,
        })
    }

    /// The smallest form that the browser takes, or that its copy is this one.
    fn answer(&self, request: &HeaderMap) -> Response {
        let form = if assets::accepts(request, "br") {
            &self.brotli
        } else if assets::accepts(request, "gzip") {
            &self.gzip
        } else {
            &self.plain
        };
        let mut headers = HeaderMap::with_capacity(16);
        headers.insert(header::ETAG, form.etag.clone());
        headers.insert(header::VARY, BY_CODING.clone());
        if form.etag.to_str().is_ok_and(|etag| assets::same(request, etag)) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        headers.insert(header::CONTENT_TYPE, HTML.clone());
        if let Some(coding) = &form.coding {
            headers.insert(header::CONTENT_ENCODING, coding.clone());
        }
        (headers, Body::from(form.body.clone())).into_response()
    }
}

/// Middleware around all pages: answers with the page that is made, or makes it.
pub async fn shown_or(State(once): State<MadeOnce>, mut request: Request, next: Next) -> Response {
    let Some(place) = once.place(&request) else { return next.run(request).await };
    if let Some(made) = place.get() {
        return made.answer(request.headers());
    }
    let asked = request.headers().clone();
    // It is made whole and as it is, whatever this reader takes of it.
    *request.method_mut() = Method::GET;
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let response = next.run(request).await;
    if !is_page(&response) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    match Made::of(page.clone()) {
        Ok(made) => place.get_or_init(|| made).answer(&asked),
        Err(fault) => {
            tracing::warn!(%fault, "a page could not be compressed, and is shown as it is");
            Response::from_parts(parts, Body::from(page))
        }
    }
}

/// Whether the answer is a page, and nothing in it is for this reader alone.
fn is_page(response: &Response) -> bool {
    let headers = response.headers();
    let own = [header::SET_COOKIE, header::CONTENT_SECURITY_POLICY, header::CACHE_CONTROL];
    response.status() == StatusCode::OK
        && headers.get(header::CONTENT_TYPE) == Some(&HTML)
        && !own.iter().any(|name| headers.contains_key(name))
}

fn gzip(page: &[u8]) -> io::Result<Bytes> {
    let mut packer = GzEncoder::new(Vec::<u8>::new(), Compression::best());
    packer.write_all(page)?;
    Ok(packer.finish()?.into())
}

fn brotli(page: &[u8]) -> io::Result<Bytes> {
    let (mut page, mut packed) = (page, Vec::<u8>::new());
    let chosen = brotli::enc::BrotliEncoderParams { quality: QUALITY, lgwin: WINDOW, ..Default::default() };
    brotli::BrotliCompress(&mut page, &mut packed, &chosen)?;
    Ok(packed.into())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    fn headers(pairs: &[(header::HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn every_form_holds_the_same_page() {
        let page = "<p>Gwasanaethau meddyg teulu – Ŵ</p>".repeat(40);
        let made = Made::of(Bytes::from(page.clone())).unwrap();
        let (mut gzip, mut brotli) = (String::new(), Vec::<u8>::new());
        GzDecoder::new(&made.gzip.body[..]).read_to_string(&mut gzip).unwrap();
        brotli::BrotliDecompress(&mut &made.brotli.body[..], &mut brotli).unwrap();
        assert_eq!((gzip.as_str(), brotli.as_slice()), (page.as_str(), page.as_bytes()));
        assert!(made.brotli.body.len() < page.len() && made.gzip.body.len() < page.len());
    }

    #[test]
    fn each_form_has_a_tag_of_its_own_and_a_copy_is_not_sent_again() {
        let made = Made::of(Bytes::from_static(b"<p>page</p>")).unwrap();
        let taken = headers(&[(header::ACCEPT_ENCODING, "gzip, br")]);
        let answer = made.answer(&taken);
        assert_eq!(answer.headers()[header::CONTENT_ENCODING], "br");
        let tag = answer.headers()[header::ETAG].clone();
        let mut again = taken.clone();
        again.insert(header::IF_NONE_MATCH, tag.clone());
        assert_eq!(made.answer(&again).status(), StatusCode::NOT_MODIFIED);
        again.remove(header::ACCEPT_ENCODING);
        assert_eq!(made.answer(&again).status(), StatusCode::OK, "that is another form");
        assert_ne!(made.answer(&HeaderMap::new()).headers()[header::ETAG], tag);
    }

    #[test]
    fn who_weighs_codings_is_answered_by_the_layer_that_compresses() {
        let choosy = |text| is_choosy(&headers(&[(header::ACCEPT_ENCODING, text)]));
        assert!(choosy("identity;q=0") && choosy("br;q=1.0, gzip;q=0.8") && choosy("*"));
        assert!(!choosy("gzip, deflate, br, zstd") && !is_choosy(&HeaderMap::new()));
    }
}
