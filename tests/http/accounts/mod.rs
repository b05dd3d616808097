//! Online service accounts as they are kept, and what people, practices and the worker do about them.

mod cases;
mod cases_taken_in;
mod days;
pub mod evidence;
mod kept;
mod linking;
mod mails;
mod making;
mod pages_associate;
mod pages_copies;
mod pages_find;
mod pages_identity;
mod pages_key;
mod pages_switches;
mod programs;
mod races;
mod statements;
pub mod support;
