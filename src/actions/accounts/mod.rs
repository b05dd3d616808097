//! Online service accounts (docs/accounts.md): what practices, their holders, patients and the worker do about them.

pub mod associate;
mod beside;
pub mod day;
pub mod evidence;
mod failed;
pub mod handed;
pub mod keys;
pub mod letters;
pub mod link;
pub mod open;
pub mod options;
pub mod permit;
pub mod reads;
pub mod recheck;
mod seal;
pub mod settle;
pub mod switches;
pub mod take_in;
pub mod trace;

pub use failed::{Done, Failed, NotAsked};
