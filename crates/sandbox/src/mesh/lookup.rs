//! Who can be sent to: `endpointlookup`, `workflowsearch`, and the practice of a patient (docs/sources.md#mesh-api).

use axum::extract::{Path, State};
use http::StatusCode;
use serde_json::{Value, json};

use super::answer::Answer;
use super::mailbox::Mailbox;
use super::sources::Sources;

/// Upper and lower case matter. What is not found is an empty list, not an error.
pub(super) async fn endpoint(
    State(sources): State<Sources>,
    Path((ods_code, workflow)): Path<(String, String)>,
) -> Answer {
    sources.mesh.count(|calls| calls.lookups += 1);
    found(&sources, &workflow, |mailbox| mailbox.ods_code == ods_code)
}

/// Every mailbox that may be sent to in a workflow.
pub(super) async fn workflow(State(sources): State<Sources>, Path(workflow): Path<String>) -> Answer {
    found(&sources, &workflow, |_| true)
}

fn found(sources: &Sources, workflow: &str, wanted: impl Fn(&Mailbox) -> bool) -> Answer {
    let faults = sources.switches.mesh();
    let there = |mailbox: &&Mailbox| mailbox.is_open(&faults) && mailbox.receives(workflow, &faults);
    let found: Vec<&Mailbox> =
        sources.mesh.mailboxes().iter().filter(there).filter(|mailbox| wanted(mailbox)).collect();
    let second: Vec<Value> =
        found.iter().map(|one| json!({"mailbox_id": one.id, "mailbox_name": one.name})).collect();
    let first: Vec<Value> = found
        .iter()
        .map(|one| json!({"address": one.id, "description": one.name, "endpoint_type": "MESH"}))
        .collect();
    let query_id = sources.mesh.clock.new_id().to_string();
    Answer::new(StatusCode::OK, json!({"query_id": query_id, "results": first}), json!({"results": second}))
}

/// ODS code of the practice of `<NHS number>_<date of birth>_<surname>`. The pages disagree whether the date is
/// DDMMYYYY or YYYYMMDD, so both are taken; a surname may itself hold a `_`.
pub(super) fn registered_practice(sources: &Sources, patient: &str) -> Option<String> {
    let mut parts = patient.splitn(3, '_');
    let (number, born, surname) = (parts.next()?, parts.next()?, parts.next()?);
    let record = sources.pds.find(number)?;
    let date: Vec<&str> = record.birth_date.split('-').collect();
    let [year, month, day] = date[..] else { return None };
    let same_day = [format!("{day}{month}{year}"), format!("{year}{month}{day}")].contains(&born.to_owned());
    let same = same_day && record.family.eq_ignore_ascii_case(surname);
    record.practice.filter(|_| same)
}
