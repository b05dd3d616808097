//! Moving roles to the national store (docs/migration.md): row by row, at the agreed pace, stopped and taken up again at any
//! moment.

mod mover;
mod national;
mod one_row;
mod pacer;
mod roles;

pub use mover::{Halt, Mover, Numbers, Orders};
pub use national::National;
pub use pacer::Pacer;
pub use roles::{Created, Fault, Roles};
