//! What is withheld from whom (docs/sources.md#gpc-migrate). A label that we do not know withholds nothing; one that we know counts
//! whatever system it says it is of.

use serde_json::Value;

use super::systems;

/// No disclosure to patient, family or carers without the practice's word.
const NO_PATIENT: &str = "NOPAT";
/// Restricted, and very restricted.
const RESTRICTED: [&str; 2] = ["R", "V"];

/// Whether neither the patient nor anybody close to them may see a resource: it says so of itself, of what it contains, or, a
/// document, of its bytes.
pub fn is_nopat(resource: &Value) -> bool {
    let says = |resource: &Value| labels(resource).any(|label| code(label) == NO_PATIENT);
    says(resource) || resource["contained"].as_array().is_some_and(|all| all.iter().any(says))
}

/// Whether a resource says of itself that it is confidential. Nothing in a record that comes from a GP system must: most of what
/// is confidential is marked beside it (docs/record-import.md#marks).
pub fn is_confidential(resource: &Value) -> bool {
    labels(resource)
        .any(|label| label["system"] == systems::CONFIDENTIALITY && RESTRICTED.contains(&code(label)))
}

fn code(label: &Value) -> &str {
    label["code"].as_str().unwrap_or_default().trim()
}

/// The labels of a resource, and those of a document's bytes.
fn labels(resource: &Value) -> impl Iterator<Item = &Value> {
    let own = resource["meta"]["security"].as_array().into_iter().flatten();
    let concepts = resource["securityLabel"].as_array().into_iter().flatten();
    own.chain(concepts.flat_map(|concept| concept["coding"].as_array().into_iter().flatten()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_withheld_from_the_patient_is_seen_wherever_it_is_said() {
        let nopat = json!({"system": systems::ACT, "code": "NOPAT"});
        let good = [
            json!({"meta": {"security": [nopat]}}),
            json!({"meta": {"security": [{"code": "X"}, {"code": "NOPAT", "system": "urn:other"}]}}),
            json!({"resourceType": "DocumentReference", "securityLabel": [{"coding": [nopat]}]}),
            json!({"resourceType": "List", "contained": [{"id": "1"}, {"meta": {"security": [nopat]}}]}),
        ];
        for resource in good {
            assert!(is_nopat(&resource), "{resource}");
        }
        let other = [
            json!({}),
            json!({"meta": {"security": "NOPAT"}}),
            json!({"meta": {"tag": [nopat]}}),
            json!({"note": [{"text": "NOPAT"}]}),
            json!([nopat]),
        ];
        for resource in other {
            assert!(!is_nopat(&resource), "{resource}");
        }
    }

    #[test]
    fn only_the_two_upper_codes_are_confidential() {
        let of = |code: &str, system: &str| {
            is_confidential(&json!({"meta": {"security": [{"system": system, "code": code}]}}))
        };
        assert!(of("R", systems::CONFIDENTIALITY) && of("V", systems::CONFIDENTIALITY));
        assert!(!of("N", systems::CONFIDENTIALITY) && !of("R", systems::ACT) && !is_confidential(&json!({})));
    }
}
