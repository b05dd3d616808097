//! Health records: how they come in, and how they are kept.

mod beside;
mod command;
mod documents;
mod hostile;
mod kept;
mod moved;

use domain::{NhsNumber, OdsCode};
use proxy_access::actions::health_record::import::{ImportFailed, Report, Sidecar, Source, take_over};
use proxy_access::run::demo::records::keep_record;
use proxy_access::storage::health_records::{self, Patient, Stored};
use sandbox::records::{Person, people};
use serde_json::{Value, json};

use crate::support::world::World;

/// The number of the patient whom [`bundle`] is about.
pub const NUMBER: &str = "9990000018";

/// The practice that all of these are imported for.
pub fn riverside() -> OdsCode {
    OdsCode::parse("A81001").unwrap()
}

/// The Patient of [`bundle`].
pub fn patient() -> Value {
    json!({
        "resourceType": "Patient", "id": "p1",
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": NUMBER}],
        "name": [{"use": "official", "family": "Pryce", "given": ["Ann"]}], "birthDate": "1951-07-04",
    })
}

/// A Bundle with the patient and these resources, each as its text.
pub fn bundle(resources: &[String]) -> String {
    let all = [patient().to_string()].into_iter().chain(resources.iter().cloned());
    let entries: Vec<String> = all.map(|resource| format!("{{\"resource\":{resource}}}")).collect();
    format!("{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{}]}}", entries.join(","))
}

/// An observation about the patient with something more in it.
pub fn observation(id: &str, more: Value) -> String {
    let mut whole = json!({"resourceType": "Observation", "id": id, "subject": {"reference": "Patient/p1"}});
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    whole.to_string()
}

/// Imports a Bundle with nothing beside it.
pub async fn taken(world: &World, bundle: &str) -> Result<Report, ImportFailed> {
    Box::pin(take_over(&world.app, &riverside(), bundle.as_bytes(), Source::default())).await
}

/// Imports a Bundle with this beside it.
pub async fn taken_with(world: &World, bundle: &str, beside: &Value) -> Result<Report, ImportFailed> {
    let sidecar = Sidecar::parse(beside.to_string().as_bytes())?;
    Box::pin(take_over(&world.app, &riverside(), bundle.as_bytes(), Source::given(sidecar))).await
}

/// The patient with this number, where their record is kept.
pub async fn kept(world: &World, number: &str) -> Option<Patient> {
    let number = NhsNumber::parse(number).unwrap();
    health_records::patient(&world.app.db, &riverside(), &number).await.unwrap()
}

/// All resources of a record, in their order.
pub async fn stored(world: &World, patient: &Patient, with_confidential: bool) -> Vec<Stored> {
    let stream = health_records::resources(&world.app.db, patient.id, with_confidential);
    futures::TryStreamExt::try_collect(stream).await.unwrap()
}

/// Imports the record of a person of the cast from the sandbox.
pub async fn of_cast(world: &World, key: &str) -> (Person, Report) {
    let person = people().into_iter().find(|person| person.key == key).unwrap();
    let report = Box::pin(keep_record(&world.app, &person, 1)).await.unwrap();
    (person, report)
}
