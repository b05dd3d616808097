//! The description of the API (OpenAPI 3.1), made from the handlers and from the list of routes.
//!
//! The handlers say what they take and give; what all of them share (tokens, keys, versions, problems) is added from the
//! routes, so that the description says what is enforced. `proxy-access openapi` prints it, a file keeps it, a test compares.

mod codes;
mod examples;
mod shared;
mod written;

use serde_json::Value;
use utoipa::OpenApi;

use super::needs::{Entry, Routes};
use super::problem::ProblemDetails;
use super::wrong::WrongField;
use super::{access, accounts, delegations, feed, people, permissions, roles};

pub use written::{WRITTEN, routes};

#[derive(OpenApi)]
#[openapi(
    info(title = "Trusted person access", version = "1", license(name = "MIT"),
        description = "A patient lets another adult use GP services for them; the practice sets the access. Everything \
                       that people can do on the pages, for programs, by the same rules."),
    paths(access::decide, roles::list, feed::page::events, people::look_up, accounts::list),
    components(schemas(ProblemDetails, WrongField)),
    tags((name = "Patient", description = "Who gives access (the delegator)."),
        (name = "Trusted person", description = "Who receives it (the delegate)."),
        (name = "Practice", description = "The patient’s GP practice: its staff, or its own computer system."),
        (name = "Everybody", description = "All three, each as far as they may."),
        (name = "User access store", description = "Who may act for whom, now or before."),
        (name = "Online service accounts", description = "What somebody may do by their account, and why not.")),
)]
struct Described;

/// The description, as JSON.
///
/// # Errors
/// When it cannot be written, which ours can.
pub fn describe() -> Result<Value, serde_json::Error> {
    let mut described = Described::openapi();
    described.merge(delegations::Described::openapi());
    described.merge(permissions::Described::openapi());
    let mut document = serde_json::to_value(described)?;
    for entry in super::routes(Routes::listed()).entries().iter().filter(|entry| is_described(entry)) {
        shared::complete(&mut document, entry);
        examples::add(&mut document, entry);
    }
    codes::list(&mut document);
    shared::answers(&mut document);
    shared::security(&mut document);
    shared::kinds(&mut document);
    Ok(document)
}

/// The description as the file keeps it.
///
/// # Errors
/// See [`describe`].
pub fn text() -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(&describe()?)? + "\n")
}

/// Whether a way in belongs to the description: all that take a token.
pub fn is_described(entry: &Entry) -> bool {
    entry.who.token().is_some()
}
