//! Ways in, listed as they are made (docs/architecture.md#routes-say-who-may-enter). Pages, the API and whatever comes beside them say each in its own words
//! who may enter, and see to it; the entry that guards a handler is the entry that tests walk and descriptions read.

use std::fmt::Debug;
use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::app::App;

/// Who may enter, in the words of the pages, of the API or of the national store; what stands behind the handlers is mostly the
/// service.
pub trait Guard<S = App>: Debug + Copy + Send + Sync + 'static {
    /// Puts before a handler what sees to it.
    fn before(self, app: &Arc<S>, handler: MethodRouter<Arc<S>>) -> MethodRouter<Arc<S>>;
}

/// One way in.
#[derive(Debug, Clone)]
pub struct Entry<G> {
    /// Who may enter.
    pub who: G,
    /// With which method.
    pub method: Method,
    /// The path, with `{…}` for ids.
    pub path: &'static str,
    /// The function that answers, by the path of its module.
    pub handler: &'static str,
}

/// Collects handlers, each behind its guard.
pub struct Routes<G, S = App> {
    app: Option<Arc<S>>,
    router: Router<Arc<S>>,
    entries: Vec<Entry<G>>,
}

impl<S: Send + Sync + 'static, G: Guard<S>> Routes<G, S> {
    /// No ways in yet.
    pub fn new(app: Arc<S>) -> Routes<G, S> {
        Routes { app: Some(app), ..Routes::listed() }
    }

    /// Only lists ways in, without a service behind them: for descriptions and tests.
    pub fn listed() -> Routes<G, S> {
        Routes { app: None, router: Router::new(), entries: Vec::new() }
    }

    /// Adds something that is read.
    pub fn get<H, T>(self, who: G, path: &'static str, handler: H) -> Routes<G, S>
    where
        H: Handler<T, Arc<S>>,
        T: 'static,
    {
        self.add(who, (Method::GET, MethodFilter::GET), path, handler)
    }

    /// Adds something that is sent.
    pub fn post<H, T>(self, who: G, path: &'static str, handler: H) -> Routes<G, S>
    where
        H: Handler<T, Arc<S>>,
        T: 'static,
    {
        self.add(who, (Method::POST, MethodFilter::POST), path, handler)
    }

    /// Adds something that is changed.
    pub fn patch<H, T>(self, who: G, path: &'static str, handler: H) -> Routes<G, S>
    where
        H: Handler<T, Arc<S>>,
        T: 'static,
    {
        self.add(who, (Method::PATCH, MethodFilter::PATCH), path, handler)
    }

    fn add<H, T>(
        mut self,
        who: G,
        (method, filter): (Method, MethodFilter),
        path: &'static str,
        handler: H,
    ) -> Routes<G, S>
    where
        H: Handler<T, Arc<S>>,
        T: 'static,
    {
        if let Some(app) = &self.app {
            self.router = self.router.route(path, who.before(app, on(filter, handler)));
        }
        self.entries.push(Entry { who, method, path, handler: std::any::type_name::<H>() });
        self
    }

    /// All ways in.
    pub fn entries(&self) -> &[Entry<G>] {
        &self.entries
    }

    /// The router of all handlers, each behind its guard; without a service an empty one.
    pub fn into_router(self) -> Router {
        self.app.map_or_else(Router::new, |app| self.router.with_state(app))
    }
}
