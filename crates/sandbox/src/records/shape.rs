//! How parts of resources are written.

use serde_json::{Value, json};

/// SNOMED CT.
pub(super) const SNOMED: &str = "http://snomed.info/sct";
const PROFILES: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-";

/// A code of SNOMED CT with its words.
pub(super) type Code = (&'static str, &'static str);

/// A concept with one code.
pub(super) fn coded((code, display): Code) -> Value {
    json!({"coding": [{"system": SNOMED, "code": code, "display": display}]})
}

/// A reference to a resource of the record.
pub(super) fn to(name: &str) -> Value {
    json!({ "reference": name })
}

/// What a resource says of itself.
pub(super) fn meta(profile: &str) -> Value {
    json!({"profile": [format!("{PROFILES}{profile}-1")]})
}

/// The label of what neither the patient nor anybody close to them may see.
pub(super) fn nopat() -> Value {
    json!([{
        "system": "http://hl7.org/fhir/v3/ActCode",
        "code": "NOPAT",
        "display": "no disclosure to patient, family or caregivers without attending provider's authorization"
    }])
}
