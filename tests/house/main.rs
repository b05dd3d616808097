//! What one package's compiler cannot check (design §2).
//!
//! Each check has a test beside it that shows it a bad sample, so that a check which sees nothing any more is noticed.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says where")]

mod ceilings;
mod circles;
mod dependencies;
mod design_system;
mod front_end;
mod layers;
mod layout;
mod lints;
mod migrations;
mod paths;
mod readme;
mod settings;
mod templates;
mod tree;
mod words;
