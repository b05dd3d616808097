//! The reader pauses somebody's access, or ends it, after it was asked once more. Only the surgery's deciding anew lets it go on.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::accounts::{Failed, settle};
use crate::actions::by::By;
use crate::app::App;
use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use domain::account::{AccountId, AssociationId, EndReason, Refusal, State as Stands, SuspendReason, Tell};

use super::one::ToMe;

/// One of the two ways to stop access.
pub trait Stop: Send + Sync + 'static {
    /// Where it is asked for.
    const PATH: &'static str;
    /// How the list is told that it is done.
    const DONE: &'static str;
    /// What the page says.
    fn words(t: &Words, name: &str, practice: &str) -> Said;
    /// Whether there is nothing to stop so.
    fn is_so(stands: Stands) -> bool;
    /// Does it.
    fn give(
        app: &App,
        by: By,
        which: (AccountId, AssociationId),
    ) -> impl Future<Output = Result<(), Failed>> + Send;
}

/// What a page says before it is done.
pub struct Said {
    title: String,
    /// What follows, each a line.
    then: Vec<String>,
    send: String,
    keep: String,
}

/// It counts no more until the surgery has decided again.
pub struct Pause;

impl Stop for Pause {
    const PATH: &'static str = "/acts-for-me/{account}/{association}/pause";
    const DONE: &'static str = "paused";

    fn words(t: &Words, name: &str, practice: &str) -> Said {
        Said {
            title: t.msg_acts_for_me_pause_title(name),
            then: vec![
                t.msg_acts_for_me_at_once(name),
                t.msg_acts_for_me_pause_until(practice),
                t.msg_acts_for_me_practice_sees(practice),
                t.msg_acts_for_me_pause_tells(name),
            ],
            send: t.msg_acts_for_me_pause(),
            keep: t.msg_acts_for_me_pause_keep(),
        }
    }

    fn is_so(stands: Stands) -> bool {
        stands != Stands::Running
    }

    async fn give(app: &App, by: By, which: (AccountId, AssociationId)) -> Result<(), Failed> {
        settle::suspend(app, by, which, SuspendReason::PatientRequest, None).await.map(drop)
    }
}

/// It is over.
pub struct End;

impl Stop for End {
    const PATH: &'static str = "/acts-for-me/{account}/{association}/end";
    const DONE: &'static str = "ended";

    fn words(t: &Words, name: &str, practice: &str) -> Said {
        Said {
            title: t.msg_acts_for_me_end_title(name),
            then: vec![
                t.msg_acts_for_me_at_once(name),
                t.msg_acts_for_me_end_anew(practice),
                t.msg_acts_for_me_practice_sees(practice),
                t.msg_acts_for_me_end_tells(name),
            ],
            send: t.msg_acts_for_me_end(),
            keep: t.msg_acts_for_me_end_keep(),
        }
    }

    fn is_so(stands: Stands) -> bool {
        matches!(stands, Stands::Ended(_))
    }

    async fn give(app: &App, by: By, which: (AccountId, AssociationId)) -> Result<(), Failed> {
        settle::end(app, by, which, EndReason::PatientRequest, None).await.map(drop)
    }
}

/// Asks once more.
#[derive(Template)]
#[template(path = "citizen/acts_for_me/stop.html")]
struct Ask {
    t: &'static Words,
    shell: Shell,
    said: Said,
    name: String,
}
page::page!(Ask);

/// Ways in of one of the two.
pub fn routes<S: Stop>(routes: Routes) -> Routes {
    routes.get(Who::Citizen, S::PATH, show::<S>).post(Who::Citizen, S::PATH, send::<S>)
}

async fn show<S: Stop>(visit: Visit, to_me: ToMe) -> Response {
    if S::is_so(to_me.association.state) {
        return Redirect::to("/acts-for-me").into_response();
    }
    let name = to_me.acting.holder.full();
    let said = S::words(visit.t, &name, &to_me.acting.practice_name);
    Ask { t: visit.t, shell: visit.shell, said, name }.into_response()
}

/// Stops it. Where somebody was first, it leads to the same page.
async fn send<S: Stop>(State(app): State<Arc<App>>, to_me: ToMe) -> Result<Redirect, Failure> {
    let by = By { tell: Some(Tell::BOTH), ..By::from(to_me.citizen.id) };
    match S::give(&app, by, (to_me.acting.account.id, to_me.association.id)).await {
        Ok(()) | Err(Failed::Refused(Refusal::WrongPlace(_))) => {
            Ok(Redirect::to(&format!("/acts-for-me?done={}", S::DONE)))
        }
        Err(failed) => Err(failed.into()),
    }
}
