//! Our clients against the sandbox's strict stand-ins, over real HTTP: each side was written from the published
//! specifications alone, so a misreading of one shows here.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says where")]

mod browser;
mod sign_in;
mod systems;
