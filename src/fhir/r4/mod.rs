//! FHIR R4, only what the API carries. No `Debug`: nearly all of it names people.

mod common;
mod consent;
mod outcome;
mod patch;
mod person;
mod questionnaire;
mod resource;

pub use common::{CodeableConcept, Coding, HumanName, Identifier, Meta, Period, Reference};
pub use consent::{Actor, Consent, Extension, Policy, Provision};
pub use outcome::{Issue, OperationOutcome};
pub use patch::{NotAPatch, Operation, read_patch, write_patch};
pub use person::{Patient, RelatedPerson};
pub use questionnaire::{Item, QuestionnaireResponse};
pub use resource::{Bundle, Entry, Link, NotFhir, Resource, Search};
