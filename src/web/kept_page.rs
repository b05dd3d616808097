//! A page that answers a form is kept and reached by an address (docs/decisions/0051-a-forms-answer-has-an-address.md):
//! Back and reload show it again, and nothing is sent twice. It is shown to the session that sent the form, and no other.

use std::collections::HashSet;
use std::io::{self, Read, Write};
use std::sync::Arc;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use tower_sessions::Session;
use tower_sessions::session::Id;
use url::form_urlencoded;
use uuid::Uuid;

use crate::app::App;
use crate::storage::kept_pages::{self, Kept, Place};

use super::failure::Failure;
use super::kept::KEPT_FOR;
use super::page::{KEPT, here, without_passing};
use super::staff::accounts::Opened as OpenedAccount;
use super::staff::opened::Opened;
use super::time_limits::Remaining;
use super::whose::Whose;

/// Where the pages of a case are.
const CASE: &str = "/staff/cases/{id}";
/// Where those of an account are.
const ACCOUNT: &str = "/staff/accounts/{account}";
/// In the address of a form: the secret of a link, which is kept nowhere.
const SECRET: &str = "{code}";

/// The largest page that is looked at, and the largest that is kept, compressed.
const LARGEST: usize = 512 * 1024;
const LARGEST_KEPT: usize = 64 * 1024;

/// What a form is answered with by those who understood it. What could not be read, and what broke, is sent again.
const ANSWERS: [StatusCode; 5] = [
    StatusCode::OK,
    StatusCode::FORBIDDEN,
    StatusCode::CONFLICT,
    StatusCode::UNPROCESSABLE_ENTITY,
    StatusCode::TOO_MANY_REQUESTS,
];

/// The session of a signed-in person whom a handler has answered: an answer carries it out to [`by_redirect`].
#[derive(Clone, Copy)]
pub struct Reader(Id);

/// Lets the page of a failure say too who has read it.
pub(super) fn carry_reader(from: &Response, to: &mut Response) {
    if let Some(reader) = from.extensions().get::<Reader>() {
        to.extensions_mut().insert(*reader);
    }
}

/// Which forms have an address at which something can be read.
#[derive(Clone)]
pub struct Readable {
    app: Arc<App>,
    paths: Arc<HashSet<&'static str>>,
}

impl Readable {
    /// With the paths, as routes have them, of all that is read; where one holds the secret of a link, nothing is kept.
    pub fn new(app: Arc<App>, paths: impl Iterator<Item = &'static str>) -> Readable {
        Readable { app, paths: Arc::new(paths.filter(|path| !path.contains(SECRET)).collect()) }
    }

    fn has(&self, request: &Request) -> bool {
        let path = request.extensions().get::<MatchedPath>();
        path.is_some_and(|path| self.paths.contains(path.as_str()))
    }
}

/// Middleware around all pages: where a form of somebody signed in is answered by a page, leads to it.
pub async fn by_redirect(State(readable): State<Readable>, request: Request, next: Next) -> Response {
    let is_form = *request.method() == Method::POST && readable.has(&request);
    let uri = request.uri().clone();
    let response = next.run(request).await;
    match response.extensions().get::<Reader>().copied() {
        Some(reader) if is_form && is_page(&response) => led_to(&readable.app, reader, &uri, response).await,
        _ => response,
    }
}

/// Answers somebody who may enter: with the page that the address names, or else by the handler.
pub(super) async fn shown_or(app: &Arc<App>, session: &Session, request: Request, next: Next) -> Response {
    let is_signed_in = request.extensions().get::<Whose>().is_some();
    let Some(reader) = session.id().filter(|_| is_signed_in).map(Reader) else {
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    let named = parts.uri.query().and_then(named).filter(|_| parts.method == Method::GET);
    let page = match named {
        Some(id) if may_read(app, &mut parts).await => shown(app, (reader, id), &parts).await,
        Some(_) | None => Ok(None),
    };
    match page {
        Ok(Some(page)) => page,
        Ok(None) => {
            let mut response = next.run(Request::from_parts(parts, body)).await;
            response.extensions_mut().insert(reader);
            response
        }
        Err(failure) => failure.into_response(),
    }
}

/// Whether the reader may still see what is kept there. A case is opened as its handlers open it: it may be another practice's
/// by now, and that somebody looked is written down before they see anything.
async fn may_read(app: &Arc<App>, parts: &mut Parts) -> bool {
    let path = parts.extensions.get::<MatchedPath>();
    let is_of = |start: &str| path.is_some_and(|path| path.as_str().starts_with(start));
    match (is_of(CASE), is_of(ACCOUNT)) {
        (true, _) => Opened::from_request_parts(parts, app).await.is_ok(),
        (false, true) => OpenedAccount::from_request_parts(parts, app).await.is_ok(),
        (false, false) => true,
    }
}

/// The page that an address names, with the status it came with: whoever watches sees that nothing was taken.
async fn shown(app: &App, (reader, id): (Reader, Uuid), parts: &Parts) -> Result<Option<Response>, Failure> {
    let place = Place { session: &reader.0, id, path: parts.uri.path() };
    let Some(kept) = kept_pages::find(&app.db, place, app.clock.now()).await? else { return Ok(None) };
    let status = u16::try_from(kept.status).ok().and_then(|status| StatusCode::from_u16(status).ok());
    let (Some(status), Ok(page)) = (status, unpacked(&kept.page)) else { return Ok(None) };
    let page = match parts.extensions.get::<Remaining>() {
        Some(left) => with_time_left(page, *left),
        None => page,
    };
    Ok(Some((status, Html(page)).into_response()))
}

/// Forgets the pages of this session.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: &App, session: &Session) -> Result<(), Failure> {
    match session.id() {
        Some(id) => Ok(kept_pages::forget(&app.db, &id).await?),
        None => Ok(()),
    }
}

