//! Ways in: one sub-resource a command, each with the scopes that open it; and the list of what describes them.

use utoipa::OpenApi;

use crate::actions::programs::Need;
use crate::api::needs::{Needs, Routes};
use domain::scope::Scope;

use super::commands::{CONFIRM, CREATE, RESPOND, STOP, TAKE_BACK};
use super::event_body::EventBody;
use super::{begin, citizen, everybody, history, list, practice, read, set};

const VIEW: Needs = Needs::Token(Need::Now(&[Scope::View]));

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(VIEW, "/api/v1/delegations", list::list)
        .post(CREATE, "/api/v1/delegations", begin::begin)
        .get(VIEW, "/api/v1/delegations/{id}", read::read)
        .get(VIEW, "/api/v1/delegations/{id}/events", history::events)
        .get(VIEW, "/api/v1/delegations/{id}/messages", history::messages)
        .post(RESPOND, "/api/v1/delegations/{id}/acceptance", citizen::accept)
        .post(RESPOND, "/api/v1/delegations/{id}/decline", citizen::decline)
        .post(CREATE, "/api/v1/delegations/{id}/resending", citizen::resend)
        .post(TAKE_BACK, "/api/v1/delegations/{id}/withdrawal", everybody::withdraw)
        .post(CREATE, "/api/v1/delegations/{id}/change-request", citizen::ask_change)
        .post(CONFIRM, "/api/v1/delegations/{id}/confirmation", set::confirm)
        .post(CONFIRM, "/api/v1/delegations/{id}/refusal", practice::refuse)
        .post(CONFIRM, "/api/v1/delegations/{id}/change", set::change)
        .post(CONFIRM, "/api/v1/delegations/{id}/change-refusal", practice::decline_change)
        .post(CONFIRM, "/api/v1/delegations/{id}/suspension", practice::suspend)
        .post(CONFIRM, "/api/v1/delegations/{id}/resumption", practice::resume)
        .post(STOP, "/api/v1/delegations/{id}/revocation", everybody::revoke)
        .post(CONFIRM, "/api/v1/delegations/{id}/removal", practice::remove)
        .post(CONFIRM, "/api/v1/delegations/{id}/reactivation", set::reactivate)
}

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
        set::confirm,
        practice::refuse,
        set::change,
        practice::decline_change,
        practice::suspend,
        practice::resume,
        practice::remove,
        set::reactivate,
    ),
    components(schemas(EventBody))
)]
pub struct Described;
