//! What people, programs and the worker can do, one verb a file: gather facts, let the domain decide, have storage
//! record. No rendering, no forms, no HTTP.

pub mod accept;
pub mod accounts;
pub mod address;
pub mod ask_change;
pub mod by;
pub mod case_work;
pub mod change;
pub mod check_details;
pub mod confirm;
pub mod decline;
pub mod decline_by_link;
pub mod decline_change;
pub mod draft;
pub mod health_record;
pub mod invitation_code;
pub mod invitation_link;
pub mod may_invite;
pub mod move_on;
pub mod on;
mod outcome;
mod pds;
pub mod perform;
pub mod programs;
pub mod reactivate;
pub mod recheck;
pub mod refuse;
pub mod remove;
pub mod request;
pub mod resend;
pub mod resume;
pub mod revoke;
pub mod roles;
pub mod settings;
pub mod sign_in;
pub mod suspend;
pub mod together;
pub mod transfer;
pub mod undelivered;
pub mod withdraw;

pub use by::By;
pub use on::On;
pub use perform::{Done, Failed};
