//! What one package's compiler cannot check (design §2).

#![expect(clippy::expect_used, reason = "a test that cannot go on says where")]

mod design_system;
mod front_end;
mod layout;
