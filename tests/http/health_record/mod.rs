//! What somebody sees of a record, who may look at all, and that it is told who did.

mod files;
mod levels;
mod nowhere;
mod races;
mod record;
mod staff;
mod who;
