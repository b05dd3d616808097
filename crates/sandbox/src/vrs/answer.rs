//! A role as it is read.

use serde_json::{Value, json};

use super::life;
use super::store::VrsRole;

const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";
const REASON: &str =
    "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-Consent-Status-Reason";
const REASON_SYSTEM: &str = "https://fhir.nhs.uk/England/CodeSystem/England-ConsentStatusReason";
const OLDER_REASON: &str = "https://fhir.hl7.org.uk/StructureDefinition/Extension-statusReason";
const OLDER_REASON_SYSTEM: &str = "https://terminology.hl7.org/CodeSystem/consent-reason";
const GRANTOR: &str = "https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor";

/// The Consent of a role, in the published form or in that of the integration environment.
pub(super) fn consent(role: &VrsRole, as_integration: bool) -> Value {
    let [system, code, display] = &role.basis;
    let basis = json!({"coding": [{"system": system, "code": code, "display": display}]});
    let instant = |text: &Option<String>| match text {
        Some(text) if as_integration => Some(text.chars().take(10).collect::<String>()),
        other => other.clone(),
    };
    let mut period = serde_json::Map::new();
    for (name, edge) in [("start", instant(&role.start)), ("end", instant(&role.end))] {
        if let Some(edge) = edge {
            period.insert(name.to_owned(), Value::String(edge));
        }
    }
    let mut consent = json!({
        "resourceType": "Consent",
        "id": role.id,
        "status": role.status,
        "scope": {"coding": [{"system": "https://terminology.hl7.org/CodeSystem/consentscope",
            "code": "patient-privacy", "display": "Privacy Consent"}]},
        "category": [{"coding": [{"system": "https://terminology.hl7.org/CodeSystem/v3-ActCode",
            "code": "INFA", "display": "information access"}]}],
        "patient": {"type": "Patient", "identifier": {"system": NHS_NUMBER, "value": role.patient}},
        "dateTime": role.made_at,
        "performer": [{"identifier": {"system": NHS_NUMBER, "value": role.proxy}}],
        "policyRule": if as_integration { json!([basis]) } else { basis },
        "provision": {"type": "permit", "period": period,
            "actor": [{"reference": {"identifier": {"system": NHS_NUMBER, "value": role.proxy}}}]},
        "extension": extensions(role, as_integration),
    });
    if !as_integration {
        consent["meta"] = json!({"lastUpdated": role.updated});
    }
    consent
}

fn extensions(role: &VrsRole, as_integration: bool) -> Vec<Value> {
    let (url, system) =
        if as_integration { (OLDER_REASON, OLDER_REASON_SYSTEM) } else { (REASON, REASON_SYSTEM) };
    let display = life::display(&role.reason).unwrap_or_default();
    let mut concept = json!({"coding": [{"system": system, "code": role.reason, "display": display}]});
    if let Some(text) = &role.text {
        concept["text"] = Value::String(text.clone());
    }
    let mut all = vec![json!({"url": url, "valueCodeableConcept": concept})];
    if let Some(grantor) = &role.grantor {
        let identifier = json!({"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": grantor});
        all.push(json!({"url": GRANTOR, "valueReference": {"identifier": identifier}}));
    }
    all
}
