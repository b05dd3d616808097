//! Who may enter: for whom a token must have been given out (docs/national-store.md#who-may).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;

use crate::site::routes::{self, Guard};
use crate::tokens::{Holder, bearer, is_that};

use super::caller::Caller;
use super::fault::Fault;
use super::store::Store;
use super::{faults, headers, record};

/// Ways into the store.
pub type Routes = routes::Routes<Who, Store>;
/// One way into the store.
pub type Entry = routes::Entry<Who>;

/// Who may enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody: nothing is told.
    Anybody,
    /// Programs that prove who they are in the body.
    ItsProof,
    /// Callers of the published API.
    Callers {
        /// Programs without a user.
        apps: bool,
        /// Healthcare workers.
        staff: bool,
        /// People for themselves.
        patients: bool,
    },
    /// Who runs the store.
    Operators,
}

impl Who {
    /// Whether a holder of this kind may.
    pub fn lets_in(self, holder: &Holder) -> bool {
        match self {
            Who::Anybody | Who::ItsProof => true,
            Who::Operators => false,
            Who::Callers { apps, staff, patients } => match holder {
                Holder::App => apps,
                Holder::Staff => staff,
                Holder::Patient(_) => patients,
            },
        }
    }
}

impl Guard<Store> for Who {
    fn before(self, store: &Arc<Store>, handler: MethodRouter<Arc<Store>>) -> MethodRouter<Arc<Store>> {
        match self {
            Who::Anybody => handler,
            Who::ItsProof => handler.route_layer(from_fn_with_state(store.clone(), recorded)),
            Who::Callers { .. } => {
                handler.route_layer(from_fn(move |caller: Caller, request: Request, next: Next| {
                    callers(self, caller, request, next)
                }))
            }
            Who::Operators => handler.route_layer(from_fn_with_state(store.clone(), operators)),
        }
    }
}

async fn callers(who: Who, caller: Caller, request: Request, next: Next) -> Response {
    if !who.lets_in(&caller.shown.holder) {
        return faults::FORBIDDEN.into_response();
    }
    match headers::check(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(fault) => fault.into_response(),
    }
}

async fn recorded(State(store): State<Arc<Store>>, request: Request, next: Next) -> Response {
    record::to_its_end(request.method().clone(), async move {
        let noted = record::begun(&request);
        record::note(&store, noted, next.run(request).await).await
    })
    .await
}

async fn operators(State(store): State<Arc<Store>>, request: Request, next: Next) -> Response {
    record::to_its_end(request.method().clone(), async move {
        let mut noted = record::begun(&request);
        let response = match is_operator(&store, request.headers()) {
            Ok(()) => {
                noted.call.caller = Some("operator");
                next.run(request).await
            }
            Err(fault) => fault.into_response(),
        };
        record::note(&store, noted, response).await
    })
    .await
}

fn is_operator(store: &Store, headers: &HeaderMap) -> Result<(), Fault> {
    let secret = store.settings.operators.as_ref().ok_or(faults::NOWHERE)?;
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let shown = header.and_then(bearer).ok_or(faults::TOKEN)?;
    if is_that(shown, secret) { Ok(()) } else { Err(faults::TOKEN) }
}
