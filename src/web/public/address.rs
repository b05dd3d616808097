//! Where the link in a letter to a practice's mailbox leads: whoever reads that mailbox confirms a change of the address, or
//! says that it is not right. Opening the link does nothing yet: mail programs open links by themselves.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Redirect;
use serde::Deserialize;

use crate::actions::address;
use crate::app::App;
use crate::locale::{Language, Words, date_time, words};
use crate::storage::views::address_changes::{AddressChange, Mailbox};
use crate::web::failure::Failure;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{Shell, page};
use crate::web::visit::{Fields, Visit};
use domain::EmailAddress;

/// Which button was pressed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    answer: String,
}

#[derive(Template)]
#[template(path = "public/address.html")]
pub(super) struct Address {
    t: &'static Words,
    shell: Shell,
    title: String,
    means: String,
    rows: SummaryList,
    asks: bool,
}
page!(Address);

/// Shows what was asked for, and how it stands.
///
/// # Errors
/// When the code is none of ours, or the database fails.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(code): Path<String>,
) -> Result<Address, Failure> {
    let (change, mailbox) = address::find(&app, &code).await?.ok_or(Failure::NotFound)?;
    let t = visit.t;
    let is_open = change.is_open(app.clock.now());
    let asks = is_open && change.confirmed_at(mailbox).is_none();
    let (title, means) = match (change.is_done, is_open) {
        (true, _) => (t.msg_address_done_title(), t.msg_address_done_text()),
        (false, false) => (t.msg_address_late_title(), t.msg_address_late_text()),
        (false, true) if asks => (t.msg_address_title(), t.msg_address_text()),
        (false, true) => (t.msg_address_half_title(), t.msg_address_half_text()),
    };
    let rows = rows(visit.language(), (&change, mailbox));
    Ok(Address { t, title, means, rows, asks, shell: visit.shell })
}

/// Takes the answer; the page says how it stands then.
///
/// # Errors
/// When the code is none of ours, or the database fails.
pub(super) async fn answer(
    State(app): State<Arc<App>>,
    Path(code): Path<String>,
    Fields(form): Fields<Form>,
) -> Result<Redirect, Failure> {
    let (change, mailbox) = address::find(&app, &code).await?.ok_or(Failure::NotFound)?;
    match form.answer.as_str() {
        "confirm" => drop(address::confirm(&app, &change, mailbox).await?),
        "refuse" => address::refuse(&app, &change).await?,
        _ => {}
    }
    Ok(Redirect::to(&format!("/practice-address/{code}")))
}

fn rows(language: Language, (change, mailbox): (&AddressChange, Mailbox)) -> SummaryList {
    let t = words(language);
    let shown = |address: Option<&EmailAddress>| {
        address.map_or_else(|| t.msg_settings_none(), |address| address.as_str().to_owned())
    };
    let mut rows = vec![SummaryRow::new(t.msg_address_new(), shown(change.became.as_ref()))];
    // The new mailbox need not know where messages went before.
    if mailbox == Mailbox::Old {
        rows.push(SummaryRow::new(t.msg_address_old(), shown(change.was.as_ref())));
    }
    rows.push(SummaryRow::new(t.msg_address_by(), change.asked_by.clone()));
    rows.push(SummaryRow::new(t.msg_address_when(), date_time(change.asked_at, language)));
    SummaryList(rows)
}
