//! The letter to the holder: what they type to link their account. The key on it is shown this once, and kept by nobody: neither by
//! the browser nor among the pages of a session.

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;

use crate::actions::accounts::keys::Made;
use crate::app::App;
use crate::locale::{Language, Words, date_long, words};
use crate::storage::views::accounts;
use crate::web::failure::Failure;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use domain::london::london_date;

use super::opened::Opened;

#[derive(Template)]
#[template(path = "staff/accounts/letter.html")]
struct Letter {
    t: &'static Words,
    shell: Shell,
    home: String,
    /// The words of whoever gets the letter.
    theirs: &'static Words,
    language: Language,
    name: String,
    address: Vec<String>,
    practice: String,
    phone: Option<String>,
    day: String,
    items: SummaryList,
    link_at: String,
}
page::page!(Letter);

/// The letter with this key.
///
/// # Errors
/// When the database fails.
pub async fn letter(app: &App, visit: Visit, opened: &Opened, made: &Made) -> Result<Response, Failure> {
    let language = language(&visit, opened);
    let (theirs, holder) = (words(language), &opened.shown.holder);
    let items = vec![
        SummaryRow::new(theirs.msg_accounts_letter_number(), opened.number()),
        SummaryRow::new(theirs.msg_accounts_letter_practice(), opened.staff.practice.as_str()),
        SummaryRow::new(theirs.msg_accounts_letter_key(), made.key.expose_secret()),
    ];
    let title = &holder.title;
    let name = holder.person.name.full();
    let since = made.after.key_since.map(|at| date_long(london_date(at), language));
    let page = Letter {
        t: visit.t,
        home: opened.home(),
        theirs,
        language,
        name: if title.is_empty() { name } else { format!("{title} {name}") },
        address: holder.address.lines().map(str::to_owned).collect(),
        practice: opened.staff.practice_name.clone(),
        phone: accounts::phone(&app.db, &opened.staff.practice).await?,
        day: since.unwrap_or_default(),
        items: SummaryList(items),
        link_at: visit.shell.service_url.clone(),
        shell: visit.shell,
    };
    let mut response = page.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The language that the holder chose when they signed in here; that of the reader, where they never did.
fn language(visit: &Visit, opened: &Opened) -> Language {
    let theirs = opened.shown.holder.language.as_deref().and_then(Language::parse);
    theirs.filter(|one| visit.shell.offered.contains(one)).unwrap_or(visit.language())
}
