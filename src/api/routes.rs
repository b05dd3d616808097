//! Ways in for programs, listed: what guards them is what the tests and the description walk.

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::actions::programs::Need;
use crate::app::App;

use super::bearer::{Guard, guard};
use super::once::once;

/// What a call must bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Its own proof in the body.
    ItsProof,
    /// A token that reaches so far.
    Token(Need),
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

impl Entry {
    /// Whether it is a command: sent with a key of its own, and done once. A look-up that is sent changes nothing.
    pub fn is_command(&self) -> bool {
        self.method == Method::POST && self.path.starts_with("/api/v1/delegations")
    }
}

/// Collects handlers with their guards.
pub struct Routes {
    app: Option<Arc<App>>,
    router: Router<Arc<App>>,
    entries: Vec<Entry>,
}

impl Routes {
    /// No routes yet.
    pub fn new(app: Arc<App>) -> Routes {
        Routes { app: Some(app), ..Routes::listed() }
    }

    /// Only lists ways in, without a service behind them: for the description.
    pub fn listed() -> Routes {
        Routes { app: None, router: Router::new(), entries: Vec::new() }
    }

    /// Adds something that is read.
    pub fn get<H, T>(self, needs: Needs, path: &'static str, handler: H) -> Routes
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(needs, (Method::GET, MethodFilter::GET), path, handler)
    }

    /// Adds a command: sent with a key of its own, and done once.
    pub fn command<H, T>(self, need: Need, path: &'static str, handler: H) -> Routes
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        let handler = on(MethodFilter::POST, handler);
        let handler = match self.app.clone() {
            Some(app) => handler.route_layer(from_fn_with_state(app, once)),
            None => handler,
        };
        self.entry(Needs::Token(need), Method::POST, path, handler)
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
        self,
        needs: Needs,
        (method, filter): (Method, MethodFilter),
        path: &'static str,
        handler: H,
    ) -> Routes
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.entry(needs, method, path, on(filter, handler))
    }

    fn entry(
        mut self,
        needs: Needs,
        method: Method,
        path: &'static str,
        handler: MethodRouter<Arc<App>>,
    ) -> Routes {
        if let Some(app) = self.app.clone() {
            let guarded = from_fn_with_state(Guard { app, needs }, guard);
            self.router = self.router.route(path, handler.route_layer(guarded));
        }
        self.entries.push(Entry { needs, method, path });
        self
    }

    /// All ways in.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The router of all handlers; without a service an empty one.
    pub fn into_router(self) -> Router {
        match self.app {
            Some(app) => self.router.with_state(app),
            None => Router::new(),
        }
    }
}
