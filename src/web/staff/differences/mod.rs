//! Where the national store and this service differ: a list with counts, and the same as a file. So a practice sees whether what
//! it records in the shadow is right.

mod export;
mod listed;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::locale::{Words, date_time};
use crate::storage::views::differences::Differing;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::lists::{Head, Link};
use crate::web::page::{self, Shell};
use crate::web::session::Staff;
use crate::web::staff::words as staff_words;
use crate::web::visit::Visit;
use domain::role::Difference;

use self::listed::differing;

/// Where the page is.
const PATH: &str = "/staff/national";
/// Where its file is.
const FILE: &str = "/staff/national/export";
/// The most lines of the page.
const LINES: i64 = 1000;

/// One line.
struct Line {
    case: Link,
    what: String,
    since: String,
}

#[derive(Template)]
#[template(path = "staff/differences.html")]
struct Differences {
    t: &'static Words,
    shell: Shell,
    practice: String,
    counts: Vec<String>,
    heads: Vec<Head>,
    lines: Vec<Line>,
    file: &'static str,
}
page::page!(Differences);

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Who::Staff, PATH, show).get(Who::Staff, FILE, export::send)
}

/// Shows them.
///
/// # Errors
/// [`Failure::NotFound`] where the national store is not set up; when the database fails.
async fn show(State(app): State<Arc<App>>, visit: Visit, staff: Staff) -> Result<Differences, Failure> {
    let all = differing(&app, &staff, LINES).await?;
    let (t, language) = (visit.t, visit.language());
    let count = |kind: &Difference| {
        let count = all.iter().filter(|one| one.difference == *kind).count();
        let what = staff_words::difference(t, *kind);
        (count > 0).then(|| t.msg_national_differences_count(count.to_string(), what))
    };
    let line = |one: &Differing| Line {
        case: Link::new(
            format!("/staff/cases/{}/national", one.delegation),
            t.msg_case_names(one.delegate.full(), one.delegator.full()),
        ),
        what: staff_words::difference(t, one.difference),
        since: date_time(one.since, language),
    };
    let heads = [t.msg_national_who(), t.msg_national_differs(), t.msg_national_since()];
    Ok(Differences {
        t,
        practice: staff.practice_name,
        counts: Difference::ALL.iter().filter_map(count).collect(),
        heads: heads.map(Head::new).into(),
        lines: all.iter().map(line).collect(),
        file: FILE,
        shell: visit.shell,
    })
}
