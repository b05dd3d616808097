//! Who the patient is, and who looks after them: what every record has.

use serde_json::json;

use super::book::Book;

const STATUS: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-NHSNumberVerificationStatus-1";
const REGISTRATION: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-RegistrationDetails-1";

/// Writes them.
pub(super) fn write(book: &mut Book<'_>) {
    let person = book.person;
    let (key, (code, name)) = (&person.key, person.practice);
    let (practice, doctor) = (format!("Organization/{key}-practice"), format!("Practitioner/{key}-gp"));
    let since = book.day(20);
    let patient = json!({
        "extension": [{"url": REGISTRATION, "extension": [
            {"url": "registrationPeriod", "valuePeriod": {"start": since.to_string()}}]}],
        "identifier": [{
            "extension": [{"url": STATUS, "valueCodeableConcept": {"coding": [{
                "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1",
                "code": "01", "display": "Number present and verified"}]}}],
            "system": "https://fhir.nhs.uk/Id/nhs-number", "value": person.nhs_number}],
        "active": true,
        "name": [{"use": "official", "family": person.family_name, "given": [person.given_name]}],
        "gender": person.gender,
        "birthDate": person.born.to_string(),
        "generalPractitioner": [{"reference": doctor}],
        "managingOrganization": {"reference": practice},
    });
    book.add(("Patient", key), patient, &[]);
    let place = json!({
        "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": code}],
        "name": name, "telecom": [{"system": "phone", "value": "01632960001", "use": "work"}],
    });
    book.add(("Organization", &format!("{key}-practice")), place, &[]);
    let gp = json!({
        "identifier": [{"system": "https://fhir.nhs.uk/Id/sds-user-id", "value": "555000000001"}],
        "name": [{"use": "official", "family": "Ashworth", "given": ["Helen"], "prefix": ["Dr"]}],
    });
    book.add(("Practitioner", &format!("{key}-gp")), gp, &[]);
    let role = json!({
        "practitioner": {"reference": doctor}, "organization": {"reference": practice},
        "code": [{"coding": [{"system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-SDSJobRoleName-1",
            "code": "R0260", "display": "General Medical Practitioner"}]}],
    });
    book.add(("PractitionerRole", &format!("{key}-gp-role")), role, &[]);
}
