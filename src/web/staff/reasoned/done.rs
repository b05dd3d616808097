//! It is recorded: who is told what, and what is left to do.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use crate::locale::Words;
use crate::web::page::{self, Shell};
use crate::web::staff::opened::Opened;
use crate::web::visit::Visit;
use domain::delegation::{Delegation, Stage, TellThem};

use super::purpose::{Purpose, Why};

/// The page.
#[derive(Template)]
#[template(path = "staff/reasoned/done.html")]
pub(super) struct Done {
    t: &'static Words,
    shell: Shell,
    title: String,
    names: String,
    told: Vec<String>,
    afterwards: String,
    home: String,
}
page::page!(Done);

/// Shows it; a case of which it is not true goes to its own page.
pub fn show(purpose: Purpose, visit: Visit, opened: Opened) -> Response {
    let Some((why, tell)) = decided(purpose, &opened.case.delegation) else {
        return Redirect::to(&opened.home()).into_response();
    };
    let t = visit.t;
    let mut told = vec![match (purpose, tell) {
        (Purpose::Refuse, TellThem::Nothing) => t.msg_decide_refused_nothing(),
        (Purpose::Refuse, TellThem::Outcome | TellThem::Reason) => t.msg_decide_refused_told(),
        (Purpose::Revoke, TellThem::Nothing) => t.msg_decide_revoked_nothing(),
        (Purpose::Revoke, TellThem::Outcome | TellThem::Reason) => t.msg_decide_revoked_told(),
    }];
    if tell == TellThem::Reason {
        told.push(t.msg_decide_check_words(why.plain_words(t)));
    }
    let (names, home) = (opened.names(t), opened.home());
    let (title, afterwards) = (purpose.done(t), purpose.afterwards(t));
    Done { t, title, names, told, afterwards, home, shell: visit.shell }.into_response()
}

fn decided(purpose: Purpose, delegation: &Delegation) -> Option<(Why, TellThem)> {
    match (purpose, delegation.stage) {
        (Purpose::Refuse, Stage::Refused) => {
            delegation.refused.map(|(reason, tell)| (Why::Refuse(reason), tell))
        }
        (Purpose::Revoke, Stage::Ending | Stage::Ended) => {
            delegation.revoked.map(|(_, reason, tell)| (Why::Revoke(reason), tell))
        }
        _ => None,
    }
}
