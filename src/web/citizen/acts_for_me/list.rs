//! The list of those who act for the reader. How somebody's account stands, and why access is paused, is between them and the surgery.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;
use time::Date;

use crate::app::App;
use crate::locale::{Language, Words, date_long, words};
use crate::storage::views::accounts::{self, Acting};
use crate::web::failure::Failure;
use crate::web::lists::{Link, SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::session::Citizen;
use crate::web::visit::Visit;
use crate::wording;
use domain::account::{Association, Ground, State as Stands};

/// Somebody's access to the reader.
struct Line {
    name: String,
    status: String,
    colour: &'static str,
    /// Until when it is paused, where it is.
    until: Option<String>,
    rows: SummaryList,
    ways: Vec<Link>,
}

#[derive(Template)]
#[template(path = "citizen/acts_for_me/list.html")]
pub(super) struct List {
    t: &'static Words,
    shell: Shell,
    done: Option<String>,
    lines: Vec<Line>,
}
page::page!(List);

/// The address's query: how it is told after a redirect what was done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// Shows it.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    reader: Citizen,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<List, Failure> {
    let (t, language, today) = (visit.t, visit.language(), app.clock.today_in_london());
    let acting = accounts::acting_for(&app.db, reader.id).await?;
    let lines = acting.iter().flat_map(|acting| {
        let open = acting.account.associations.iter().filter(|one| one.is_open());
        open.map(move |one| line(language, (acting, one), today))
    });
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let done = match asked.done.as_str() {
        "paused" => Some(t.msg_acts_for_me_paused()),
        "ended" => Some(t.msg_acts_for_me_ended()),
        _ => None,
    };
    Ok(List { t, done, lines: lines.collect(), shell: visit.shell })
}

fn line(language: Language, (acting, one): (&Acting, &Association), today: Date) -> Line {
    let t = words(language);
    let name = acting.holder.full();
    let is_running = one.state == Stands::Running;
    let (status, colour) = match is_running {
        true if one.access.starts() > today => (t.msg_acts_for_me_not_yet(), "grey"),
        true => (t.msg_words_stage_active(), "green"),
        false => (t.msg_words_stage_suspended(), "yellow"),
    };
    let phone = acting.practice_phone.as_deref().map(|number| t.msg_manage_access_phone(number));
    let surgery = [Some(acting.practice_name.clone()), phone].into_iter().flatten();
    let can = if is_running { t.msg_acts_for_me_can() } else { t.msg_acts_for_me_could() };
    let rows = vec![
        SummaryRow::paragraphs(t.msg_acts_for_me_surgery(), surgery.collect()),
        SummaryRow::paragraphs(can, wording::access_lines(t, &one.access)),
        SummaryRow::new(t.msg_acts_for_me_when(), wording::access_dates(language, &one.access)),
        SummaryRow::new(t.msg_acts_for_me_decided(), date_long(one.decided_on, language)),
        SummaryRow::new(t.msg_acts_for_me_basis(), basis(t, one)),
    ];
    let at = |what: &str, text: String| {
        Link::new(format!("/acts-for-me/{}/{}/{what}", acting.account.id, one.id), text).hidden(name.as_str())
    };
    let pause = is_running.then(|| at("pause", t.msg_acts_for_me_pause()));
    let ways = pause.into_iter().chain([at("end", t.msg_acts_for_me_end())]).collect();
    let until = (!is_running).then(|| until(t, acting));
    Line { status, colour, until, rows: SummaryList(rows), ways, name }
}

/// Who lets paused access go on, and how they are reached.
fn until(t: &Words, acting: &Acting) -> String {
    let practice = acting.practice_name.as_str();
    match acting.practice_phone.as_deref() {
        Some(number) => t.msg_acts_for_me_pause_until_call(practice, number),
        None => t.msg_acts_for_me_pause_until(practice),
    }
}

/// What the surgery wrote down, in words that judge nobody.
fn basis(t: &Words, one: &Association) -> String {
    match one.tie.ground() {
        Some(Ground::Consent { .. }) | None => t.msg_acts_for_me_basis_consent(),
        Some(Ground::ParentalResponsibility(_)) => t.msg_acts_for_me_basis_parental(),
        Some(Ground::BestInterests(_)) => t.msg_acts_for_me_basis_best_interests(),
        Some(Ground::PowerOfAttorney(_)) => t.msg_acts_for_me_basis_attorney(),
        Some(Ground::Deputy(_)) => t.msg_acts_for_me_basis_deputy(),
    }
}
