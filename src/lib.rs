//! Trusted person access: a patient lets another adult use GP services for them.
//!
//! The map, in reading order; the rules themselves, and the clock, are the crate [`domain`]. What stands below may use what
//! stands above it, as `docs/architecture.md` shows and `tests/house/layers.rs` holds.

// What everybody needs.
pub mod config;
pub mod telemetry;

// What is kept, and how to speak to others.
pub mod integrations;
pub mod storage;
pub mod tokens;

// What is held while it runs, and what people can do.
pub mod actions;
pub mod app;

// What is said.
pub mod locale;
pub mod messages;
pub mod wording;

// The ways in: for people, for programs, and both at one address.
pub mod api;
pub mod site;
pub mod web;

// What happens without a visitor, and how a process starts.
pub mod run;
pub mod worker;
