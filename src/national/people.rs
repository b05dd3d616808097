//! People as answers show them, and parameters that name them.

use crate::fhir::r4::{
    CodeableConcept, Coding, Entry, HumanName, Identifier, Meta, Patient, Reference, RelatedPerson, Resource,
    Search,
};
use crate::fhir::systems;
use crate::storage::national::people::{Person, Relationship};
use crate::tokens::Holder;
use domain::NhsNumber;

use super::store::Store;
use super::way;

/// Parameters of FHIR that say how an answer is written, and nothing about what is found: libraries send them by default.
const WRITTEN: [&str; 2] = ["_format", "_pretty"];

/// The parameters of an address, in order.
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads them.
    pub fn read(query: &str) -> Parameters {
        Parameters(url::form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// The values of one.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// What they are called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The first by which a search would have to be narrowed in a way that it does not know.
    pub fn unknown(&self, known: &[&str]) -> Option<&str> {
        self.names().find(|name| !known.contains(name) && !WRITTEN.contains(name))
    }
}

/// Somebody, patient or proxy. At which practice another one is, nobody is told who reads for themselves.
pub fn patient(person: &Person, reader: &Holder) -> Resource {
    let is_another = matches!(reader, Holder::Patient(own) if *own != person.number);
    let proofing = Coding::new(systems::PROOFING, "P9", "High level verification (P9)");
    Resource::Patient(Box::new(Patient {
        id: Some(person.number.as_str().to_owned()),
        meta: Some(Meta { security: vec![proofing], ..Meta::default() }),
        identifier: vec![number(&person.number)],
        name: names(person),
        birth_date: born(person),
        general_practitioner: person
            .practice
            .iter()
            .filter(|_| !is_another)
            .map(|code| Reference::to(Some("Organization"), Identifier::new(systems::ODS, code.as_str())))
            .collect(),
    }))
}

/// What a proxy is to a patient, with the patient's name and day of birth where the patient is known.
pub fn related(one: &Relationship, of: Option<&Person>) -> Resource {
    Resource::RelatedPerson(Box::new(RelatedPerson {
        id: Some(one.id.to_string()),
        identifier: vec![number(&one.proxy)],
        patient: Some(Reference::to(None, number(&one.patient))),
        relationship: vec![CodeableConcept::of(Coding::new(&one.system, &one.code, &one.display))],
        name: of.map(names).unwrap_or_default(),
        birth_date: of.and_then(born),
    }))
}

/// An entry that a search includes.
pub fn included(store: &Store, resource: Resource) -> Entry {
    entry(store, resource, "include")
}

/// An entry of people.
pub fn entry(store: &Store, resource: Resource, mode: &str) -> Entry {
    let (kind, id) = match &resource {
        Resource::Patient(patient) => ("Patient", patient.id.clone()),
        Resource::RelatedPerson(related) => ("RelatedPerson", related.id.clone()),
        _ => ("", None),
    };
    let id = id.unwrap_or_default();
    Entry {
        full_url: Some(store.address(&format!("{}/{kind}/{id}", way::BASE))),
        resource: Some(resource),
        search: Some(Search { mode: mode.to_owned() }),
    }
}

fn number(number: &NhsNumber) -> Identifier {
    Identifier::new(systems::NHS_NUMBER, number.as_str())
}

fn names(person: &Person) -> Vec<HumanName> {
    let name = HumanName {
        usage: Some("usual".to_owned()),
        family: Some(person.family.clone()),
        given: person.given.clone(),
        text: None,
    };
    if person.family.is_empty() && person.given.is_empty() { Vec::new() } else { vec![name] }
}

fn born(person: &Person) -> Option<String> {
    person.born.map(|day| day.to_string())
}
