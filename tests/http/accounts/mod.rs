//! Online service accounts as they are kept, and what people, practices and the worker do about them.

mod days;
mod evidence;
mod kept;
mod linking;
mod making;
mod races;
pub mod support;
