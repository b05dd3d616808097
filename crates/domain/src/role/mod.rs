//! A role in the national store, in its words: *patient*, *proxy*, *grantor* (docs/sources.md#vrs-api). Where it stands, why,
//! and by [`table`] where it may go; what a conflict means for who wanted to create one; what becomes of it when something
//! happens to one of the two people; and how a role that somebody wishes for is brought about there ([`next_step`]).

mod basis;
mod conflict;
mod follow;
mod life;
mod period;
mod person_event;
mod reason;
mod refusal;
mod relation;
mod status;
pub mod table;
mod wish;

pub use basis::LegalBasis;
pub use conflict::{Doubt, Found, Next, after_conflict};
pub use follow::{Difference, Known, Seen, Step, next_step};
pub use life::{Change, Reasoned, Role, change, create, reach_end};
pub use period::{EndBeforeStart, Period};
pub use person_event::{Effect, PersonEvent, Side, after};
pub use reason::Reason;
pub use refusal::Refusal;
pub use relation::Relation;
pub use status::Status;
pub use wish::{Asks, Wish};
