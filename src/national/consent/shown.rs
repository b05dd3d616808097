//! Roles as a search shows them, with the people that it is to include.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::Response;

use crate::fhir::lenient::written;
use crate::fhir::r4::{Bundle, Entry, Link, Resource, Search};
use crate::fhir::role::kept as consent;
use crate::storage::roles::kept::Kept;
use crate::storage::roles::people;

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
pub async fn bundle(store: &Store, roles: &[Kept], include: Include, query: &str) -> Result<Response, Fault> {
    let mut entries: Vec<Entry> = roles.iter().map(|kept| matched(store, kept)).collect();
    let mut numbers = Vec::new();
    for kept in roles {
        if include.patients {
            numbers.push(kept.role.patient.as_str());
        }
        if include.proxies {
            numbers.push(kept.role.proxy.as_str());
        }
    }
    if !numbers.is_empty() {
        numbers.sort_unstable();
        numbers.dedup();
        let known = people::find(&store.db, &numbers).await?;
        let known: BTreeMap<_, _> = known
            .into_iter()
            .filter(|one| one.state.is_shown())
            .map(|one| (one.number.clone(), one))
            .collect();
        entries.extend(known.values().map(|person| included(store, patient(person))));
        if include.proxies {
            for kept in roles {
                let (proxy, of) = (&kept.role.proxy, &kept.role.patient);
                let found = people::related(&store.db, Some(proxy), Some(of)).await?;
                entries.extend(found.iter().map(|one| included(store, related(one, known.get(of)))));
            }
        }
    }
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

fn matched(store: &Store, kept: &Kept) -> Entry {
    let id = kept.id.to_string();
    Entry {
        full_url: Some(store.address(&format!("{}/{id}", way::CONSENT))),
        resource: Some(Resource::Consent(Box::new(consent(&kept.role, &id, kept.updated_at)))),
        search: Some(Search { mode: "match".to_owned() }),
    }
}
