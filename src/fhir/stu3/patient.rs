//! The Patient of a record, as far as we decide by it.

use serde_json::Value;
use time::Date;

use domain::{NhsNumber, PersonName};

use super::{day, systems};
use crate::fhir::lenient::nhs_number;

/// The status of a number that is there and verified: it alone says surely whose a record is.
pub const VERIFIED: &str = "01";
/// The status of a number that nothing says anything of: it is there, and nobody has looked.
const NOT_TRACED: &str = "02";

/// Who a record is of.
#[derive(Clone)]
pub struct Patient {
    /// Id of the resource.
    pub id: String,
    /// NHS number, where it is one.
    pub number: Option<NhsNumber>,
    /// How surely it is theirs; see [`VERIFIED`].
    pub number_status: String,
    /// Name: the one in use, or the first.
    pub name: PersonName,
    /// Date of birth.
    pub born: Option<Date>,
    /// Gender.
    pub gender: Option<String>,
    /// First and last day of registration.
    pub registered: (Option<Date>, Option<Date>),
    /// Day of death, where it is known; see [`Patient::has_died`].
    pub deceased_on: Option<Date>,
    /// Whether they have died, known by a day or without one.
    pub has_died: bool,
    /// What their practice and their usual GP are called in the record.
    pub practices: Vec<String>,
    /// What the practice that keeps the record is called in it.
    pub keeper: Option<String>,
}

impl Patient {
    /// Reads one; none where the resource is no Patient or has no id.
    pub fn read(resource: &Value) -> Option<Patient> {
        if resource["resourceType"] != "Patient" {
            return None;
        }
        let identifier = identifiers(resource).find(|one| is_number(one));
        let has_died = resource["deceasedDateTime"].is_string() || resource["deceasedBoolean"] == true;
        Some(Patient {
            id: resource["id"].as_str()?.to_owned(),
            number: identifier.and_then(|one| nhs_number(one["value"].as_str()?)),
            number_status: identifier.and_then(status).unwrap_or(NOT_TRACED).to_owned(),
            name: name(resource),
            born: text(&resource["birthDate"]).and_then(day::read),
            gender: text(&resource["gender"]).map(str::to_owned),
            registered: registered(resource),
            deceased_on: text(&resource["deceasedDateTime"]).and_then(day::read),
            has_died,
            practices: references(&resource["generalPractitioner"]),
            keeper: text(&resource["managingOrganization"]["reference"]).map(str::to_owned),
        })
    }
}

fn text(value: &Value) -> Option<&str> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty())
}

fn identifiers(resource: &Value) -> impl Iterator<Item = &Value> {
    resource["identifier"].as_array().into_iter().flatten()
}

fn is_number(identifier: &Value) -> bool {
    text(&identifier["system"]).is_some_and(|system| crate::fhir::systems::same(system, systems::NHS_NUMBER))
}

/// Some write the system of the status in another way: the extension alone is looked at.
fn status(identifier: &Value) -> Option<&str> {
    let extensions = identifier["extension"].as_array()?;
    let said = extensions.iter().find(|one| one["url"] == systems::NUMBER_STATUS_EXTENSION)?;
    text(&said["valueCodeableConcept"]["coding"][0]["code"])
}

fn name(resource: &Value) -> PersonName {
    let all = resource["name"].as_array().map(Vec::as_slice).unwrap_or_default();
    let used = |name: &&Value| name["use"] == "official" || name["use"] == "usual";
    let Some(name) = all.iter().find(used).or(all.first()) else { return PersonName::new("", "") };
    let given: Vec<&str> = name["given"].as_array().into_iter().flatten().filter_map(text).collect();
    let family = text(&name["family"]).or(text(&name["text"])).unwrap_or_default();
    PersonName::new(given.join(" "), family)
}

fn registered(resource: &Value) -> (Option<Date>, Option<Date>) {
    let extensions = resource["extension"].as_array().into_iter().flatten();
    let details = extensions.filter(|one| one["url"] == systems::REGISTRATION);
    let parts = details.flat_map(|one| one["extension"].as_array().into_iter().flatten());
    let period = parts.filter(|one| one["url"] == "registrationPeriod").map(|one| &one["valuePeriod"]).next();
    let at = |edge: &str| period.and_then(|period| text(&period[edge])).and_then(day::read);
    (at("start"), at("end"))
}

fn references(value: &Value) -> Vec<String> {
    let all = value.as_array().into_iter().flatten();
    all.filter_map(|one| text(&one["reference"])).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use time::macros::date;

    fn whole() -> Value {
        json!({
            "resourceType": "Patient", "id": "p1",
            "extension": [{"url": systems::REGISTRATION, "extension": [
                {"url": "registrationPeriod", "valuePeriod": {"start": "2019-03-14T09:00:00+00:00", "end": "2026-11-01"}}]}],
            "identifier": [
                {"system": "https://other.example", "value": "1"},
                {"system": systems::NHS_NUMBER, "value": "9000000009", "extension": [{
                    "url": systems::NUMBER_STATUS_EXTENSION, "valueCodeableConcept": {"coding": [{"code": "01"}]}}]}],
            "name": [{"use": "old", "family": "Was"}, {"use": "official", "family": "Pryce", "given": ["Ann", "Sian"]}],
            "gender": "female", "birthDate": "1951-07-04",
            "generalPractitioner": [{"reference": "Practitioner/1"}, {"reference": "Organization/2"}],
            "managingOrganization": {"reference": "Organization/2"},
        })
    }

    #[test]
    fn who_a_record_is_of_is_read() {
        let read = Patient::read(&whole()).unwrap();
        assert_eq!((read.id.as_str(), read.number_status.as_str()), ("p1", "01"));
        assert_eq!(read.number.unwrap().as_str(), "9000000009");
        assert_eq!((read.name.given.as_str(), read.name.family.as_str()), ("Ann Sian", "Pryce"));
        assert_eq!((read.born, read.gender.as_deref()), (Some(date!(1951 - 07 - 04)), Some("female")));
        assert_eq!(read.registered, (Some(date!(2019 - 03 - 14)), Some(date!(2026 - 11 - 01))));
        assert_eq!((read.deceased_on, read.has_died), (None, false));
        assert_eq!(read.practices, ["Practitioner/1", "Organization/2"]);
        assert_eq!(read.keeper.as_deref(), Some("Organization/2"));
    }

    #[test]
    fn what_is_not_said_is_not_guessed() {
        let bare =
            Patient::read(&json!({"resourceType": "Patient", "id": "p1", "deceasedBoolean": true})).unwrap();
        assert_eq!((bare.number_status.as_str(), bare.number.is_none(), bare.has_died), ("02", true, true));
        let mut wrong = whole();
        wrong["identifier"][1]["value"] = json!("9000000008");
        assert!(Patient::read(&wrong).unwrap().number.is_none());
        for odd in [
            json!({"resourceType": "Patient"}),
            json!({"resourceType": "Person", "id": "1"}),
            json!("Patient"),
        ] {
            assert!(Patient::read(&odd).is_none(), "{odd}");
        }
    }
}
