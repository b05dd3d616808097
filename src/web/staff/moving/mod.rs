//! Moving the linked accounts that the practice's GP system has to the national store: its own numbers, and the rows that are
//! not moved, so that the practice can mend them.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::locale::Words;
use crate::storage::views::moving::{self, Moving, NotMoved, Why};
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::lists::Head;
use crate::web::page::{self, Shell};
use crate::web::session::Staff;
use crate::web::visit::Visit;
use domain::transfer::Exclusion;

/// Where the page is.
const PATH: &str = "/staff/moving";
/// The most lines.
const LINES: i64 = 1000;

/// One row that is not moved.
struct Line {
    id: String,
    place: String,
    why: String,
}

#[derive(Template)]
#[template(path = "staff/moving.html")]
struct MovingPeople {
    t: &'static Words,
    shell: Shell,
    practice: String,
    /// Nothing where no list of the practice was imported.
    numbers: Vec<String>,
    heads: Vec<Head>,
    lines: Vec<Line>,
}
page::page!(MovingPeople);

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Who::Staff, PATH, show)
}

/// Shows them.
///
/// # Errors
/// [`Failure::NotFound`] where the national store is not set up; when the database fails.
async fn show(State(app): State<Arc<App>>, visit: Visit, staff: Staff) -> Result<MovingPeople, Failure> {
    if app.vrs.is_none() {
        return Err(Failure::NotFound);
    }
    let t = visit.t;
    let of = moving::of(&app.db, &staff.practice).await?;
    let left = moving::left(&app.db, &staff.practice, LINES).await?;
    let heads = [t.msg_moving_id(), t.msg_moving_row(), t.msg_moving_why()];
    Ok(MovingPeople {
        t,
        practice: staff.practice_name,
        numbers: numbers(t, of),
        heads: heads.map(Head::new).into(),
        lines: left.into_iter().map(|one| line(t, one)).collect(),
        shell: visit.shell,
    })
}

/// The numbers, one a line.
fn numbers(t: &Words, of: Moving) -> Vec<String> {
    let Moving { moves, in_store, failed, excluded, wrong } = of;
    if moves + excluded + wrong == 0 {
        return Vec::new();
    }
    vec![
        t.msg_moving_moves(moves.to_string()),
        t.msg_moving_in_store(in_store.to_string()),
        t.msg_moving_failed(failed.to_string()),
        t.msg_moving_excluded(excluded.to_string()),
        t.msg_moving_wrong(wrong.to_string()),
    ]
}

fn line(t: &Words, one: NotMoved) -> Line {
    let why = match one.why {
        Why::Excluded(exclusion) => excluded(t, exclusion),
        Why::Wrong(columns) => t.msg_moving_why_wrong(columns.join(", ")),
        Why::Failed => t.msg_moving_why_failed(),
    };
    Line { id: one.supplier_id, place: t.msg_moving_place(one.line.to_string(), one.list), why }
}

fn excluded(t: &Words, exclusion: Exclusion) -> String {
    match exclusion {
        Exclusion::NoProxyNumber => t.msg_moving_why_no_number(),
        Exclusion::SharedAccount => t.msg_moving_why_shared(),
        Exclusion::ManyPatients => t.msg_moving_why_many(),
        Exclusion::NotActive => t.msg_moving_why_not_active(),
        Exclusion::Ended => t.msg_moving_why_ended(),
    }
}
