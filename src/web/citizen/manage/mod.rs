//! One delegation, for both of its citizens: where it stands, and how to take it back or stop it.

mod all_letters;
mod details;
mod letter;
mod letters;
mod moved_on;
mod national;
mod print;
mod progress;
mod resend;
mod revoke;
pub mod settle;
#[cfg(test)]
mod tests;
mod undelivered;
mod withdraw;

use crate::web::guard::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Citizen, "/delegations/{id}", details::show)
        .get(Who::Citizen, "/delegations/{id}/withdraw", withdraw::show)
        .post(Who::Citizen, "/delegations/{id}/withdraw", withdraw::send)
        .get(Who::Citizen, "/delegations/{id}/withdrawn", withdraw::done)
        .get(Who::Citizen, "/delegations/{id}/stop", revoke::show)
        .post(Who::Citizen, "/delegations/{id}/stop", revoke::send)
        .get(Who::Citizen, "/delegations/{id}/stopped", revoke::done)
        .get(Who::Citizen, "/delegations/{id}/resend", resend::show)
        .post(Who::Citizen, "/delegations/{id}/resend", resend::send)
        .get(Who::Citizen, "/delegations/{id}/resent", resend::done)
        .get(Who::Citizen, "/delegations/{id}/undelivered", undelivered::show)
        .post(Who::Citizen, "/delegations/{id}/undelivered", undelivered::send)
        .get(Who::Citizen, "/delegations/{id}/print", print::show)
        .get(Who::Citizen, "/delegations/{id}/letter", letter::show)
        .get(Who::Citizen, "/messages", all_letters::show)
        .get(Who::Citizen, "/delegations/{id}/moved-on", moved_on::show)
}
