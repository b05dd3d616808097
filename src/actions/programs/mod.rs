//! Programs: who they are, the tokens they get, and what a token may do at this moment.

mod caller;
mod once;
mod token;

pub use caller::{Acts, Bearer, Caller, CallerRefused, Need, bearer, caller};
pub use once::Call;
pub use token::{NotIssued, Presented, for_itself};

pub use crate::storage::idempotency::Known;
