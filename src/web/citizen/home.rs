//! Home: people who can act for you, and people you act for.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::domain::delegation::Stage;
use crate::locale::{Language, Words, day_long};
use crate::storage::views::citizen::{self, Mine, Side};
use crate::storage::views::drafts;
use crate::web::citizen::invite::Answers;
use crate::web::failure::Failure;
use crate::web::page::{self, Shell};
use crate::web::session::Citizen;
use crate::web::visit::Visit;
use crate::wording::{self, Reader};

/// One delegation in a list.
pub(super) struct Line {
    name: String,
    sentence: String,
    link: String,
    next: String,
}

/// A draft that was not sent.
pub(super) struct Unsent {
    text: String,
    link: String,
}

/// The page.
#[derive(Template)]
#[template(path = "citizen/home.html")]
pub(super) struct Home {
    t: &'static Words,
    shell: Shell,
    drafts: Vec<Unsent>,
    given: Vec<Line>,
    received: Vec<Line>,
}
page::page!(Home);

/// Shows it.
///
/// # Errors
/// When the database fails.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    reader: Citizen,
) -> Result<Home, Failure> {
    let (mine, drafts) = tokio::try_join!(
        citizen::all(&app.db, reader.id),
        drafts::unsent(&app.db, reader.id, app.clock.now())
    )?;
    let (t, language) = (visit.t, visit.language());
    let lines = |side: Side| {
        mine.iter().filter(|one| one.side == side).map(|one| line(t, one, language)).collect::<Vec<_>>()
    };
    let drafts = drafts.into_iter().map(|draft| {
        let answers: Answers = serde_json::from_value(draft.answers).unwrap_or_default();
        let (name, day) = (answers.name(), day_long(draft.updated_at, language));
        let text = if name.is_empty() { t.msg_home_draft(day) } else { t.msg_home_draft_for(name, day) };
        Unsent { text, link: format!("/invite/{}/declaration", draft.id) }
    });
    Ok(Home {
        t,
        drafts: drafts.collect(),
        given: lines(Side::Delegator),
        received: lines(Side::Delegate),
        shell: visit.shell,
    })
}

fn line(t: &Words, mine: &Mine, language: Language) -> Line {
    let delegation = &mine.delegation;
    let answers = mine.side == Side::Delegate && delegation.stage == Stage::Invited;
    let link = format!("/delegations/{}", delegation.id);
    Line {
        name: mine.other.full(),
        sentence: wording::status_sentence(language, delegation, reader(mine.side), &mine.other.full()),
        next: if answers { t.msg_home_answer() } else { t.msg_home_see() },
        link: if answers { format!("{link}/respond") } else { link },
    }
}

fn reader(side: Side) -> Reader {
    match side {
        Side::Delegator => Reader::Delegator,
        Side::Delegate => Reader::Delegate,
    }
}

/// Ways in of this part.
pub fn routes(routes: crate::web::routes::Routes) -> crate::web::routes::Routes {
    routes.get(crate::web::routes::Who::Citizen, "/home", show)
}
