//! What one package's compiler cannot check (docs/architecture.md#layers).
//!
//! Each check has a test beside it that shows it a bad sample, so that a check which sees nothing any more is noticed.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says where")]

mod accounts;
mod ceilings;
mod circles;
mod dependencies;
mod design_system;
mod documents;
mod findings;
mod front_end;
mod gp_connect;
mod kinds;
mod layers;
mod layout;
mod lints;
mod migrations;
mod named_tests;
mod national;
mod paths;
mod queries;
mod real_use;
mod safety;
mod settings;
mod sources;
mod templates;
mod tree;
mod words;
