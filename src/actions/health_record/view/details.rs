//! Name, address and registration.

use time::Date;

use crate::fhir::stu3::security;
use crate::storage::views::health_record::Patient;

use super::concept::text;
use super::may_look::Looking;
use super::outline::shows_details;

/// What a record says of the patient themself. No `Debug`: it says who they are.
#[derive(Default)]
pub struct Details {
    /// Name.
    pub name: String,
    /// Date of birth.
    pub born: Option<Date>,
    /// Address, line by line.
    pub address: Vec<String>,
    /// Telephone numbers and e-mail addresses.
    pub contacts: Vec<String>,
    /// Since when they are registered.
    pub registered_from: Option<Date>,
}

/// What the record says of the patient themself, where that is shown.
pub fn details(looking: &Looking) -> Option<Details> {
    if !shows_details(&looking.lens) {
        return None;
    }
    let (patient, body) = (&looking.patient, &looking.patient.body);
    let registered_from = patient.registered_from;
    let who =
        Details { name: patient.name.full(), born: patient.born, registered_from, ..Details::default() };
    if hides_where(patient) {
        return Some(who);
    }
    let address = &body["address"][0];
    let mut lines: Vec<String> = address["line"].as_array().into_iter().flatten().filter_map(text).collect();
    lines.extend(["city", "district", "postalCode"].iter().filter_map(|name| text(&address[*name])));
    let contacts = body["telecom"].as_array().into_iter().flatten();
    let contacts = contacts.filter_map(|one| text(&one["value"])).collect();
    Some(Details { address: lines, contacts, ..who })
}

/// Whether nobody online may be told where the patient lives: theirs is a sensitive record, or it says so of the Patient.
fn hides_where(patient: &Patient) -> bool {
    patient.sensitive || security::is_nopat(&patient.body) || security::is_confidential(&patient.body)
}
