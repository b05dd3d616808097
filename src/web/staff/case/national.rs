//! Roles in the national store: that of the case in a line of it, and on a page of its own, asked for when somebody opens it,
//! all others of the two people.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Redirect;

use crate::actions::roles::{self, OtherRole};
use crate::app::App;
use crate::locale::{Language, Words, day_long, words};
use crate::storage::views::followed_roles::{self, FollowedRole};
use crate::web::failure::Failure;
use crate::web::lists::{Head, Link, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::parts::unbroken;
use crate::web::staff::opened::Opened;
use crate::web::visit::Visit;
use domain::role::Difference;

use super::role_words;

/// A role as a row of a table.
struct Row {
    who: String,
    stands: String,
    why: String,
    grantor: String,
    days: String,
}

#[derive(Template)]
#[template(path = "staff/case/national.html")]
pub(in crate::web::staff) struct National {
    t: &'static Words,
    shell: Shell,
    home: String,
    names: String,
    own: Vec<String>,
    may_bring: bool,
    /// No roles can be shown.
    is_away: bool,
    /// Something was not answered.
    is_silent: bool,
    relations: Vec<String>,
    heads: Vec<Head>,
    patient: Vec<Row>,
    trusted: Vec<Row>,
}
page::page!(National);

/// The role of a case, where the service and its practice use the national store.
///
/// # Errors
/// When the database fails.
pub async fn known(app: &App, opened: &Opened) -> Result<Option<Option<FollowedRole>>, Failure> {
    if app.vrs.is_none() {
        return Ok(None);
    }
    Ok(followed_roles::of(&app.db, &opened.case.delegation).await?)
}

/// The line of the case.
pub fn row(language: Language, home: &str, role: Option<&FollowedRole>) -> SummaryRow {
    let t = words(language);
    let sentences = role_words::sentences(language, role);
    let link = Link::new(format!("{home}/national"), t.msg_national_look());
    SummaryRow::paragraphs(t.msg_national_key(), sentences).action(link)
}

/// Asks for the roles of both and shows them; a store that does not answer is told of, and takes nothing else away.
///
/// # Errors
/// [`Failure::NotFound`] where the national store is not used; when the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, opened: Opened) -> Result<National, Failure> {
    let role = known(&app, &opened).await?.ok_or(Failure::NotFound)?;
    let asked = roles::others(&app, &opened.case).await;
    let (t, language) = (visit.t, visit.language());
    let difference = role.as_ref().and_then(|role| role.difference);
    let is_away = asked.is_err();
    // Where it does not answer, it is not asked for more.
    let relations = if is_away { Ok(Vec::new()) } else { roles::relations(&app, &opened.case).await };
    let is_silent = is_away || relations.is_err();
    let (patient, trusted) =
        asked.ok().flatten().map_or_else(Default::default, |others| (others.patient, others.trusted));
    let rows = |roles: &[OtherRole]| roles.iter().map(|role| table_row(language, role)).collect::<Vec<Row>>();
    Ok(National {
        t,
        home: opened.home(),
        names: opened.names(t),
        own: role_words::sentences(language, role.as_ref()),
        may_bring: difference.is_some_and(Difference::may_be_brought),
        is_away,
        is_silent,
        relations: relations
            .unwrap_or_default()
            .into_iter()
            .map(|one| role_words::relation(t, one))
            .collect(),
        heads: heads(t),
        patient: rows(&patient),
        trusted: rows(&trusted),
        shell: visit.shell,
    })
}

/// Has what is set here recorded there.
///
/// # Errors
/// When the rules or the database refuse it.
pub async fn bring(State(app): State<Arc<App>>, opened: Opened) -> Result<Redirect, Failure> {
    known(&app, &opened).await?.ok_or(Failure::NotFound)?;
    roles::bring_again(&app, &opened.staff.actor(), opened.id()).await?;
    Ok(Redirect::to(&opened.home()))
}

fn heads(t: &Words) -> Vec<Head> {
    let heads = [
        t.msg_national_who(),
        t.msg_national_stands(),
        t.msg_national_why(),
        t.msg_national_grantor(),
        t.msg_national_days(),
    ];
    heads.map(Head::new).into()
}

fn table_row(language: Language, role: &OtherRole) -> Row {
    let t = words(language);
    let who = match &role.proxy {
        _ if role.is_of_the_pair => t.msg_national_this_pair(),
        Some(number) => t.msg_national_somebody(unbroken(&number.spaced())),
        None => t.msg_national_another_patient(),
    };
    let unknown = || t.msg_national_unknown();
    let from = role.start.map(|start| t.msg_national_from(day_long(start, language)));
    let until =
        role.end.map_or_else(|| t.msg_national_no_end(), |end| t.msg_national_until(day_long(end, language)));
    Row {
        who,
        stands: role_words::status(t, role.status),
        why: role.reason.map_or_else(unknown, |reason| role_words::reason(t, reason)),
        grantor: role.grantor.as_ref().map_or_else(unknown, |code| code.as_str().to_owned()),
        days: [from, Some(until)].into_iter().flatten().collect::<Vec<_>>().join(", "),
    }
}
