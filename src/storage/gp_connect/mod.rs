//! What the GP Connect provider needs of the database (docs/gp-connect.md): every call is kept, and a record is read as it stood at
//! one moment, row by row.

pub mod calls;
pub mod record;
