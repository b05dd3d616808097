//! Roles are read: all of a patient, of a proxy or of both, or one by its id.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::fhir::lenient::{Token, token};
use crate::storage::national::kept::{self, Kept};
use crate::storage::national::people;
use crate::tokens::Holder;
use domain::NhsNumber;
use domain::role::Status;

use super::super::caller::Caller;
use super::super::fault::Fault;
use super::super::people::Parameters;
use super::super::store::Store;
use super::super::{faults, headers};
use super::shown::{Include, bundle};

/// What a search can be narrowed by, and what it may bring along.
const KNOWN: [&str; 4] = ["performer:identifier", "patient:identifier", "status", "_include"];

/// Answers a search.
pub async fn search(
    State(store): State<Arc<Store>>,
    caller: Caller,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let query = query.unwrap_or_default();
    let parameters = Parameters::read(&query);
    let asks_gp_systems = headers::asks_gp_systems(&headers)?;
    let proxy = somebody(&parameters, "performer:identifier")?;
    let patient = somebody(&parameters, "patient:identifier")?;
    let (statuses, include) = (statuses(&parameters)?, include(&parameters)?);
    if let (true, Some(name)) = (patient.is_some() || proxy.is_some(), parameters.unknown(&KNOWN)) {
        return Ok(faults::PARAMETER.naming(name)); // without it, more would be found than was asked for
    }
    let roles = match (&patient, &proxy) {
        (None, None) => return Err(faults::NO_PERSON),
        (Some(patient), proxy) => {
            caller.is_one_of(&[Some(patient), proxy.as_ref()])?;
            kept::of_patient(&store.db, patient, proxy.as_ref()).await?
        }
        (None, Some(proxy)) => {
            caller.is_one_of(&[Some(proxy)])?;
            kept::of_proxy(&store.db, proxy).await?
        }
    };
    if roles.is_empty() {
        nothing(&store, &caller.shown.holder, &[patient, proxy], asks_gp_systems).await?;
    }
    let roles: Vec<Kept> = roles.into_iter().filter(|kept| statuses.contains(&kept.role.status)).collect();
    bundle(&store, (roles.as_slice(), &caller.shown.holder), include, &query).await
}

/// Answers a call for one role: a Bundle too.
pub async fn one(
    State(store): State<Arc<Store>>,
    caller: Caller,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let query = query.unwrap_or_default();
    let parameters = Parameters::read(&query);
    let known = headers::uuid(&id).ok_or(faults::ID)?;
    if parameters.names().any(|name| name != "_include") {
        return Err(faults::INCLUDE_PARAMETER);
    }
    let include = include(&parameters)?;
    let kept = kept::find(&store.db, known).await?.ok_or(faults::INVALIDATED)?;
    caller.is_one_of(&[Some(&kept.role.patient), Some(&kept.role.proxy)])?;
    bundle(&store, (std::slice::from_ref(&kept), &caller.shown.holder), include, &query).await
}

fn somebody(parameters: &Parameters, name: &str) -> Result<Option<NhsNumber>, Fault> {
    let mut given = parameters.all(name);
    let Some(first) = given.next() else { return Ok(None) };
    if given.next().is_some() {
        return Err(faults::PERSON); // nobody is two people
    }
    match token(first) {
        Token::Number(number) => Ok(Some(number)),
        Token::OtherSystem => Err(faults::PERSON_SYSTEM),
        Token::Wrong => Err(faults::PERSON),
    }
}

/// A comma means or, a second parameter means and.
fn statuses(parameters: &Parameters) -> Result<BTreeSet<Status>, Fault> {
    let mut left = BTreeSet::from(Status::ALL);
    for given in parameters.all("status") {
        let named: Option<BTreeSet<Status>> = given.split(',').map(Status::from_code).collect();
        let named = named.ok_or(faults::STATUS_PARAMETER)?;
        left.retain(|status| named.contains(status));
    }
    Ok(left)
}

fn include(parameters: &Parameters) -> Result<Include, Fault> {
    let mut include = Include::default();
    for given in parameters.all("_include") {
        match given {
            "Consent:performer" => include.proxies = true,
            "Consent:patient" => include.patients = true,
            _ => return Err(faults::INCLUDE_PARAMETER),
        }
    }
    Ok(include)
}

/// What is said where nothing was found: of somebody of whom nothing may be shown, that; of somebody without a practice, that GP
/// systems could not be asked; of everybody else, that there is nothing. GP systems themselves are not connected here. Who reads
/// for themselves is told of nobody else: any number could be tried.
async fn nothing(
    store: &Store,
    reader: &Holder,
    named: &[Option<NhsNumber>],
    asks_gp_systems: bool,
) -> Result<(), Fault> {
    let is_another = |number: &NhsNumber| matches!(reader, Holder::Patient(own) if own != number);
    let numbers: Vec<&str> =
        named.iter().flatten().filter(|number| !is_another(number)).map(NhsNumber::as_str).collect();
    let known = people::find(&store.db, &numbers).await?;
    if known.iter().any(|person| !person.state.is_shown()) {
        return Err(faults::INVALIDATED);
    }
    if asks_gp_systems && known.iter().any(|person| person.practice.is_none()) {
        return Err(faults::NO_PRACTICE);
    }
    Ok(())
}
