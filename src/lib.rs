//! Trusted person access: a patient lets another adult use GP services for them.
//!
//! The map, in reading order. Words are fixed in [`domain`]; layers may only point downwards as README shows.

pub mod actions;
pub mod api;
pub mod app;
pub mod clock;
pub mod config;
pub mod domain;
pub mod integrations;
pub mod locale;
pub mod messages;
pub mod roles;
pub mod sandbox;
pub mod site;
pub mod storage;
pub mod telemetry;
pub mod tokens;
pub mod web;
pub mod wording;
pub mod worker;
