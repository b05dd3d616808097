//! Moving the roles that a GP system has to the national store (docs/sources.md#nps-docs, moving existing roles):
//!
//! - *transfer*: all of it; people read *moving*, the command is `migration`; `migrate` is the database's.
//! - *linked account*: somebody's access to somebody else's record, as the GP system lists it; one row of a list.
//! - *round*: one go at moving the linked accounts of agreed practices, for a test or in earnest.
//! - *excluded*: a row that is no role by the rules of the national service. That is no error of the list.
//! - *wrong*: a row that cannot be read as a linked account. Its problems name the column and what is expected there.

mod account;
mod cells;
mod ending;
mod environment;
mod estimate;
mod exclusion;
mod outage;
mod pace;
mod pairs;
mod problem;
mod reading;
mod settle;
mod tally;
mod value;
mod window;

pub use account::LinkedAccount;
pub use cells::{Cells, Column};
pub use ending::Ending;
pub use environment::{Environment, NotAnEnvironment};
pub use estimate::{Estimate, estimate};
pub use exclusion::Exclusion;
pub use outage::Outage;
pub use pace::{NotARate, Pace, Rate};
pub use pairs::{Judgement, Pairs};
pub use problem::{Expected, Problem};
pub use reading::{Row, Terms, Verdict, read_row};
pub use settle::{Moved, Seen, moved};
pub use tally::{Agreement, Counts, StoreCounts, agreement};
pub use window::{NotAWindow, Window};
