//! Name, address and registration.

use time::Date;

use super::concept::text;
use super::may_look::Looking;
use super::outline::shows_details;

/// What a record says of the patient themself. No `Debug`: it says who they are.
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
    let address = &body["address"][0];
    let mut lines: Vec<String> = address["line"].as_array().into_iter().flatten().filter_map(text).collect();
    lines.extend(["city", "district", "postalCode"].iter().filter_map(|name| text(&address[*name])));
    let contacts = body["telecom"].as_array().into_iter().flatten();
    Some(Details {
        name: patient.name.full(),
        born: patient.born,
        address: lines,
        contacts: contacts.filter_map(|one| text(&one["value"])).collect(),
        registered_from: patient.registered_from,
    })
}
