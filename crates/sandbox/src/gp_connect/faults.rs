//! What can be wrong with another practice's system, and with what it gives.

use serde::{Deserialize, Serialize};

/// Faults; everything off is the default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GpConnectFaults {
    /// Every call is answered 503 with a plain page.
    pub down: bool,
    /// Milliseconds before each answer.
    pub slow_ms: u64,
    /// Every good call is refused so.
    pub forced: Option<ForcedOutcome>,
    /// The answer does not repeat the id of the call.
    pub foreign_id: bool,
    /// One resource comes twice.
    pub doubled: bool,
    /// A list has what it refers to within itself.
    pub contained: bool,
    /// Lists warn that the record is not whole.
    pub warnings: bool,
    /// One problem may not be seen by the patient.
    pub nopat: bool,
    /// The patient has another family name and another date of birth there.
    pub other_details: bool,
    /// It is the record of somebody else.
    pub other_patient: bool,
    /// Answers are compressed.
    pub gzip: bool,
    /// The record has three megabytes.
    pub large: bool,
    /// Records break off in the middle.
    pub half: bool,
    /// Documents break off in the middle.
    pub half_documents: bool,
    /// No document is there (404).
    pub no_documents: bool,
    /// Documents after this many break off, until it is set back.
    pub documents_before_break: Option<u64>,
}

/// An outcome of docs/sources.md#gpc-migrate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForcedOutcome {
    /// HTTP status.
    pub status: u16,
    /// Code such as `PATIENT_NOT_FOUND`; without one, the answer is no FHIR.
    pub code: Option<String>,
    /// Whether the proxy before it says so, in its own form.
    #[serde(default)]
    pub by_proxy: bool,
}
