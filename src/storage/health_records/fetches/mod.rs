//! Records that staff have asked for from other practices: how far each is. What is written says from which state it leads on, so
//! that whoever comes second writes nothing.

mod ask;
mod change;
mod documents;
mod load;
mod seen;
mod staged;

pub use ask::{Asked, ask};
pub use change::{Decided, again, fail, finish, let_go, stage, stumble, take, taken, throw_away};
pub use documents::{Wanted, here, left, no_more};
pub use load::{Fetch, FetchState, load};
pub use seen::{Differs, Seen, Taken, Warned};
pub use staged::{bytes, forget, forget_others, keep};

/// The kind of what such work is about.
pub const KIND: &str = "record_fetch";
/// The work of getting a record, by code.
pub const GET_RECORD: &str = "get_record";
/// The work of taking one over.
pub const TAKE_RECORD: &str = "take_record";
/// The work of getting its documents.
pub const GET_DOCUMENTS: &str = "get_documents";
