//! What happens without a visitor: work from the outbox, deadlines, tidying.

mod deliver;
mod due;
mod message;
mod run;

pub use deliver::{deliver_batch, deliver_everything};
pub use due::meet_deadlines;
pub use run::{Stop, run};
