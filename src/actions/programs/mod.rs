//! Programs: who they are, what people allow them, the tokens they get, and what a token may do at this moment.

mod acting;
mod acts;
mod allow;
mod authorise;
mod caller;
mod exchange;
mod held;
mod inspect;
mod not_issued;
mod once;
mod parameters;
mod recognise;
mod token;

pub use acting::{Acting, acting, acting_token};
pub use acts::Acts;
pub use allow::{Subject, Work, allow, must_ask, stop_for_citizen, stop_for_staff};
pub use authorise::{Prompt, Request, Stopped, authorisation};
pub use caller::{Bearer, Caller, CallerRefused, Need, bearer, caller};
pub use exchange::{Redeemed, Tokens, redeem, refresh};
pub use inspect::{Found, NotRevoked, give_back, introspect};
pub use not_issued::NotIssued;
pub use once::Call;
pub use parameters::{Parameters, Repeated};
pub use recognise::{Endpoint, Presented};
pub use token::for_itself;

pub use crate::storage::idempotency::Known;
