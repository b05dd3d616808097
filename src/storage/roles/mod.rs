//! What is kept of the roles of delegations and associations in the national store of others (docs/national-roles.md): each as it was seen last,
//! and what people decided where it differed. What our own store of roles keeps lies in `national`.

pub mod decisions;
pub mod followed;
pub mod to_follow;
mod whose;

pub use whose::{OF_ASSOCIATION, Whose};
