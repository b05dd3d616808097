//! What became of an import.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::storage::StorageError;

/// What was taken and what was not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Under which id the record is kept.
    pub record: Option<Uuid>,
    /// How many resources of each type were taken.
    pub taken: BTreeMap<String, u64>,
    /// What was not taken, and why.
    pub refused: Vec<Refused>,
    /// How many documents came with their bytes.
    pub documents: u64,
    /// How many came without them.
    pub without_bytes: u64,
}

/// One thing that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Which entry of the Bundle, from 1.
    pub place: usize,
    /// What it is, as far as that can be told: `Observation/7`.
    pub what: String,
    /// Why, and what is expected.
    pub why: String,
}

/// Why nothing of a record was taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportFailed {
    /// It could not be read to its end.
    #[error("it could not be read")]
    Unreadable(#[source] std::io::Error),
    /// It has more bytes than a record may have.
    #[error("it has more than {0} MiB: see HEALTH_RECORD_MIB")]
    TooLarge(u64),
    /// It is no text.
    #[error("it is no UTF-8: byte {0} is wrong; JSON in UTF-8 is expected")]
    NotText(usize),
    /// It is XML.
    #[error("it looks like XML: a FHIR STU3 Bundle in JSON is expected")]
    Xml,
    /// It is no Bundle.
    #[error("it is no FHIR STU3 Bundle in JSON: {0}")]
    NotABundle(String),
    /// It is not about one patient.
    #[error("it has {0} patients: exactly one is expected")]
    Patients(usize),
    /// The Patient cannot be read.
    #[error("its Patient cannot be read: {0}")]
    Patient(String),
    /// It is about somebody else.
    #[error("it is about another patient than the one it was asked for")]
    OtherPatient,
    /// What is marked beside it cannot be believed: a mark that goes nowhere may have been meant for something else.
    #[error("what stands beside it is wrong: {0}")]
    Marks(String),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}
