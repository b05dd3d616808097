//! A record as FHIR R4, with what its confidentiality withholds left out (docs/sources.md#pds-fhir).

use serde_json::{Value, json};

use super::records::{Confidentiality, Record};

const NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";
const UK_CORE: &str = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";

/// The whole resource, as `GET /Patient/{id}` answers it.
pub(super) fn whole(record: &Record) -> Value {
    let mut patient = bones(record);
    if record.confidentiality == Confidentiality::VeryRestricted {
        return patient;
    }
    patient["name"] = names(record);
    patient["gender"] = json!(record.gender);
    patient["birthDate"] = json!(record.birth_date);
    if let Some(died) = &record.deceased {
        patient["deceasedDateTime"] = json!(died);
        patient["extension"] = json!([death_notification(died)]);
    }
    if record.confidentiality == Confidentiality::Unrestricted {
        whereabouts(record, &mut patient);
    }
    patient
}

/// What a search answers: the current name only.
pub(super) fn thin(record: &Record) -> Value {
    let mut patient = whole(record);
    if let Some(names) = patient.get_mut("name").and_then(Value::as_array_mut) {
        names.truncate(1);
    }
    patient
}

fn bones(record: &Record) -> Value {
    let (code, display) = match record.confidentiality {
        Confidentiality::Unrestricted => ("U", "unrestricted"),
        Confidentiality::Restricted => ("R", "restricted"),
        Confidentiality::VeryRestricted => ("V", "very restricted"),
        Confidentiality::Invalidated => ("REDACTED", "redacted"),
    };
    let verified = json!({
        "url": format!("{UK_CORE}NHSNumberVerificationStatus"),
        "valueCodeableConcept": {"coding": [{
            "system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus",
            "version": "1.0.0",
            "code": "01",
            "display": "Number present and verified",
        }]},
    });
    let security = json!({
        "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": code, "display": display,
    });
    json!({
        "resourceType": "Patient",
        "id": record.nhs_number,
        "identifier": [{"system": NUMBER, "value": record.nhs_number, "extension": [verified]}],
        "meta": {"versionId": record.version.to_string(), "security": [security]},
    })
}

fn names(record: &Record) -> Value {
    // FHIR has no empty lists: a name without given names says nothing of them.
    let with_given = |mut name: Value| {
        if !record.given.is_empty() {
            name["given"] = json!(record.given);
        }
        name
    };
    let usual = with_given(json!({
        "id": "usual", "use": "usual", "period": {"start": record.birth_date}, "family": record.family,
    }));
    let former = record.former_family.as_ref().map(|family| {
        with_given(json!({
            "id": "former", "use": "old", "period": {"start": record.birth_date, "end": "2015-06-30"},
            "family": family,
        }))
    });
    Value::Array([Some(usual), former].into_iter().flatten().collect())
}

fn whereabouts(record: &Record, patient: &mut Value) {
    let mut telecom = Vec::new();
    if let Some(phone) = &record.phone {
        let period = json!({"start": "2020-01-01"});
        telecom.push(
            json!({"id": "mobile", "system": "phone", "use": "mobile", "value": phone, "period": period}),
        );
    }
    if let Some(email) = &record.email {
        let mut period = json!({"start": "2020-01-01"});
        if let Some(end) = &record.email_until {
            period["end"] = json!(end);
        }
        telecom
            .push(json!({"id": "email", "system": "email", "use": "home", "value": email, "period": period}));
    }
    if !telecom.is_empty() {
        patient["telecom"] = Value::Array(telecom);
    }
    patient["address"] = json!([{
        "id": "home", "use": "home", "period": {"start": "2020-01-01"},
        "line": record.address, "postalCode": record.postcode,
    }]);
    if let Some(practice) = &record.practice {
        patient["generalPractitioner"] = json!([{
            "id": "gp",
            "type": "Organization",
            "identifier": {
                "system": "https://fhir.nhs.uk/Id/ods-organization-code",
                "value": practice,
                "period": {"start": "2020-01-01"},
            },
        }]);
    }
}

fn death_notification(died: &str) -> Value {
    let status = json!({"coding": [{
        "system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-DeathNotificationStatus",
        "version": "1.0.0",
        "code": "2",
        "display": "Formal - death notice received from Registrar of Deaths",
    }]});
    json!({
        "url": format!("{UK_CORE}DeathNotificationStatus"),
        "extension": [
            {"url": "deathNotificationStatus", "valueCodeableConcept": status},
            {"url": "systemEffectiveDate", "valueDateTime": died},
        ],
    })
}
