//! Who looked at the reader's own record, and when.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::locale::{Language, Words, date_time, words};
use crate::storage::views::health_record::{Looked, looked};
use crate::web::failure::Failure;
use crate::web::lists::Head;
use crate::web::page::{self, Shell};
use crate::web::session::Citizen;
use crate::web::visit::Visit;
use crate::wording;
use domain::health_record::Kind;
use domain::{PersonId, RecordLevel};

/// The most lines that are shown.
const LINES: usize = 500;

/// One look.
struct Look {
    who: String,
    what: String,
    when: String,
    how_far: String,
}

#[derive(Template)]
#[template(path = "citizen/health_record/looks.html")]
pub(super) struct Looks {
    t: &'static Words,
    shell: Shell,
    heads: Vec<Head>,
    looks: Vec<Look>,
    /// That older ones are not listed.
    first: Option<String>,
}
page::page!(Looks);

/// Shows them.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, reader: Citizen) -> Result<Looks, Failure> {
    let (t, language) = (visit.t, visit.language());
    // One more than are shown tells that there are more.
    let mut looks = looked(&app.db, reader.id, i64::try_from(LINES + 1).unwrap_or(i64::MAX)).await?;
    let first = (looks.len() > LINES).then(|| t.msg_health_record_looks_first(LINES));
    looks.truncate(LINES);
    let heads = [
        t.msg_health_record_looks_who(),
        t.msg_health_record_looks_what(),
        t.msg_health_record_when(),
        t.msg_health_record_looks_how_far(),
    ];
    Ok(Looks {
        t,
        heads: heads.map(Head::new).into(),
        first,
        looks: looks.iter().map(|one| look(language, one, reader.id)).collect(),
        shell: visit.shell,
    })
}

fn look(language: Language, one: &Looked, reader: PersonId) -> Look {
    let t = words(language);
    let level = one.level.as_deref().and_then(RecordLevel::from_code);
    // Staff look at all levels beside each other.
    let how_far = level
        .map_or_else(|| t.msg_health_record_looks_every_level(), |level| wording::record_level(t, level));
    Look { who: who(t, one, reader), what: what(t, &one.what), when: date_time(one.at, language), how_far }
}

fn who(t: &Words, one: &Looked, reader: PersonId) -> String {
    match (&one.person, &one.staff) {
        (Some((id, _)), _) if *id == reader => t.msg_health_record_looks_you(),
        (Some((_, name)), _) if !name.full().is_empty() => name.full(),
        (None, Some((name, practice))) => t.msg_health_record_looks_staff(name.clone(), practice.clone()),
        _ => t.msg_health_record_looks_removed(),
    }
}

fn what(t: &Words, code: &str) -> String {
    match (code, Kind::from_code(code)) {
        ("document", _) => t.msg_health_record_looks_file(),
        ("levels", _) => t.msg_health_record_looks_levels(),
        (_, Some(kind)) => wording::record_part(t, kind),
        (_, None) => t.msg_health_record_looks_contents(),
    }
}
