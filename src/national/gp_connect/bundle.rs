//! The Bundle, written to the socket as it is read from the database. What can be wrong with it is found out before its first byte;
//! when the database fails in its middle, the connection breaks.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use futures::{Stream, StreamExt};
use serde_json::Value;
use tokio::sync::OwnedSemaphorePermit;
use tracing::Instrument;

use crate::fhir::stu3::lists::INVESTIGATIONS;
use crate::fhir::stu3::sensitive::Sensitive;
use crate::fhir::stu3::systems;
use crate::storage::StorageError;
use crate::storage::gp_connect::calls::{self, Call};
use crate::storage::gp_connect::record::{Reading, Resource};
use crate::storage::health_records::Patient;

use super::answer::fhir;
use super::broken::Broken;
use super::fault::Fault;
use super::lists::Lists;
use super::outlet::{Outlet, outlet};
use super::person;
use super::provider::Provider;
use super::resource::Rewriting;

/// What the record of calls says of an answer that was begun and not ended.
pub const BROKEN_OFF: &str = "broken-off";

/// What is wanted.
pub struct Wanted {
    /// The id of the message, which the Bundle has for its own.
    pub trace_id: String,
    /// Whose record.
    pub patient: Patient,
    /// The clinical record with or without its confidential items; none where who the patient is is all that is asked.
    pub full: Option<Sensitive>,
    /// The call, for the record of calls.
    pub call: Call,
}

/// All that is known before the first byte.
struct Opening {
    wanted: Wanted,
    /// The Patient, and the practice where the record has it not.
    first: Vec<Value>,
    /// The practice, as the record has it.
    organisation: String,
    practitioners: Vec<String>,
    rewriting: Rewriting,
    lists: Lists,
}

/// Begins to answer with it.
///
/// # Errors
/// When the database fails before the first byte.
pub async fn answer(
    provider: &Arc<Provider>,
    (mut reading, permit): (Reading, OwnedSemaphorePermit),
    wanted: Wanted,
) -> Result<Response, Fault> {
    let opening = open(provider, &mut reading, wanted).await?;
    let (body, out) = outlet();
    let provider = provider.clone();
    let writing = async move {
        let mut call = opening.wanted.call.clone();
        let written = write(&mut reading, opening, out).await;
        drop((reading, permit));
        let Err(broken) = written else { return };
        broken.log();
        (call.status, call.fault) = (StatusCode::OK.as_u16(), Some(BROKEN_OFF));
        if let Err(error) = calls::note(&provider.db, &call, provider.clock.now()).await {
            tracing::error!(?error, "that an answer broke off could not be written down");
        }
    };
    tokio::spawn(writing.in_current_span());
    Ok(fhir(StatusCode::OK, body))
}

async fn open(provider: &Provider, reading: &mut Reading, wanted: Wanted) -> Result<Opening, Fault> {
    let (settings, patient) = (&provider.settings, &wanted.patient);
    let known = reading.organisation(patient.id, &patient.practice, systems::ODS).await?;
    let made = match &known {
        Some(_) => None,
        None => {
            let name = reading.practice_name(&patient.practice).await?;
            Some(person::organisation(&patient.practice, name.as_deref()))
        }
    };
    let organisation = known.unwrap_or_else(|| patient.practice.as_str().to_owned());
    let without = wanted.full == Some(Sensitive::Without);
    let hidden = if without { reading.confidential(patient.id).await? } else { Vec::new() };
    let documents = reading.documents(patient.id).await?;
    let root = settings.root(&settings.documents_path, &patient.practice);
    let whole = person::patient(patient, &organisation, settings.one_general_practitioner);
    Ok(Opening {
        practitioners: person::practitioners(&patient.body),
        rewriting: Rewriting::new(root, documents, &hidden),
        lists: Lists::of(patient, &hidden),
        first: std::iter::once(whole).chain(made).collect(),
        organisation,
        wanted,
    })
}

async fn write(reading: &mut Reading, opening: Opening, mut out: Outlet) -> Result<(), Broken> {
    let Opening { wanted, first, organisation, practitioners, rewriting, mut lists } = opening;
    let (patient, trace_id) = (wanted.patient.id, &wanted.trace_id);
    let profile = systems::BUNDLE_PROFILE;
    let head = format!(
        r#"{{"resourceType":"Bundle","id":"{trace_id}","meta":{{"profile":["{profile}"]}},"type":"collection","entry":["#
    );
    out.push(head).await?;
    for (place, resource) in first.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        out.push(format!(r#"{comma}{{"resource":{resource}}}"#)).await?;
    }
    match wanted.full {
        None => {
            let carers = reading.carers(patient, &organisation, &practitioners);
            resources(carers, &rewriting, &mut out).await?;
        }
        Some(sensitive) => {
            let all = reading.resources(patient, sensitive.flag());
            if resources(all, &rewriting, &mut out).await? {
                lists.warn_of_confidential(INVESTIGATIONS);
            }
            let ended = reading.contained(patient, sensitive.flag());
            lists.ended_allergies(ended, &rewriting, &mut out).await?;
            lists.others(reading.places(patient), sensitive.flag(), &mut out).await?;
        }
    }
    out.push("]}").await?;
    Ok(out.end().await?)
}

/// Writes resources one by one; whether a report of an investigation lost something that is confidential.
async fn resources(
    all: impl Stream<Item = Result<Resource, StorageError>>,
    rewriting: &Rewriting,
    out: &mut Outlet,
) -> Result<bool, Broken> {
    let (mut all, mut lost) = (std::pin::pin!(all), false);
    while let Some(resource) = all.next().await {
        let resource = resource?;
        let is_report = resource.kind == "DiagnosticReport";
        let Some(rewritten) = rewriting.entry(resource) else { continue };
        lost |= is_report && rewritten.lost;
        out.push(r#",{"resource":"#).await?;
        out.push(rewritten.body).await?;
        out.push("}").await?;
    }
    Ok(lost)
}
