//! A practice's change of address as its pages show it.

pub use crate::storage::address_changes::{AddressChange, Mailbox, open};
