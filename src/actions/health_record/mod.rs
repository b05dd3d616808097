//! What is done with health records (docs/health-record.md, docs/record-import.md, docs/gp-connect.md): getting them from another
//! practice, taking them in, comparing them, and who sees how much of one.

pub mod compare;
pub mod fetch;
pub mod import;
pub mod view;
