//! A citizen's accounts: at which surgeries, how each stands, whom they act for by it, and what they may do. Of patients nothing is
//! shown before the account is linked with the reader's sign-in, and then what the association gives, and no more.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use time::Date;

use crate::actions::accounts::link::signed_in;
use crate::actions::health_record::view::may_look;
use crate::app::App;
use crate::locale::{Language, Words, date_long, day_long, words};
use crate::storage::views::accounts::{self, Holding};
use crate::web::failure::Failure;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::session::Citizen;
use crate::web::visit::Visit;
use domain::PersonId;
use domain::account::Status;

use super::people::{Someone, people};

/// The account at one practice.
struct AtPractice {
    practice: String,
    status: String,
    colour: &'static str,
    sentence: String,
    rows: SummaryList,
    people: Vec<Someone>,
    /// Where it is unlinked, while it is linked.
    unlink: Option<String>,
}

#[derive(Template)]
#[template(path = "citizen/account/overview.html")]
pub(super) struct Overview {
    t: &'static Words,
    shell: Shell,
    practices: Vec<AtPractice>,
    /// Whether one of them is linked.
    is_linked: bool,
}
page::page!(Overview);

/// Shows them.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, reader: Citizen) -> Result<Overview, Failure> {
    let (language, today) = (visit.language(), app.clock.today_in_london());
    let held = accounts::held_by(&app.db, reader.id).await?;
    let seen = seen(&app, reader.id, &held).await?;
    let practices = held.iter().map(|holding| at_practice(language, holding, (reader.id, today), &seen));
    let practices: Vec<AtPractice> = practices.collect();
    let is_linked = practices.iter().any(|one| one.unlink.is_some());
    Ok(Overview { t: visit.t, shell: visit.shell, practices, is_linked })
}

/// Those whose record the reader may look at now.
async fn seen(app: &App, reader: PersonId, held: &[Holding]) -> Result<Vec<PersonId>, Failure> {
    let associations = held.iter().flat_map(|holding| &holding.account.associations);
    let patients: BTreeSet<PersonId> =
        associations.filter(|one| one.is_open()).map(|one| one.patient).collect();
    let mut seen = Vec::new();
    for patient in patients {
        if may_look(app, reader, patient).await?.is_some() {
            seen.push(patient);
        }
    }
    Ok(seen)
}

fn at_practice(
    language: Language,
    holding: &Holding,
    (reader, today): (PersonId, Date),
    seen: &[PersonId],
) -> AtPractice {
    let t = words(language);
    let (account, practice) = (&holding.account, &holding.practice_name);
    let is_linked = account.is_linked(signed_in(reader));
    let status = match account.status(today) {
        status if is_linked || status == Status::SwitchedOff => status,
        _ => Status::NotLinked,
    };
    let is_open = is_linked && status != Status::SwitchedOff;
    AtPractice {
        practice: practice.clone(),
        status: if status.is_active() { t.msg_words_stage_active() } else { t.msg_account_not_active() },
        colour: if status.is_active() { "green" } else { "grey" },
        sentence: sentence(t, status, practice),
        rows: rows(language, holding, reader),
        people: if is_open { people(language, holding, (today, seen)) } else { Vec::new() },
        unlink: is_linked.then(|| format!("/account/{}/unlink", account.id)),
    }
}

fn sentence(t: &Words, status: Status, practice: &str) -> String {
    match status {
        Status::Active => t.msg_account_active(practice),
        Status::SwitchedOff => t.msg_account_switched_off(practice),
        Status::NotLinked => t.msg_account_not_linked(practice),
        Status::NotVerified => t.msg_account_not_verified(practice),
        Status::NotAssociated => t.msg_account_not_associated(practice),
    }
}

fn rows(language: Language, holding: &Holding, reader: PersonId) -> SummaryList {
    let t = words(language);
    let account = &holding.account;
    let linked = account.linkages.iter().find(|(online, _)| *online == signed_in(reader));
    let checked = account.verification.as_ref().map(|verification| date_long(verification.on, language));
    let rows = [
        holding.practice_phone.clone().map(|number| SummaryRow::new(t.msg_account_phone(), number)),
        Some(SummaryRow::new(t.msg_account_made(), day_long(account.opened_at, language))),
        linked.map(|(_, since)| SummaryRow::new(t.msg_account_linked_on(), day_long(*since, language))),
        checked.map(|day| SummaryRow::new(t.msg_account_checked_on(), day)),
    ];
    SummaryList(rows.into_iter().flatten().collect())
}
