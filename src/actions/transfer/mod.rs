//! Moving roles to the national store (docs/migration.md): row by row, at the agreed pace, stopped and taken up again at any
//! moment.

mod fault;
mod mover;
mod national;
mod one_row;
mod pacer;

pub use mover::{Halt, Mover, Numbers, Orders};
pub use national::National;
pub use pacer::Pacer;
