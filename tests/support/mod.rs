//! What tests stand on: a database of their own, the whole service with its sandbox, a browser, and the log.
//!
//! Included by each test crate that needs it:
//! `#[cfg(test)] #[path = "../support/mod.rs"] mod support;`

pub mod browser;
pub mod cluster;
pub mod crowd;
pub mod database;
pub mod keys;
pub mod log_capture;
pub mod page;
pub mod pair;
pub mod pooler;
pub mod statements;
pub mod switch;
pub mod world;
