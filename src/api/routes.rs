//! Ways in for programs, listed: what guards them is what the tests and the description walk.

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, on};

use crate::app::App;
use crate::domain::scope::Scope;

use super::bearer::{Guard, guard};

/// What a call must bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Its own proof in the body.
    ItsProof,
    /// A token with this scope.
    Token(Scope),
}

/// One way in.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it needs.
    pub needs: Needs,
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

    /// Adds something that is read.
    pub fn get<H, T>(self, needs: Needs, path: &'static str, handler: H) -> Routes
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(needs, (Method::GET, MethodFilter::GET), path, handler)
    }

    /// Adds something that is sent.
    pub fn post<H, T>(self, needs: Needs, path: &'static str, handler: H) -> Routes
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(needs, (Method::POST, MethodFilter::POST), path, handler)
    }

    fn add<H, T>(
        mut self,
        needs: Needs,
        (method, filter): (Method, MethodFilter),
        path: &'static str,
        handler: H,
    ) -> Routes
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        let guarded = from_fn_with_state(Guard { app: self.app.clone(), needs }, guard);
        self.router = self.router.route(path, on(filter, handler).route_layer(guarded));
        self.entries.push(Entry { needs, method, path });
        self
    }

    /// All ways in.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The router of all handlers.
    pub fn into_router(self) -> Router {
        self.router.with_state(self.app)
    }
}
