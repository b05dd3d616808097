//! Turning what was typed into what is meant; every fault is a code that the page puts into words
//! (docs/architecture.md#forms-are-strings).

pub mod date;
pub mod text;
mod written_date;

pub use date::{DateFault, DateFields, missing_parts, parse_date};
pub use text::{TextFault, filled, printable, text_fault};