fn named(query: &str) -> Option<Uuid> {
    let (_, id) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == KEPT)?;
    id.parse().ok()
}

/// Whether this is a page as most are. One with limits of its own is shown as it comes: they are not kept. So is one that says itself
/// that nobody keeps it: it shows a secret, once.
fn is_page(response: &Response) -> bool {
    let headers = response.headers();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let size = response.body().size_hint().exact().and_then(|size| usize::try_from(size).ok());
    ANSWERS.contains(&response.status())
        && kind.starts_with("text/html")
        && !headers.contains_key(header::CONTENT_SECURITY_POLICY)
        && !headers.contains_key(header::CACHE_CONTROL)
        && size.is_some_and(|size| size <= LARGEST)
}

/// Leads to this page. One that cannot be kept is shown as it is: that is better than none.
async fn led_to(app: &App, reader: Reader, uri: &Uri, response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, LARGEST).await else { return Failure::Unanswered.into_response() };
    let place = Place { session: &reader.0, id: app.clock.new_id(), path: uri.path() };
    match keep(app, place, (parts.status, &page)).await {
        Ok(true) => {
            let mut redirect = Redirect::to(&address(uri, place.id)).into_response();
            for cookie in parts.headers.get_all(header::SET_COOKIE) {
                redirect.headers_mut().append(header::SET_COOKIE, cookie.clone());
            }
            redirect
        }
        Ok(false) => Response::from_parts(parts, Body::from(page)),
        Err(failure) => {
            tracing::warn!(%failure, "a page could not be kept, and is shown as the form's own answer");
            Response::from_parts(parts, Body::from(page))
        }
    }
}

async fn keep(app: &App, place: Place<'_>, (status, page): (StatusCode, &Bytes)) -> Result<bool, Failure> {
    let (Ok(page), Ok(status)) = (packed(page), i16::try_from(status.as_u16())) else { return Ok(false) };
    if page.len() > LARGEST_KEPT {
        return Ok(false);
    }
    let until = app.clock.now() + KEPT_FOR;
    Ok(kept_pages::keep(&app.db, place, &Kept { status, page }, until).await?)
}

/// The form's own address, naming the page.
fn address(uri: &Uri, id: Uuid) -> String {
    let rest = without_passing(uri.query().unwrap_or_default());
    let mark = if rest.is_empty() { "" } else { "&" };
    here(uri.path(), &format!("{rest}{mark}{KEPT}={id}"))
}

fn packed(page: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(page)?;
    packer.finish()
}

fn unpacked(page: &[u8]) -> io::Result<String> {
    let mut text = String::new();
    GzDecoder::new(page).read_to_string(&mut text)?;
    Ok(text)
}

/// The page with the time that its reader has left now, in place of what it was when the page was written. What people typed
/// holds no such text: its quotes are written otherwise.
fn with_time_left(page: String, left: Remaining) -> String {
    const FROM: &str = " data-seconds=\"";
    const TO: &str = " data-end=\"";
    let parts = page.split_once(FROM).and_then(|(before, rest)| Some((before, rest.split_once(TO)?.1)));
    let Some((before, after)) = parts else { return page };
    let Remaining { seconds, can_be_longer } = left;
    format!("{before}{FROM}{seconds}\" data-longer=\"{can_be_longer}\"{TO}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_comes_back_as_it_was_with_the_time_that_is_left_now() {
        let page =
            "<p>Ŵ</p><dialog data-seconds=\"1800\" data-longer=\"true\" data-end=\"/timed-out\"></dialog>";
        assert_eq!(unpacked(&packed(page.as_bytes()).unwrap()).unwrap(), page);
        let left = Remaining { seconds: 60, can_be_longer: false };
        assert_eq!(
            with_time_left(page.to_owned(), left),
            "<p>Ŵ</p><dialog data-seconds=\"60\" data-longer=\"false\" data-end=\"/timed-out\"></dialog>"
        );
        assert_eq!(with_time_left("<p></p>".to_owned(), left), "<p></p>");
    }

    #[test]
    fn the_rest_of_the_address_stays_and_an_older_page_does_not() {
        let id = Uuid::nil();
        let to = |uri: &str| address(&uri.parse().unwrap(), id);
        assert_eq!(to("/invite/1/who"), format!("/invite/1/who?kept={id}"));
        assert_eq!(to("/staff?tab=active&kept=1&keep=cy"), format!("/staff?tab=active&kept={id}"));
        assert_eq!(named(&format!("tab=active&kept={id}")), Some(id));
        assert_eq!(named("kept=%00"), None);
    }
}
