//! People and what they are to each other, as PDS tells of them: what answers include and hints rest on.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fhir::lenient::{day, nhs_number};
use crate::fhir::systems;
use crate::storage::national::people::{self, Person, Relationship};
use crate::storage::national::stands;
use domain::{NhsNumber, OdsCode};

use super::super::answer::about;
use super::super::body::Whole;
use super::super::fault::Fault;
use super::super::faults;
use super::super::store::Store;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    #[serde(default)]
    people: Vec<ToldPerson>,
    #[serde(default)]
    relationships: Vec<ToldRelationship>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldPerson {
    nhs_number: String,
    family: String,
    given: Vec<String>,
    born: Option<String>,
    practice: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldRelationship {
    proxy: String,
    patient: String,
    system: Option<String>,
    code: String,
    display: String,
}

/// Writes all of it down, or nothing where something of it cannot be read.
pub async fn people(State(store): State<Arc<Store>>, Whole(body): Whole) -> Result<Json<Value>, Fault> {
    let told: Told = serde_json::from_slice(&body).map_err(|_| faults::BAD_INPUT)?;
    let persons: Option<Vec<Person>> = told.people.into_iter().map(person).collect();
    let persons = persons.ok_or(faults::BAD_INPUT)?;
    let relationships: Option<Vec<Relationship>> =
        told.relationships.into_iter().map(|one| relationship(&store, one)).collect();
    let relationships = relationships.ok_or(faults::BAD_INPUT)?;
    for person in &persons {
        people::upsert(&store.db, person, store.clock.now()).await?;
    }
    for relationship in &relationships {
        people::relate(&store.db, relationship).await?;
    }
    Ok(Json(json!({ "people": persons.len(), "relationships": relationships.len() })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldState {
    nhs_number: String,
    stands: String,
}

/// Sets a record back to how records usually stand, where it stands as the call says: who takes back what happened to somebody
/// has looked at it. The record of calls names the number.
pub async fn known(State(store): State<Arc<Store>>, Whole(body): Whole) -> Response {
    let Some((number, stood)) = stood(&body) else { return faults::BAD_INPUT.into_response() };
    let done = stands::set_known(&store.db, &number, stood, store.clock.now()).await;
    let answer = done.map(|is_done| Json(json!({ "changed": u8::from(is_done) }))).map_err(Fault::from);
    about(vec![number], answer)
}

fn stood(body: &[u8]) -> Option<(NhsNumber, people::State)> {
    let told: ToldState = serde_json::from_slice(body).ok()?;
    let stood = people::State::from_code(&told.stands).filter(|state| *state != people::State::Known)?;
    Some((nhs_number(&told.nhs_number)?, stood))
}

fn person(told: ToldPerson) -> Option<Person> {
    Some(Person {
        number: nhs_number(&told.nhs_number)?,
        family: told.family,
        given: told.given,
        born: match told.born {
            None => None,
            Some(text) => Some(day(&text)?),
        },
        practice: match told.practice {
            None => None,
            Some(code) => Some(OdsCode::parse(&code).ok()?),
        },
        state: people::State::Known,
    })
}

fn relationship(store: &Store, told: ToldRelationship) -> Option<Relationship> {
    Some(Relationship {
        id: store.clock.new_id(),
        proxy: nhs_number(&told.proxy)?,
        patient: nhs_number(&told.patient)?,
        system: told.system.unwrap_or_else(|| systems::ROLE_CODE.to_owned()),
        code: told.code,
        display: told.display,
    })
}
