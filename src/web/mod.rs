//! Pages: what people see, and how their answers come back.

pub mod assets;
pub mod headers;
pub mod lists;
pub mod page;
pub mod parts;
