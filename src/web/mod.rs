//! Pages: what people see, and how their answers come back.

pub mod assets;
pub mod authorise;
pub mod citizen;
pub mod correlation;
pub mod failure;
pub mod failure_page;
pub mod failure_words;
pub mod form;
pub mod guard;
pub mod half_typed;
pub mod handed_over;
pub mod headers;
pub mod health;
pub mod kept;
pub mod kept_page;
pub mod language;
pub mod lists;
pub mod made_once;
pub mod nhs_app;
pub mod origin;
pub mod other_person;
pub mod page;
pub mod parked;
pub mod parts;
pub mod public;
pub mod session;
pub mod sign_in;
pub mod staff;
pub mod starts;
pub mod time_limits;
pub mod upload;
pub mod visit;
pub mod whose;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;
use tower_sessions::SessionManagerLayer;
use tower_sessions::cookie::SameSite;

use crate::app::App;
use crate::storage::sessions::Sessions;

use self::guard::{Routes, Who};

/// The longest that one answer may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// All pages, each with who may take it, added to `routes`.
pub fn routes(routes: Routes) -> Routes {
    let routes = routes.get(Who::Provider, "/health/live", health::live);
    let routes = routes.get(Who::Provider, "/health/ready", health::ready);
    let routes = public::routes(routes);
    let routes = authorise::routes(sign_in::routes(routes));
    let routes = citizen::routes(routes);
    staff::routes(routes)
}

/// All pages, ready to be joined to the rest of the site.
pub fn router(app: Arc<App>) -> Router {
    let https = app.config.server.is_https();
    let sessions = SessionManagerLayer::new(Sessions::new(app.db.clone(), app.clock.clone()))
        .with_name(kept::cookie(https))
        .with_secure(https)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/");
    let routes = routes(Routes::new(app.clone()));
    let read = routes.entries().iter().filter(|entry| entry.method == Method::GET).map(|entry| entry.path);
    let readable = kept_page::Readable::new(app.clone(), read);
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(made_once::MadeOnce::new(app.clone()), made_once::shown_or))
        // Brotli costs several times what gzip does, for each answer anew, and saves a few hundred bytes of one.
        .layer(CompressionLayer::new().no_br())
        .layer(from_fn_with_state(app.clone(), nhs_app::recognise))
        .layer(from_fn_with_state(app.clone(), language::language))
        .layer(from_fn_with_state(readable, kept_page::by_redirect))
        .layer(from_fn_with_state(app, failure_page::render))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_WITHIN))
        .layer(DefaultBodyLimit::max(half_typed::FORM_LIMIT))
        .layer(from_fn(origin::told))
        .layer(map_response(session::said_when_unsaved))
        .layer(CsrfLayer::new().with_insecure_bypass(|_, uri| origin::is_excepted(uri.path())))
        .layer(sessions);
    routes.into_router().merge(assets::routes()).layer(layers)
}
