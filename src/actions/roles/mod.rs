//! Roles in the national store: following them there, looking where it tells of one, reading others', and settling what
//! differs.

mod follow;
mod found;
mod heard;
mod others;
mod relations;
mod settle;
mod subject;

pub use follow::{NotFollowed, follow};
pub use heard::{Heard, hear, of_account};
pub use others::{OtherRole, Others, others};
pub use relations::relations;
pub use settle::bring_again;
