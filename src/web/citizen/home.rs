//! Home: what waits for the reader first, then the people who can act for them, and those they act for.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;

use crate::actions::accounts::keys;
use crate::app::App;
use crate::locale::{Language, Words, day_long};
use crate::storage::views::citizen::{self, Mine, Side};
use crate::storage::views::drafts::Draft;
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
    /// A change that was asked for and is not answered; may be empty.
    also: String,
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
    delete: String,
}

#[derive(Template)]
#[template(path = "citizen/home.html")]
pub(super) struct Home {
    t: &'static Words,
    shell: Shell,
    /// What the reader has to do, whatever the tab.
    waiting: Vec<Line>,
    tabs: Vec<TabLink>,
    given: Vec<Line>,
    given_heading: String,
    nobody_given: String,
    received: Vec<Line>,
    received_heading: String,
    nobody_received: String,
    drafts: Vec<Unsent>,
    /// Whether a surgery lets somebody act for the reader by an online account.
    is_acted_for: bool,
    /// Whether online accounts can be linked here.
    has_accounts: bool,
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
    let citizen::Home { mine, drafts, is_acted_for } =
        citizen::home(&app.db, reader.id, app.clock.now()).await?;
    let (t, language) = (visit.t, visit.language());
    let (waiting, mine): (Vec<Mine>, Vec<Mine>) = mine.into_iter().partition(waits_for_reader);
    let count = |tab: Tab| mine.iter().filter(|one| Tab::of(one.delegation.stage) == tab).count();
    let asked = asked.ok().and_then(|Query(asked)| Tab::from_code(&asked.tab));
    let first = || Tab::ALL.into_iter().find(|tab| count(*tab) > 0);
    let tab = asked.or_else(first).unwrap_or(Tab::Waiting);
    let lines = |side: Side| lines(&mine, (side, tab), t, language);
    let link = |one: Tab| link(t, one, (count(one), one == tab));
    Ok(Home {
        t,
        waiting: waiting.iter().map(|one| line(t, one, language)).collect(),
        tabs: Tab::ALL.map(link).into(),
        given: lines(Side::Delegator),
        given_heading: tab.given(t),
        nobody_given: nobody_given(t, tab, &waiting),
        received: lines(Side::Delegate),
        received_heading: tab.received(t),
        nobody_received: tab.nobody_received(t),
        drafts: drafts.into_iter().map(|draft| unsent(t, draft, language)).collect(),
        is_acted_for,
        has_accounts: keys::are_made(&app),
        has_settings: app.config.nhs_login.settings_url.is_some(),
        shell: visit.shell,
    })
}

/// That nobody is in the list; that nobody else is, where one of the reader's own invitations stands above it.
fn nobody_given(t: &Words, tab: Tab, waiting: &[Mine]) -> String {
    let is_above = waiting.iter().any(|one| one.side == Side::Delegator);
    if is_above && tab == Tab::Waiting { t.msg_home_given_none_else() } else { tab.nobody_given(t) }
}

fn link(t: &Words, tab: Tab, (count, current): (usize, bool)) -> TabLink {
    TabLink { href: format!("/home?tab={}", tab.code()), name: tab.name(t), count, current }
}

fn unsent(t: &Words, draft: Draft, language: Language) -> Unsent {
    let answers: Answers = serde_json::from_value(draft.answers).unwrap_or_default();
    let (name, day) = (answers.name(), day_long(draft.updated_at, language));
    let text = if name.is_empty() { t.msg_home_draft(day) } else { t.msg_home_draft_for(name, day) };
    let page = |page: &str| format!("/invite/{}/{page}", draft.id);
    Unsent { text, link: page("declaration"), delete: page("delete") }
}

/// What happened last comes first.
fn lines(mine: &[Mine], (side, tab): (Side, Tab), t: &Words, language: Language) -> Vec<Line> {
    let here = mine.iter().filter(|one| one.side == side && Tab::of(one.delegation.stage) == tab);
    here.map(|one| line(t, one, language)).collect()
}

/// An invitation to answer, or one that could not be delivered and is to be sent again.
fn waits_for_reader(mine: &Mine) -> bool {
    mine.undelivered || is_to_answer(mine)
}

fn is_to_answer(mine: &Mine) -> bool {
    mine.side == Side::Delegate && mine.delegation.stage == Stage::Invited
}

fn line(t: &Words, mine: &Mine, language: Language) -> Line {
    let delegation = &mine.delegation;
    let answers = is_to_answer(mine);
    let wish = delegation.change_told_to(reader(mine.side).party());
    let also = wish.map(|_| t.msg_home_change_asked(mine.practice_name.clone())).unwrap_or_default();
    let link = format!("/delegations/{}", delegation.id);
    if mine.undelivered {
        return Line {
            name: mine.other.full(),
            sentence: t.msg_manage_undelivered_what(mine.other.full()),
            also,
            next: t.msg_manage_undelivered_link(),
            link: format!("{link}/undelivered"),
        };
    }
    Line {
        name: mine.other.full(),
        sentence: wording::status_sentence(language, delegation, reader(mine.side), &mine.other.full()),
        also,
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
