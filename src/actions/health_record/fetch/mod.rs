//! Getting a patient's record from the practice they were registered with before (docs/gp-connect.md#getting-a-record): staff ask, the
//! worker gets it and looks at it, staff take it over, the worker gets its documents. Each step can be broken off at any instruction
//! and done again: nothing is lost, and nothing comes twice.

mod ask;
mod call;
mod compare;
mod decide;
mod documents;
mod get;
mod not_done;
mod parts;
mod take;

pub use ask::{NotAsked, Wish, ask};
pub use decide::{again, let_go, take_over, throw_away};
pub use documents::get_documents;
pub use get::get_record;
pub use not_done::NotDone;
pub use take::take_record;
