//! Online service accounts as they are kept, and what people, practices and the worker do about them.

mod days;
mod evidence;
mod kept;
mod linking;
mod making;
mod pages_associate;
mod pages_find;
mod pages_identity;
mod pages_key;
mod pages_switches;
mod races;
pub mod support;
