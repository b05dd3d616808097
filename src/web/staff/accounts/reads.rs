//! Who of the practice looked at this account, and when.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::locale::{Words, date_time};
use crate::storage::views::accounts::{self, Look};
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::lists::Head;
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;

use super::opened::Opened;

/// The most lines that are shown.
const LINES: i64 = 500;

/// One look, in words.
struct Line {
    who: String,
    what: String,
    when: String,
}

#[derive(Template)]
#[template(path = "staff/accounts/reads.html")]
pub(super) struct Reads {
    t: &'static Words,
    shell: Shell,
    back: String,
    names: String,
    heads: Vec<Head>,
    lines: Vec<Line>,
}
page::page!(Reads);

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Who::Staff, "/staff/accounts/{account}/reads", show)
}

/// Shows it.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, opened: Opened) -> Result<Reads, Failure> {
    let (t, language) = (visit.t, visit.language());
    let looks = accounts::looks(&app.db, opened.id(), LINES).await?;
    let line = |look: &Look| Line {
        who: look.name.clone(),
        what: match look.page.as_str() {
            "key" => t.msg_accounts_read_key(),
            "reads" => t.msg_accounts_read_reads(),
            "copy" => t.msg_accounts_read_copy(),
            _ => t.msg_accounts_read_account(),
        },
        when: date_time(look.at, language),
    };
    let heads = [t.msg_case_read_who(), t.msg_case_read_what(), t.msg_case_read_when()];
    Ok(Reads {
        t,
        back: opened.home(),
        names: opened.names(t),
        heads: heads.map(Head::new).into(),
        lines: looks.iter().map(line).collect(),
        shell: visit.shell,
    })
}
