//! The practice's own settings as its page shows them.

pub use crate::storage::practice_settings::{Changed, Kept, find, history};
