//! What of a health record somebody is shown (docs/health-record.md): how far a level goes is data ([`table`]); what a mark, a day
//! and a review make of it is one function ([`seen()`]).
//!
//! - *health record*: the clinical record that a practice holds of a patient.
//! - *marks*: what is never shown online, whatever the level.
//! - *lens*: how far somebody sees, on which side of which day.
//!
//! What is marked hands its marks on to what belongs to it ([`spread()`]), whoever looks and wherever the record goes.

mod item;
mod kind;
mod lens;
mod seen;
mod spread;
pub mod table;
mod when;

pub use item::{Item, Marks};
pub use kind::Kind;
pub use lens::Lens;
pub use seen::{Hidden, Seen, seen};
pub use spread::{State, spread};
pub use when::When;
