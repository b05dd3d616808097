//! The access tokens that we issue to programs, the assertions by which programs say who they are (RFC 9068, RFC 7523), and the
//! tokens that callers of our own store of roles bring.
//!
//! Time is given; nothing is stored here.

mod access_token;
mod acting_token;
mod assertion;
mod authorization;
mod keys;
mod national;
mod signer;
#[cfg(test)]
mod tests;

pub use access_token::{AccessToken, Claims, LIFE, TokenRefused};
pub use acting_token::{ActedBy, ActingClaims};
pub use assertion::{Assertion, AssertionRefused, Expected, claimed_client};
pub use authorization::{bearer, is_that};
pub use keys::{KeyFault, TokenKeys};
pub use national::{Authority, Holder, NoKeys, Shown, mint};
