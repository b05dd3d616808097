//! Trusted person access: a patient lets another adult use GP services for them.
//!
//! The map, in reading order; the rules themselves, and the clock, are the crate [`domain`]. What stands below may use what
//! stands above it, as `docs/architecture.md` shows and `tests/house/layers.rs` holds.

// What everybody needs.
pub mod arrival;
pub mod config;
pub mod locale;
pub mod metrics;
pub mod telemetry;

// What is said: words of the field, then whole messages.
pub mod wording;

pub mod messages;

// How national services write what they mean.
pub mod fhir;

// What is kept, and how to speak to others.
pub mod integrations;
pub mod storage;
pub mod tokens;

// What is held while it runs.
pub mod app;

// What people, programs and the worker can do.
pub mod actions;

// The ways in: how they are listed and joined, then for programs, for callers of the national store, and for people.
pub mod site;

pub mod api;
pub mod national;
pub mod web;

// What happens without a visitor.
pub mod worker;

// How a process starts.
pub mod run;
