//! Delegations: made, listed, read, and every command of their life, each a sub-resource.

mod access_body;
mod begin;
mod citizen;
mod commands;
mod event_body;
mod everybody;
mod history;
mod list;
mod order;
mod practice;
mod read;
mod routes;
mod seen;
mod shape;

use utoipa::OpenApi;

pub use event_body::{EventBody, event_body};
pub use routes::routes;

/// The descriptions of all handlers of this part.
#[derive(OpenApi)]
#[openapi(
    paths(
        list::list,
        begin::begin,
        read::read,
        history::events,
        history::messages,
        citizen::accept,
        citizen::decline,
        citizen::resend,
        citizen::ask_change,
        everybody::withdraw,
        everybody::revoke,
        practice::confirm,
        practice::refuse,
        practice::change,
        practice::decline_change,
        practice::suspend,
        practice::resume,
        practice::remove,
        practice::reactivate,
    ),
    components(schemas(EventBody))
)]
pub struct Described;
