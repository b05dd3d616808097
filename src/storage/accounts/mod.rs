//! Online service accounts (docs/accounts.md): views of their events, and beside them keys as hashes, people as practices have
//! described them, and when something was last used.

pub mod cases;
pub mod due;
pub mod evidence;
pub mod holders;
pub(super) mod in_one;
pub mod kept;
pub mod keys;
pub mod letters;
pub mod made_id;
pub mod options;
pub mod permitted;
pub mod reads;
pub mod switches;
pub mod traced;
pub mod uses;
