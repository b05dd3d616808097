//! Routes say who may enter (docs/architecture.md#routes-say-who-may-enter): the entry that guards a handler is the
//! entry the tests walk.

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, on};

use crate::app::App;

use super::guard::{Guard, guard};

/// Who may enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody; somebody signed in is recognised.
    Everybody,
    /// Signed-in citizens; staff get "not found".
    Citizen,
    /// Signed-in practice staff; citizens get "not found".
    Staff,
    /// An outside system that proves itself in the body: no cookie, no same-origin check.
    Provider,
}

/// One way in.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Who may enter.
    pub who: Who,
    /// With which method.
    pub method: Method,
    /// The path, with `{…}` for ids.
    pub path: &'static str,
}

/// Collects handlers with their guards.
pub struct Routes {
    app: Arc<App>,
    router: Router<Arc<App>>,
    entries: Vec<Entry>,
}

impl Routes {
    /// No routes yet.
    pub fn new(app: Arc<App>) -> Routes {
        Routes { app, router: Router::new(), entries: Vec::new() }
    }

    /// Adds a page that is read.
    pub fn get<H, T>(self, who: Who, path: &'static str, handler: H) -> Routes
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(who, (Method::GET, MethodFilter::GET), path, handler)
    }

    /// Adds a form that is sent.
    pub fn post<H, T>(self, who: Who, path: &'static str, handler: H) -> Routes
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(who, (Method::POST, MethodFilter::POST), path, handler)
    }

    fn add<H, T>(
        mut self,
        who: Who,
        (method, filter): (Method, MethodFilter),
        path: &'static str,
        handler: H,
    ) -> Routes
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        let guarded = from_fn_with_state(Guard { app: self.app.clone(), who }, guard);
        self.router = self.router.route(path, on(filter, handler).route_layer(guarded));
        self.entries.push(Entry { who, method, path });
        self
    }

    /// All ways in, for the tests that walk them.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The router of all handlers, each behind its guard.
    pub fn into_router(self) -> Router {
        self.router.with_state(self.app)
    }
}
