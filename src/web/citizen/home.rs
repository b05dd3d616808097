//! Home: people who can act for you, and people you act for.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;

use crate::app::App;
use crate::locale::{Language, Words, day_long};
use crate::storage::views::citizen::{self, Mine, Side};
use crate::storage::views::drafts;
use crate::web::citizen::invite::Answers;
use crate::web::citizen::tab::Tab;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::page::{self, Shell};
use crate::web::session::Citizen;
use crate::web::visit::Visit;
use crate::wording::{self, Reader};
use domain::delegation::Stage;

/// One delegation in a list.
pub(super) struct Line {
    name: String,
    sentence: String,
    link: String,
    next: String,
}

/// One tab, as a link.
pub(super) struct TabLink {
    href: String,
    name: String,
    count: usize,
    current: bool,
}

/// The address's query, as it stands there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    tab: String,
}

/// A draft that was not sent.
pub(super) struct Unsent {
    text: String,
    link: String,
}

#[derive(Template)]
#[template(path = "citizen/home.html")]
pub(super) struct Home {
    t: &'static Words,
    shell: Shell,
    drafts: Vec<Unsent>,
    tabs: Vec<TabLink>,
    given: Vec<Line>,
    nobody_given: String,
    received: Vec<Line>,
    nobody_received: String,
    /// Whether NHS login's settings can be reached.
    has_settings: bool,
}
page::page!(Home);

/// Shows one tab: the one asked for, or the first that has something in it.
///
/// # Errors
/// When the database fails.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    reader: Citizen,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Home, Failure> {
    let (mine, drafts) = tokio::try_join!(
        citizen::all(&app.db, reader.id),
        drafts::unsent(&app.db, reader.id, app.clock.now())
    )?;
    let (t, language) = (visit.t, visit.language());
    let count = |tab: Tab| mine.iter().filter(|one| Tab::of(one.delegation.stage) == tab).count();
    let asked = asked.ok().and_then(|Query(asked)| Tab::from_code(&asked.tab));
    let first = Tab::ALL.into_iter().find(|tab| count(*tab) > 0);
    let tab = asked.or(first).unwrap_or(Tab::Waiting);
    let lines = |side: Side| lines(&mine, (side, tab), t, language);
    let link = |one: Tab| TabLink {
        href: format!("/home?tab={}", one.code()),
        name: one.name(t),
        count: count(one),
        current: one == tab,
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
        tabs: Tab::ALL.map(link).into(),
        given: lines(Side::Delegator),
        nobody_given: tab.nobody_given(t),
        received: lines(Side::Delegate),
        nobody_received: tab.nobody_received(t),
        has_settings: app.config.nhs_login.settings_url.is_some(),
        shell: visit.shell,
    })
}

/// What the reader has to answer comes first; then what happened last.
fn lines(mine: &[Mine], (side, tab): (Side, Tab), t: &Words, language: Language) -> Vec<Line> {
    let here = |one: &&Mine| one.side == side && Tab::of(one.delegation.stage) == tab;
    let mut here: Vec<&Mine> = mine.iter().filter(here).collect();
    here.sort_by_key(|one| !waits_for_reader(one));
    here.into_iter().map(|one| line(t, one, language)).collect()
}

fn waits_for_reader(mine: &Mine) -> bool {
    mine.side == Side::Delegate && mine.delegation.stage == Stage::Invited
}

fn line(t: &Words, mine: &Mine, language: Language) -> Line {
    let delegation = &mine.delegation;
    let answers = waits_for_reader(mine);
    let link = format!("/delegations/{}", delegation.id);
    if mine.undelivered {
        return Line {
            name: mine.other.full(),
            sentence: t.msg_manage_undelivered_what(mine.other.full()),
            next: t.msg_manage_undelivered_link(),
            link: format!("{link}/undelivered"),
        };
    }
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
pub fn routes(routes: Routes) -> Routes {
    routes.get(Who::Citizen, "/home", show)
}
