//! What PDS tells of people changes, ends or deletes their roles (docs/national-store.md#what-happens-to-people).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fhir::lenient::nhs_number;
use crate::storage::StorageError;
use crate::storage::roles::kept::{self, Kept};
use crate::storage::roles::people;
use crate::storage::roles::requests;
use crate::storage::roles::write::{self, Mark, Written};
use domain::role::{Effect, PersonEvent, Side, after};
use domain::{NhsNumber, OdsCode};

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
pub async fn person_event(State(store): State<Arc<Store>>, Whole(body): Whole) -> Result<Json<Value>, Fault> {
    let told: Told = serde_json::from_slice(&body).map_err(|_| faults::BAD_INPUT)?;
    let number = nhs_number(&told.subject).ok_or(faults::BAD_INPUT)?;
    let event = event(&told).ok_or(faults::BAD_INPUT)?;
    let practice =
        told.data.practice.as_deref().map(OdsCode::parse).transpose().map_err(|_| faults::BAD_INPUT)?;
    // How they stand comes first: no new role may come behind those that are found. Where this breaks off, the same event does the
    // rest.
    stand(&store, &number, &event).await?;
    let mut changed = 0;
    for kept in kept::of_patient(&store.db, &number, None).await? {
        changed += usize::from(happen(&store, kept, Side::Patient, &event).await?);
    }
    for kept in kept::of_proxy(&store.db, &number).await? {
        changed += usize::from(happen(&store, kept, Side::Proxy, &event).await?);
    }
    note(&store, &number, &event, practice.as_ref()).await?;
    Ok(Json(json!({ "changed": changed })))
}

/// The last part of a type is its version. A change of number without the new one says that the old one is nobody's.
fn event(told: &Told) -> Option<PersonEvent> {
    let (kind, version) = told.kind.rsplit_once('-')?;
    version.parse::<u8>().ok()?;
    let new_number = || told.data.new_nhs_number.as_deref().map(nhs_number);
    Some(match kind {
        "pds-death-notification" => PersonEvent::Died,
        "pds-change-of-gp" => PersonEvent::MovedPractice,
        "nhs-number-change" => match new_number() {
            Some(number) => PersonEvent::NumberChanged(number?),
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
        let is_done = match after(&kept.role, side, event) {
            Effect::Stays => return Ok(false),
            Effect::Deleted => write::delete(&store.db, &kept, mark).await?,
            Effect::Becomes(role) => match write::update(&store.db, &kept, &role, mark, false).await {
                // The pair under its new number has a role already, which stays; or there may be none under it.
                Err(StorageError::Conflict) | Ok(Written::Hidden) => {
                    write::delete(&store.db, &kept, mark).await?
                }
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

/// Writes down how the person's record stands from now on.
async fn stand(store: &Store, number: &NhsNumber, event: &PersonEvent) -> Result<(), Fault> {
    let state = match event {
        PersonEvent::Died => people::State::Deceased,
        PersonEvent::NumberChanged(_) | PersonEvent::NumberInvalidated => people::State::Invalidated,
        PersonEvent::Sensitive => people::State::Sensitive,
        PersonEvent::MovedPractice => return Ok(()),
    };
    Ok(people::set_state(&store.db, number, state, store.clock.now()).await?)
}

/// What else is kept of the person follows.
async fn note(
    store: &Store,
    number: &NhsNumber,
    event: &PersonEvent,
    practice: Option<&OdsCode>,
) -> Result<(), Fault> {
    match event {
        PersonEvent::MovedPractice => {
            people::set_practice(&store.db, number, practice, store.clock.now()).await?;
        }
        PersonEvent::NumberInvalidated | PersonEvent::Sensitive => {
            requests::delete_of(&store.db, number).await?;
        }
        PersonEvent::Died | PersonEvent::NumberChanged(_) => {}
    }
    Ok(())
}
