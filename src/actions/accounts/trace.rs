//! A practice describes somebody, and PDS confirms it: before an account is made for them, and before anybody is associated with them.

use crate::actions::pds::{held, record_of};
use crate::app::App;
use crate::integrations::pds::Patience;
use crate::storage::accounts::traced::{self, Confirmed};
use crate::storage::people;
use domain::account::age::next_age_day;
use domain::details::Held;
use domain::{Actor, NhsNumber, PersonId};

use super::failed::{NotAsked, practice_of};

pub use crate::storage::accounts::traced::Described;

/// Asks PDS whether what the practice wrote down belongs to this number, and keeps it; what is left empty stays as it was written down
/// before. None where it does not belong, or where the record may not be used: one answer for every reason.
///
/// # Errors
/// See [`NotAsked`]; nothing is kept then.
pub async fn trace(
    app: &App,
    by: &Actor,
    (number, described): (&NhsNumber, &Described),
    correlation: &str,
) -> Result<Option<PersonId>, NotAsked> {
    let practice = practice_of(by).map_err(|refusal| NotAsked::Failed(refusal.into()))?;
    let record = record_of(app, number, (correlation, Patience::Short)).await?;
    let confirms = |held: Held| held.confirms(&described.name, described.birth_date);
    let Some(record) = record.filter(|record| confirms(held(record))) else { return Ok(None) };
    let (now, today) = (app.clock.now(), app.clock.today_in_london());
    let person = people::find_or_create(&app.db, app.clock.new_id(), number, now).await?;
    let confirmed = Confirmed {
        registered: record.practice,
        age_look: next_age_day(described.birth_date, today),
        at: now,
    };
    let before = traced::find(&app.db, practice, person).await?;
    let whole = before.map_or_else(|| described.clone(), |before| over(before, described));
    traced::keep(&app.db, (practice, person), &whole, &confirmed).await?;
    Ok(Some(person))
}

/// What was written down before, with what is written down now over it.
fn over(before: Described, now: &Described) -> Described {
    let or = |now: &String, before: String| if now.is_empty() { before } else { now.clone() };
    Described {
        title: or(&now.title, before.title),
        name: now.name.clone(),
        birth_date: now.birth_date,
        address: or(&now.address, before.address),
        phone: or(&now.phone, before.phone),
        email: now.email.clone().or(before.email),
    }
}
