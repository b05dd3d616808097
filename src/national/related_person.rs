//! Who is what to whom: hints for who grants a role, and no roles.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::fhir::lenient::{Token, token, written};
use crate::fhir::r4::{Bundle, Entry, Link, Resource};
use crate::storage::national::people::{self, Person};
use domain::NhsNumber;

use super::answer::fhir;
use super::caller::Caller;
use super::fault::Fault;
use super::people::{Parameters, entry, included, patient, related};
use super::store::Store;
use super::who::{Routes, Who};
use super::{faults, way};

/// What a search can be narrowed by, and what it may bring along.
const KNOWN: [&str; 3] = ["identifier", "patient:identifier", "_include"];

/// The way in.
pub fn routes(routes: Routes) -> Routes {
    let people = Who::Callers { apps: false, staff: true, patients: true };
    routes.get(people, way::RELATED_PERSON, search)
}

/// Answers a search.
async fn search(
    State(store): State<Arc<Store>>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let query = query.unwrap_or_default();
    let parameters = Parameters::read(&query);
    let proxy = somebody(&parameters, "identifier", faults::RELATED)?;
    let of = somebody(&parameters, "patient:identifier", faults::RELATED_PATIENT)?;
    if proxy.is_none() && of.is_none() {
        return Err(faults::NO_RELATED);
    }
    if parameters.all("_include").any(|given| given != "RelatedPerson:patient") {
        return Err(faults::RELATED_INCLUDE);
    }
    if let Some(name) = parameters.unknown(&KNOWN) {
        return Ok(faults::RELATED_PARAMETER.naming(name)); // without it, more would be found than was asked for
    }
    let with_patients = parameters.all("_include").next().is_some();
    caller.is_one_of(&[proxy.as_ref(), of.as_ref()])?;
    let found = people::related(&store.db, proxy.as_ref(), of.as_ref()).await?;
    let mut numbers: Vec<&str> =
        found.iter().flat_map(|one| [one.patient.as_str(), one.proxy.as_str()]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let known = people::find(&store.db, &numbers).await?;
    let one_of = |number: &NhsNumber| known.iter().find(|person| person.number == *number);
    let is_hidden = |number: &NhsNumber| one_of(number).is_some_and(|person| !person.state.is_shown());
    let shown: Vec<_> =
        found.iter().filter(|one| !is_hidden(&one.patient) && !is_hidden(&one.proxy)).collect();
    let mut entries: Vec<Entry> =
        shown.iter().map(|one| entry(&store, related(one, one_of(&one.patient)), "match")).collect();
    let total = entries.len();
    if with_patients {
        let mut patients: Vec<&Person> = shown.iter().filter_map(|one| one_of(&one.patient)).collect();
        patients.sort_unstable_by(|one, other| one.number.cmp(&other.number));
        patients.dedup_by(|one, other| one.number == other.number);
        entries.extend(
            patients.into_iter().map(|person| included(&store, patient(person, &caller.shown.holder))),
        );
    }
    let bundle = Bundle {
        kind: Some("searchset".to_owned()),
        timestamp: Some(written(store.clock.now())),
        total: Some(total),
        link: vec![Link {
            relation: "self".to_owned(),
            url: store.address(&format!("{}?{query}", way::RELATED_PERSON)),
        }],
        // Where nothing was found the published answers have no list at all.
        entry: Some(entries).filter(|entries| !entries.is_empty()),
    };
    Ok(fhir(StatusCode::OK, &Resource::Bundle(Box::new(bundle))))
}

fn somebody(parameters: &Parameters, name: &str, wrong: Fault) -> Result<Option<NhsNumber>, Fault> {
    let mut given = parameters.all(name);
    let Some(first) = given.next() else { return Ok(None) };
    if given.next().is_some() {
        return Err(wrong);
    }
    match token(first) {
        Token::Number(number) => Ok(Some(number)),
        Token::OtherSystem => Err(faults::RELATED_SYSTEM),
        Token::Wrong => Err(wrong),
    }
}
