//! A record as people read it: who may look, how far, and what stands there as plain things. FHIR ends here: pages know none of it.
//! Narrative is never read, and all text stays text.

mod concept;
mod consultation;
mod details;
mod document;
mod entry;
mod facts;
mod group;
mod levels;
mod may_look;
mod medicine;
mod names;
mod outline;
mod parts;
mod problems;
mod sort;
mod trend;

pub use consultation::{Consultation, Heading, Topic, consultations};
pub use details::{Details, details};
pub use document::{File, file};
pub use entry::{Entry, Fact, Number, Section, Severity};
pub use group::{GROUPS, Group, entries, overview};
pub use levels::{AtLevel, Change, Compared, compared, held};
pub use may_look::{Looking, may_look, note_staff};
pub(super) use outline::Outline;
pub use sort::Sort;
pub use trend::{Trend, trends};
