//! What a call must bring, and what sees to it. Every part of the API lists its ways in with one of these.

use std::sync::Arc;

use axum::middleware::from_fn_with_state;
use axum::routing::MethodRouter;

use crate::actions::programs::Need;
use crate::app::App;
use crate::site::routes::{self, Guard};
use domain::scope::Scope;

use super::bearer::{guard, of_the_store};
use super::once::once;

/// Ways in for programs.
pub type Routes = routes::Routes<Needs>;
/// One way in for programs.
pub type Entry = routes::Entry<Needs>;

/// What somebody must hold who acts for a patient.
const ACTING: Need = Need::Now(&[Scope::RolesView]);

/// What a call must bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Its own proof, at which the handler looks.
    ItsProof,
    /// What the national store of roles shows; without a setting for it there is no such way in.
    TheStores,
    /// A token that reaches so far.
    Token(Need),
    /// A token by which somebody acts for a patient; the handler takes no other.
    Acting,
    /// A token that reaches so far, and a key of its own: it is a command, and done once.
    Command(Need),
}

impl Needs {
    /// How far the token must reach; none where no token is asked for.
    pub fn token(self) -> Option<Need> {
        match self {
            Needs::Nothing | Needs::ItsProof | Needs::TheStores => None,
            Needs::Token(need) | Needs::Command(need) => Some(need),
            Needs::Acting => Some(ACTING),
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
            Needs::Nothing | Needs::ItsProof | Needs::Token(_) | Needs::Acting => handler,
        };
        match self {
            Needs::Token(need) | Needs::Command(need) => {
                handler.route_layer(from_fn_with_state((app.clone(), need), guard))
            }
            Needs::Nothing | Needs::ItsProof | Needs::TheStores | Needs::Acting => handler,
        }
    }
}
