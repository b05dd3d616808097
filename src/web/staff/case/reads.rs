//! Who of the practice looked at this case, and when.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::locale::{Words, date_time};
use crate::storage::views::case;
use crate::web::failure::Failure;
use crate::web::lists::Head;
use crate::web::page::{self, Shell};
use crate::web::staff::opened::Opened;
use crate::web::visit::Visit;

/// The most lines that are shown.
const LINES: i64 = 500;

/// One look.
struct Look {
    who: String,
    what: String,
    when: String,
}

#[derive(Template)]
#[template(path = "staff/case/reads.html")]
pub(in crate::web::staff) struct Reads {
    t: &'static Words,
    shell: Shell,
    back: String,
    names: String,
    heads: Vec<Head>,
    looks: Vec<Look>,
}
page::page!(Reads);

/// Shows it.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, opened: Opened) -> Result<Reads, Failure> {
    let (t, language) = (visit.t, visit.language());
    let reads = case::reads(&app.db, opened.id(), LINES).await?;
    let look = |read: &case::Trace| Look {
        who: read.name.clone(),
        what: match read.text.as_str() {
            "print" => t.msg_case_read_print(),
            "export" => t.msg_case_read_export(),
            "national" => t.msg_case_read_national(),
            _ => t.msg_case_read_case(),
        },
        when: date_time(read.at, language),
    };
    let heads = [t.msg_case_read_who(), t.msg_case_read_what(), t.msg_case_read_when()];
    Ok(Reads {
        t,
        back: opened.home(),
        names: opened.names(t),
        heads: heads.map(Head::new).into(),
        looks: reads.iter().map(look).collect(),
        shell: visit.shell,
    })
}
