//! Health records (docs/record-import.md): the patients of a practice, what stands in their records, and the bytes of their
//! documents. A resource is kept and given back whole.

pub mod documents;
pub mod fetches;
mod look;
mod patients;
mod reviewed;
mod stored;

pub use look::{Look, note_look};
pub use patients::{Patient, keep_patient, patient, patients_of};
pub use reviewed::{keep_reviewed_periods, reviewed_periods};
pub use stored::{Arrived, Stored, keep_in_confidential, keep_resources, resources};
