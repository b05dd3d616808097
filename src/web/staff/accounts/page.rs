//! One account with everything about it, dated.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;

use crate::actions::accounts::keys::are_made;
use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use domain::account::Status;

use super::history::{Happening, happening};
use super::letters::{Letter, letters};
use super::opened::Opened;
use super::sections::{Section, all};
use super::words as account_words;

#[derive(Template)]
#[template(path = "staff/accounts/page.html")]
pub(super) struct AccountPage {
    t: &'static Words,
    shell: Shell,
    names: String,
    saved: Option<String>,
    status: String,
    is_active: bool,
    sections: Vec<Section>,
    letters: Vec<Letter>,
    retry: String,
    history: Vec<Happening>,
    reads: String,
}
page::page!(AccountPage);

/// The address's query: how it is told after a redirect what was done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    saved: String,
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Who::Staff, "/staff/accounts/{account}", show)
}

/// Shows it.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<AccountPage, Failure> {
    let (t, language) = (visit.t, visit.language());
    let today = app.clock.today_in_london();
    let status = opened.shown.account.status(today);
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    Ok(AccountPage {
        t,
        names: opened.names(t),
        saved: match asked.saved.as_str() {
            "yes" => Some(t.msg_accounts_saved()),
            "had" => Some(t.msg_accounts_refused_has_one()),
            _ => None,
        },
        status: account_words::status(t, status),
        is_active: status == Status::Active,
        sections: all(language, &opened, (today, are_made(&app))),
        letters: letters(language, &opened),
        retry: format!("{}/retry", opened.home()),
        history: opened.shown.history.iter().rev().map(|one| happening(language, &opened, one)).collect(),
        reads: format!("{}/reads", opened.home()),
        shell: visit.shell,
    })
}
