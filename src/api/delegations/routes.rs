//! Ways in: one sub-resource a command, each with the scopes that open it.

use crate::actions::programs::Need;
use crate::api::routes::{Needs, Routes};
use domain::scope::Scope;

use super::{begin, citizen, history, list, practice, read, stop};

const CREATE: Need = Need::Now(&[Scope::RequestCreate]);
const RESPOND: Need = Need::Now(&[Scope::RequestRespond]);
const CONFIRM: Need = Need::Now(&[Scope::RequestConfirm]);
const VIEW: Needs = Needs::Token(Need::Now(&[Scope::View]));
const TAKE_BACK: Need = Need::ToStop(&[Scope::RequestCreate, Scope::RequestRespond]);
const STOP: Need = Need::ToStop(&[Scope::RequestCreate, Scope::RequestRespond, Scope::RequestConfirm]);

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(VIEW, "/api/v1/delegations", list::list)
        .command(CREATE, "/api/v1/delegations", begin::begin)
        .get(VIEW, "/api/v1/delegations/{id}", read::read)
        .get(VIEW, "/api/v1/delegations/{id}/events", history::events)
        .get(VIEW, "/api/v1/delegations/{id}/messages", history::messages)
        .command(RESPOND, "/api/v1/delegations/{id}/acceptance", citizen::accept)
        .command(RESPOND, "/api/v1/delegations/{id}/decline", citizen::decline)
        .command(CREATE, "/api/v1/delegations/{id}/resending", citizen::resend)
        .command(TAKE_BACK, "/api/v1/delegations/{id}/withdrawal", stop::withdraw)
        .command(CREATE, "/api/v1/delegations/{id}/change-request", citizen::ask_change)
        .command(CONFIRM, "/api/v1/delegations/{id}/confirmation", practice::confirm)
        .command(CONFIRM, "/api/v1/delegations/{id}/refusal", practice::refuse)
        .command(CONFIRM, "/api/v1/delegations/{id}/change", practice::change)
        .command(CONFIRM, "/api/v1/delegations/{id}/change-refusal", practice::keep)
        .command(CONFIRM, "/api/v1/delegations/{id}/suspension", practice::suspend)
        .command(CONFIRM, "/api/v1/delegations/{id}/resumption", practice::resume)
        .command(STOP, "/api/v1/delegations/{id}/revocation", stop::revoke)
        .command(CONFIRM, "/api/v1/delegations/{id}/removal", practice::remove)
        .command(CONFIRM, "/api/v1/delegations/{id}/reactivation", practice::reactivate)
}
