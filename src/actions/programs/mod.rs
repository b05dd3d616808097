//! Programs: who they are, the tokens they get, and what a token may do at this moment.

mod caller;
mod held;
mod token;

pub use caller::{Acts, Bearer, Caller, CallerRefused, bearer, caller};
pub use token::{NotIssued, Presented, for_itself};
