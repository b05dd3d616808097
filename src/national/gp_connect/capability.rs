//! `GET …/metadata`: what we can do (docs/sources.md#gpc-migrate). Only what is there is told.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::answer::fhir;

/// The version of the specification that this follows.
pub const SPECIFICATION: &str = "1.6.2";
/// The day of this version of ours.
const RELEASED: &str = "2026-11-28";
const OPERATION: &str =
    "https://fhir.nhs.uk/STU3/OperationDefinition/GPConnect-MigrateStructuredRecord-Operation-1/_history/1.1";
/// Profiles of resources, each with its version, by the part of their name that differs.
const PROFILES: [(&str, &str); 19] = [
    ("Patient", "1.8"),
    ("Organization", "1.4"),
    ("Practitioner", "1.3"),
    ("PractitionerRole", "1.2"),
    ("Location", "1.3"),
    ("AllergyIntolerance", "1.7"),
    ("Medication", "1.2"),
    ("MedicationStatement", "1.7"),
    ("MedicationRequest", "1.6"),
    ("List", "1.7"),
    ("Immunization", "1.5"),
    ("ProblemHeader-Condition", "1.7"),
    ("Encounter", "1.5"),
    ("Observation", "1.7"),
    ("DiagnosticReport", "1.3"),
    ("Specimen", "1.3"),
    ("ProcedureRequest", "1.4"),
    ("ReferralRequest", "1.2"),
    ("DocumentReference", "1.3"),
];
/// Those whose names are not made so.
const OTHERS: [&str; 3] = [
    "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1/_history/1.3",
    "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1/_history/1.2",
    "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-HealthcareService-1/_history/1.0",
];

/// The capability statement.
pub fn statement() -> Response {
    let of = |(name, version): (&str, &str)| {
        format!("https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-{name}-1/_history/{version}")
    };
    let profiles = PROFILES.map(of).into_iter().chain(OTHERS.map(str::to_owned));
    let profiles: Vec<Value> = profiles.map(|reference| json!({ "reference": reference })).collect();
    let read = |kind: &str, code: &str| json!({ "type": kind, "interaction": [{ "code": code }] });
    let statement = json!({
        "resourceType": "CapabilityStatement",
        "version": SPECIFICATION,
        "name": "GP Connect API - Access Record Structured",
        "status": "active",
        "date": RELEASED,
        "publisher": "Trusted person access",
        "description": "Gives the record of a patient to the practice at which they are registered now",
        "kind": "capability",
        "software": { "name": "proxy-access", "version": env!("CARGO_PKG_VERSION"), "releaseDate": RELEASED },
        "fhirVersion": "3.0.1",
        "acceptUnknown": "both",
        "format": ["application/fhir+json"],
        "profile": profiles,
        "rest": [{
            "mode": "server",
            "security": { "cors": false },
            "resource": [read("Binary", "read")],
            "operation": [{ "name": "gpc.migratestructuredrecord", "definition": { "reference": OPERATION } }],
        }],
    });
    fhir(StatusCode::OK, statement.to_string())
}
