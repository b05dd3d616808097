//! Roles in the national store: following them there, reading others', and settling what differs.

mod follow;
mod found;
mod others;
mod settle;

pub use follow::{NotFollowed, follow};
pub use others::{OtherRole, Others, others};
pub use settle::bring_again;
