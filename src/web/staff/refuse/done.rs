//! The request is refused: who is told what.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::delegation::{Stage, TellThem};
use crate::locale::Words;
use crate::web::page::{self, Shell};
use crate::web::staff::opened::Opened;
use crate::web::visit::Visit;
use crate::wording;

/// The page.
#[derive(Template)]
#[template(path = "staff/refuse/done.html")]
pub(super) struct Done {
    t: &'static Words,
    shell: Shell,
    names: String,
    told: Vec<String>,
    home: String,
}
page::page!(Done);

/// Shows it; a case that is not refused goes to its own page.
pub async fn show(visit: Visit, opened: Opened) -> Response {
    let (t, delegation) = (visit.t, &opened.case.delegation);
    let Some((reason, tell)) = delegation.refused.filter(|_| delegation.stage == Stage::Refused) else {
        return Redirect::to(&opened.home()).into_response();
    };
    let told = match tell {
        TellThem::Nothing => vec![t.msg_decide_refused_nothing()],
        TellThem::Outcome => vec![t.msg_decide_refused_told()],
        TellThem::Reason => {
            let words = t.msg_decide_check_words(wording::refusal_reason(t, reason));
            vec![t.msg_decide_refused_told(), words]
        }
    };
    Done { t, names: opened.names(t), told, home: opened.home(), shell: visit.shell }.into_response()
}
