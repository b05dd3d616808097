//! Roles as a search shows them, with the people that it is to include.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::Response;

use crate::fhir::lenient::written;
use crate::fhir::r4::{Bundle, Consent, Entry, Link, Resource, Search};
use crate::fhir::role::{is_reason, kept as consent};
use crate::storage::national::kept::Kept;
use crate::storage::national::people;
use crate::tokens::Holder;
use domain::NhsNumber;
use domain::role::Status;
use domain::role::table::is_told;

use super::super::answer::fhir;
use super::super::fault::Fault;
use super::super::people::{included, patient, related};
use super::super::store::Store;
use super::super::way;

/// Whom a search includes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Include {
    /// Those who act, and what they are to the patients.
    pub proxies: bool,
    /// Those for whom is acted.
    pub patients: bool,
}

/// The Bundle of these roles.
///
/// # Errors
/// When the database fails.
pub async fn bundle(
    store: &Store,
    (roles, reader): (&[Kept], &Holder),
    include: Include,
    query: &str,
) -> Result<Response, Fault> {
    let mut entries: Vec<Entry> = roles.iter().map(|kept| matched(store, kept, reader)).collect();
    entries.extend(people_of(store, roles, include, reader).await?);
    let question = if query.is_empty() { String::new() } else { format!("?{query}") };
    let path = match roles {
        [one] if !query.contains("identifier") => format!("{}/{}", way::CONSENT, one.id),
        _ => way::CONSENT.to_owned(),
    };
    let bundle = Bundle {
        kind: Some("searchset".to_owned()),
        timestamp: Some(written(store.clock.now())),
        total: Some(roles.len()),
        link: vec![Link { relation: "self".to_owned(), url: store.address(&format!("{path}{question}")) }],
        entry: Some(entries),
    };
    Ok(fhir(StatusCode::OK, &Resource::Bundle(Box::new(bundle))))
}

/// Whether both people of a role may be shown: who reads for themselves meets the other one where it is active, and nowhere else.
fn may_meet(kept: &Kept, reader: &Holder) -> bool {
    !matches!(reader, Holder::Patient(_)) || kept.role.status == Status::Active
}

/// The people of these roles, as far as the reader may meet them.
async fn people_of(
    store: &Store,
    roles: &[Kept],
    include: Include,
    reader: &Holder,
) -> Result<Vec<Entry>, Fault> {
    let is_theirs = |number: &NhsNumber| matches!(reader, Holder::Patient(own) if own == number);
    let mut numbers = Vec::new();
    for kept in roles {
        let (patient, proxy) = (&kept.role.patient, &kept.role.proxy);
        for (number, is_asked_for) in [(patient, include.patients), (proxy, include.proxies)] {
            if is_asked_for && (may_meet(kept, reader) || is_theirs(number)) {
                numbers.push(number.as_str());
            }
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let known = people::find(&store.db, &numbers).await?;
    let known: BTreeMap<_, _> =
        known.into_iter().filter(|one| one.state.is_shown()).map(|one| (one.number.clone(), one)).collect();
    let mut entries: Vec<Entry> =
        known.values().map(|person| included(store, patient(person, reader))).collect();
    for kept in roles {
        if !include.proxies || !may_meet(kept, reader) {
            continue;
        }
        let (proxy, of) = (&kept.role.proxy, &kept.role.patient);
        let found = people::related(&store.db, Some(proxy), Some(of)).await?;
        entries.extend(found.iter().map(|one| included(store, related(one, known.get(of)))));
    }
    Ok(entries)
}

fn matched(store: &Store, kept: &Kept, reader: &Holder) -> Entry {
    let id = kept.id.to_string();
    Entry {
        full_url: Some(store.address(&format!("{}/{id}", way::CONSENT))),
        resource: Some(Resource::Consent(Box::new(told(kept, &id, reader)))),
        search: Some(Search { mode: "match".to_owned() }),
    }
}

/// A role as its reader may know it. Of a reason that somebody who reads for themselves is not told, the whole extension is left
/// out, as it is where roles come from GP systems.
fn told(kept: &Kept, id: &str, reader: &Holder) -> Consent {
    let mut told = consent(&kept.role, id, kept.updated_at);
    if let Holder::Patient(own) = reader {
        let is_told = is_told(kept.role.why.reason, *own == kept.role.patient);
        told.extension.retain(|extension| is_told || !is_reason(extension));
        for concept in told.extension.iter_mut().filter_map(|one| one.value_codeable_concept.as_mut()) {
            concept.text = None;
        }
    }
    told
}
