//! Who a record is of, and who cares for them: the Patient as we send it, and the practice.

use serde_json::{Value, json};

use crate::fhir::stu3::systems;
use crate::storage::health_records::Patient;
use domain::OdsCode;

const PATIENT_PROFILE: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Patient-1";
const ORGANIZATION_PROFILE: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Organization-1";
/// What a number that is there and verified is called.
const VERIFIED: &str = "Number present and verified";

/// The id of a Patient.
pub fn id(patient: &Patient) -> String {
    patient.body["id"].as_str().map_or_else(|| patient.id.to_string(), str::to_owned)
}

/// The ids of the practitioners whom a Patient names.
pub fn practitioners(patient: &Value) -> Vec<String> {
    let all = patient["generalPractitioner"].as_array().into_iter().flatten();
    let ids = all.filter_map(|one| one["reference"].as_str()?.strip_prefix("Practitioner/"));
    ids.map(str::to_owned).collect()
}

/// The Patient as we send it: all that came, with the practice that sends it, who cares for them, and the number that was asked
/// for with its status. `organisation` is the practice, as the record has it.
pub fn patient(patient: &Patient, organisation: &str, one_practitioner: bool) -> Value {
    let mut whole = patient.body.clone();
    if !whole.is_object() {
        whole = json!({});
    }
    let practice = json!({ "reference": format!("Organization/{organisation}") });
    let practitioners = practitioners(&whole);
    let usual = practitioners.into_iter().map(|id| json!({ "reference": format!("Practitioner/{id}") }));
    let mut carers: Vec<Value> = usual.chain([practice.clone()]).collect();
    if one_practitioner {
        carers.truncate(1);
    }
    whole["resourceType"] = json!("Patient");
    whole["id"] = json!(id(patient));
    whole["generalPractitioner"] = Value::Array(carers);
    whole["managingOrganization"] = practice;
    if !whole["meta"].is_object() {
        whole["meta"] = json!({});
    }
    whole["meta"]["profile"] = json!([PATIENT_PROFILE]);
    let mut identifiers = whole["identifier"].as_array().cloned().unwrap_or_default();
    identifiers.retain(|one| one["system"] != systems::NHS_NUMBER);
    identifiers.insert(0, number(patient));
    whole["identifier"] = Value::Array(identifiers);
    whole
}

/// The practice, where a record has it not.
pub fn organisation(practice: &OdsCode, name: Option<&str>) -> Value {
    let mut made = json!({
        "resourceType": "Organization",
        "id": practice.as_str(),
        "meta": { "profile": [ORGANIZATION_PROFILE] },
        "identifier": [{ "system": systems::ODS, "value": practice.as_str() }],
    });
    if let Some(name) = name {
        made["name"] = json!(name);
    }
    made
}

fn number(patient: &Patient) -> Value {
    let status = json!({
        "url": systems::NUMBER_STATUS_EXTENSION,
        "valueCodeableConcept": { "coding": [{
            "system": systems::NUMBER_STATUS, "code": patient.number_status, "display": VERIFIED }] },
    });
    json!({ "extension": [status], "system": systems::NHS_NUMBER, "value": patient.nhs_number.as_str() })
}
