//! The user access store (docs/sources.md#proxy-mvp): who may act for whom, as the practices set it, by a case or by an online
//! account alone.

mod list;
mod now;
mod person;
mod role;
mod seen_by;

pub use list::{Wanted, list, list_of_program};
pub use now::{now, now_seen_by};
pub use person::person;
pub use role::Role;
pub use seen_by::SeenBy;
