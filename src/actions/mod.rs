//! What people, programs and the worker can do, one verb a file: gather facts, let the domain decide, have storage
//! record. No rendering, no forms, no HTTP.

pub mod accept;
pub mod check_details;
pub mod confirm;
pub mod decline;
pub mod draft;
pub mod invitation_link;
pub mod perform;
pub mod programs;
pub mod refuse;
pub mod request;
pub mod sign_in;
pub mod stop;
pub mod withdraw;

pub use perform::{Done, Failed};
