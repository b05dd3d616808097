//! Unlinking an account, after it was asked once more.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::accounts::link::signed_in;
use crate::actions::accounts::{Failed, settle};
use crate::actions::by::By;
use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use domain::account::{Refusal, Tell};

use super::held::Held;

/// Asks once more.
#[derive(Template)]
#[template(path = "citizen/account/unlink/ask.html")]
struct Ask {
    t: &'static Words,
    shell: Shell,
    practice: String,
    again: String,
}

/// It is unlinked.
#[derive(Template)]
#[template(path = "citizen/account/unlink/done.html")]
struct Done {
    t: &'static Words,
    shell: Shell,
    practice: String,
    again: String,
}
page::page!(Ask, Done);

/// By what it is linked again: whose account came with a request that they accepted never had a letter.
fn again(t: &Words, held: &Held) -> String {
    match held.holding.account.key_since {
        Some(_) => t.msg_account_unlink_again(),
        None => t.msg_account_unlink_ask(held.holding.practice_name.as_str()),
    }
}

/// Shows what unlinking does.
pub async fn show(visit: Visit, held: Held) -> Response {
    if !held.is_linked() {
        return Redirect::to("/account").into_response();
    }
    let again = again(visit.t, &held);
    Ask { t: visit.t, shell: visit.shell, practice: held.holding.practice_name, again }.into_response()
}

/// Unlinks it. Doing so again, or when the surgery was first, leads to the same page.
///
/// # Errors
/// When the database fails.
pub async fn send(State(app): State<Arc<App>>, held: Held) -> Result<Redirect, Failure> {
    let (reader, id) = (held.citizen.id, held.holding.account.id);
    let by = By { tell: Some(Tell::BOTH), ..By::from(reader) };
    match settle::unlink(&app, by, id, signed_in(reader)).await {
        Ok(_) | Err(Failed::Refused(Refusal::WrongPlace(_))) => {
            Ok(Redirect::to(&format!("/account/{id}/unlinked")))
        }
        Err(failed) => Err(failed.into()),
    }
}

/// Says that it is unlinked.
pub async fn done(visit: Visit, held: Held) -> Response {
    if held.is_linked() {
        return Redirect::to("/account").into_response();
    }
    let again = again(visit.t, &held);
    Done { t: visit.t, shell: visit.shell, practice: held.holding.practice_name, again }.into_response()
}
