//! What PDS keeps about a person, and the records of the cast.

use std::collections::BTreeMap;

use crate::cast::{self, Citizen, Standing};

/// One person. Built for tests to change; `patient.rs` turns it into FHIR.
#[derive(Clone)]
pub struct Record {
    /// Ten digits.
    pub nhs_number: String,
    /// `meta.versionId`.
    pub version: u32,
    /// Given names; one entry may hold several words.
    pub given: Vec<String>,
    /// Family name.
    pub family: String,
    /// An earlier family name, shown as a name of use `old`.
    pub former_family: Option<String>,
    /// `male`, `female`, `other` or `unknown`.
    pub gender: String,
    /// `YYYY-MM-DD`; PDS also holds `YYYY-MM` and `YYYY`.
    pub birth_date: String,
    /// `deceasedDateTime`, such as `2024-02-27T00:00:00+00:00`.
    pub deceased: Option<String>,
    /// Home e-mail address.
    pub email: Option<String>,
    /// When that address stopped being valid, `YYYY-MM-DD`.
    pub email_until: Option<String>,
    /// Mobile number.
    pub phone: Option<String>,
    /// ODS code of the GP practice.
    pub practice: Option<String>,
    /// Lines of the home address.
    pub address: Vec<String>,
    /// Postcode of the home address.
    pub postcode: String,
    /// How much of it may be told.
    pub confidentiality: Confidentiality,
}

/// The sensitivity of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidentiality {
    /// U.
    Unrestricted,
    /// R: address, contacts and practice are withheld.
    Restricted,
    /// V: everything but the number is withheld.
    VeryRestricted,
    /// The number was withdrawn: 404.
    Invalidated,
}

type Records = (BTreeMap<String, Record>, BTreeMap<String, String>);

/// The records by number, and the superseded numbers.
pub(super) fn of_the_cast() -> Records {
    let (mut records, mut superseded) = (BTreeMap::new(), BTreeMap::new());
    for citizen in cast::citizens() {
        let Some(number) = citizen.nhs_number else { continue };
        records.insert(number.to_owned(), record(citizen, number));
        if let Some(old) = citizen.superseded_number {
            superseded.insert(old.to_owned(), number.to_owned());
        }
    }
    (records, superseded)
}

fn record(citizen: &Citizen, number: &str) -> Record {
    let text = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
    Record {
        nhs_number: number.to_owned(),
        version: 1,
        given: text(citizen.given_name).into_iter().collect(),
        family: citizen.family_name.to_owned(),
        former_family: None,
        gender: gender(citizen.id).to_owned(),
        birth_date: citizen.birth_date.to_owned(),
        deceased: (citizen.standing == Standing::Deceased).then(|| "2024-02-27T00:00:00+00:00".to_owned()),
        email: text(citizen.email).filter(|_| citizen.email_in_pds),
        email_until: None,
        phone: text(citizen.phone),
        practice: citizen.gp_ods_code.map(str::to_owned),
        address: vec!["1 Trevelyan Square".to_owned(), "Leeds".to_owned()],
        postcode: "LS1 6AE".to_owned(),
        confidentiality: match citizen.standing {
            Standing::Ordinary | Standing::Superseded | Standing::Deceased => Confidentiality::Unrestricted,
            Standing::Restricted => Confidentiality::Restricted,
            Standing::VeryRestricted => Confidentiality::VeryRestricted,
            Standing::Invalidated => Confidentiality::Invalidated,
        },
    }
}

fn gender(id: &str) -> &'static str {
    match id {
        "margaret" | "sian" | "ivy" | "rosa" | "clare" | "nadia" | "violet" => "female",
        "david" | "tomasz" | "harold" | "peter" | "amir" | "george" | "walter" => "male",
        _ => "unknown",
    }
}
