//! What a call must bring, and what sees to it. Every part of the API lists its ways in with one of these.

use std::sync::Arc;

use axum::middleware::from_fn_with_state;
use axum::routing::MethodRouter;

use crate::actions::programs::Need;
use crate::app::App;
use crate::site::routes::{self, Guard};

use super::bearer::{guard, of_the_store};
use super::once::once;

/// Ways in for programs.
pub type Routes = routes::Routes<Needs>;
/// One way in for programs.
pub type Entry = routes::Entry<Needs>;

/// What a call must bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Its own proof in the body.
    ItsProof,
    /// What the national store of roles shows; without a setting for it there is no such way in.
    TheStores,
    /// A token that reaches so far.
    Token(Need),
    /// A token that reaches so far, and a key of its own: it is a command, and done once.
    Command(Need),
}

impl Needs {
    /// How far the token must reach; none where no token is asked for.
    pub fn token(self) -> Option<Need> {
        match self {
            Needs::Nothing | Needs::ItsProof | Needs::TheStores => None,
            Needs::Token(need) | Needs::Command(need) => Some(need),
        }
    }

    /// Whether it is a command.
    pub fn is_command(self) -> bool {
        matches!(self, Needs::Command(_))
    }
}

impl Guard for Needs {
    fn before(self, app: &Arc<App>, handler: MethodRouter<Arc<App>>) -> MethodRouter<Arc<App>> {
        let handler = match self {
            Needs::Command(_) => handler.route_layer(from_fn_with_state(app.clone(), once)),
            Needs::TheStores => handler.route_layer(from_fn_with_state(app.clone(), of_the_store)),
            Needs::Nothing | Needs::ItsProof | Needs::Token(_) => handler,
        };
        match self.token() {
            Some(need) => handler.route_layer(from_fn_with_state((app.clone(), need), guard)),
            None => handler,
        }
    }
}
