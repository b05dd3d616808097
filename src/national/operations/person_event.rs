//! What PDS tells of people changes, ends or deletes their roles (docs/national-store.md#what-happens-to-people).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fhir::lenient::nhs_number;
use crate::storage::StorageError;
use crate::storage::national::kept::{self, Kept};
use crate::storage::national::people;
use crate::storage::national::requests;
use crate::storage::national::stands;
use crate::storage::national::write::{self, Mark, Written};
use domain::role::{Effect, PersonEvent, Role, Side, after};
use domain::{NhsNumber, OdsCode};

use super::super::answer::about;
use super::super::body::Whole;
use super::super::fault::Fault;
use super::super::faults;
use super::super::store::Store;

/// How often it is decided anew when somebody else writes at the same time.
const TRIES: usize = 20;

/// An event as the notification service shapes it: its type, and the NHS number that it is about.
#[derive(Deserialize)]
struct Told {
    #[serde(rename = "type")]
    kind: String,
    subject: String,
    #[serde(default)]
    data: Data,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Data {
    /// The number that takes the subject's place.
    new_nhs_number: Option<String>,
    /// The practice where they are now; none where they are at none.
    practice: Option<String>,
}

/// Does what an event asks for: the same event again changes nothing more.
pub async fn person_event(State(store): State<Arc<Store>>, Whole(body): Whole) -> Response {
    let Some((number, event)) = read(&body) else { return faults::BAD_INPUT.into_response() };
    let answer = happened(&store, &number, &event).await;
    let new = match event {
        PersonEvent::NumberChanged(new) => Some(new),
        _ => None,
    };
    about(new.into_iter().chain([number]).collect(), answer)
}

async fn happened(store: &Store, number: &NhsNumber, event: &PersonEvent) -> Result<Json<Value>, Fault> {
    if let PersonEvent::MovedPractice(Some(practice)) = event
        && people::has_moved_to(&store.db, number, practice).await?
    {
        return Ok(Json(json!({ "changed": 0 }))); // all of it was done; what was granted since is another matter
    }
    // How they stand comes first: no new role may come behind those that are found. Where this breaks off, the same event does the
    // rest.
    stand(store, number, event).await?;
    let mut changed = 0;
    for kept in kept::of_patient(&store.db, number, None).await? {
        changed += usize::from(happen(store, kept, Side::Patient, event).await?);
    }
    for kept in kept::of_proxy(&store.db, number).await? {
        changed += usize::from(happen(store, kept, Side::Proxy, event).await?);
    }
    note(store, number, event).await?;
    Ok(Json(json!({ "changed": changed })))
}

/// Whom an event is about, and what happened to them.
fn read(body: &[u8]) -> Option<(NhsNumber, PersonEvent)> {
    let told: Told = serde_json::from_slice(body).ok()?;
    let number = nhs_number(&told.subject)?;
    let event = event(&told, &number)?;
    Some((number, event))
}

/// The last part of a type is its version. A change of number without the new one says that the old one is nobody's;
/// one to the same number says nothing.
fn event(told: &Told, subject: &NhsNumber) -> Option<PersonEvent> {
    let (kind, version) = told.kind.rsplit_once('-')?;
    version.parse::<u8>().ok()?;
    let new_number = || told.data.new_nhs_number.as_deref().map(nhs_number);
    Some(match kind {
        "pds-death-notification" => PersonEvent::Died,
        "pds-change-of-gp" => {
            let practice = told.data.practice.as_deref().map(OdsCode::parse).transpose();
            PersonEvent::MovedPractice(practice.ok()?)
        }
        "nhs-number-change" => match new_number() {
            Some(number) => PersonEvent::NumberChanged(number.filter(|new| new != subject)?),
            None => PersonEvent::NumberInvalidated,
        },
        "nhs-number-invalidated" => PersonEvent::NumberInvalidated,
        "pds-sensitive" => PersonEvent::Sensitive,
        _ => return None,
    })
}

/// What becomes of one role; whether anything did.
async fn happen(store: &Store, mut kept: Kept, side: Side, event: &PersonEvent) -> Result<bool, Fault> {
    for _ in 0..TRIES {
        let mark = Mark { event: store.clock.new_id(), round: None, now: store.clock.now() };
        let is_done = match effect(store, &kept.role, side, event).await? {
            Effect::Stays => return Ok(false),
            Effect::Deleted => write::delete(&store.db, &kept, mark).await?,
            Effect::Becomes(role) => match write::update(&store.db, &kept, &role, mark, false).await {
                // The pair under its new number has a role already, which stays.
                Err(StorageError::Conflict) => write::delete(&store.db, &kept, mark).await?,
                written => written? == Written::Done,
            },
        };
        if is_done {
            return Ok(true);
        }
        match kept::find(&store.db, kept.id).await? {
            Some(found) => kept = found,
            None => return Ok(false),
        }
    }
    Err(faults::DOWNSTREAM)
}

/// What becomes of a role, once it is known how the number stands that it would take.
async fn effect(store: &Store, role: &Role, side: Side, event: &PersonEvent) -> Result<Effect, Fault> {
    let effect = after(role, side, event);
    let (PersonEvent::NumberChanged(new), Effect::Becomes(renumbered)) = (event, &effect) else {
        return Ok(effect);
    };
    let known = people::find(&store.db, &[new.as_str()]).await?;
    match known.first().map_or(people::State::Known, |person| person.state) {
        people::State::Known => Ok(effect),
        people::State::Deceased => Ok(match after(renumbered, side, &PersonEvent::Died) {
            Effect::Stays => effect,
            ended => ended,
        }),
        people::State::Sensitive => Ok(Effect::Deleted),
        people::State::Invalidated => Err(faults::NUMBER_OF_NOBODY),
    }
}

/// Writes down how the person's record stands from now on.
async fn stand(store: &Store, number: &NhsNumber, event: &PersonEvent) -> Result<(), Fault> {
    let now = store.clock.now();
    let state = match event {
        PersonEvent::Died => people::State::Deceased,
        PersonEvent::NumberChanged(new) => {
            let is_done = stands::renumber(&store.db, (number, new), now).await?;
            return if is_done { Ok(()) } else { Err(faults::NUMBER_OF_NOBODY) };
        }
        PersonEvent::NumberInvalidated => people::State::Invalidated,
        PersonEvent::Sensitive => people::State::Sensitive,
        PersonEvent::MovedPractice(_) => return Ok(()),
    };
    Ok(stands::set_state(&store.db, number, state, now).await?)
}

/// What else is kept of the person follows.
async fn note(store: &Store, number: &NhsNumber, event: &PersonEvent) -> Result<(), Fault> {
    match event {
        PersonEvent::MovedPractice(practice) => {
            people::set_practice(&store.db, number, practice.as_ref(), store.clock.now()).await?;
        }
        PersonEvent::NumberInvalidated | PersonEvent::Sensitive => {
            requests::delete_of(&store.db, number).await?;
        }
        PersonEvent::NumberChanged(new) => requests::renumber(&store.db, (number, new)).await?,
        PersonEvent::Died => {}
    }
    Ok(())
}
