//! The letter to the holder: what they type to link their account. The key on it is shown this once, and kept by nobody: neither by
//! the browser nor among the pages of a session.

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;

use crate::actions::accounts::keys::Made;
use crate::locale::{Words, date_long};
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use domain::account::AccountNumber;
use domain::london::london_date;

use super::opened::Opened;

#[derive(Template)]
#[template(path = "staff/accounts/letter.html")]
struct Letter {
    t: &'static Words,
    shell: Shell,
    home: String,
    name: String,
    address: Vec<String>,
    practice: String,
    day: String,
    items: SummaryList,
    link_at: String,
}
page::page!(Letter);

/// The letter with this key.
pub fn letter(visit: Visit, opened: &Opened, made: &Made) -> Response {
    let (t, holder) = (visit.t, &opened.shown.holder);
    let number = AccountNumber::of(opened.id()).grouped().replace(' ', "\u{a0}");
    let items = vec![
        SummaryRow::new(t.msg_accounts_letter_number(), number),
        SummaryRow::new(t.msg_accounts_letter_practice(), opened.staff.practice.as_str()),
        SummaryRow::new(t.msg_accounts_letter_key(), made.key.expose_secret()),
    ];
    let title = &holder.title;
    let name = holder.person.name.full();
    let since = made.after.key_since.map(|at| date_long(london_date(at), visit.language()));
    let page = Letter {
        t,
        home: opened.home(),
        name: if title.is_empty() { name } else { format!("{title} {name}") },
        address: holder.address.lines().map(str::to_owned).collect(),
        practice: opened.staff.practice_name.clone(),
        day: since.unwrap_or_default(),
        items: SummaryList(items),
        link_at: visit.shell.service_url.clone(),
        shell: visit.shell,
    };
    let mut response = page.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
