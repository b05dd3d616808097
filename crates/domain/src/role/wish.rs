//! How a role should stand in the national store by what was decided here.

use time::{Date, OffsetDateTime};

use crate::ods_code::OdsCode;

use super::reason::Reason;

/// How a role should stand, and since which decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Counts decisions: that of the last one that is about the role.
    pub version: i32,
    /// That of the last one by which access was given, or let go on; 0 where none was.
    pub granted: i32,
    /// What is asked for.
    pub asks: Asks,
    /// Who grants it.
    pub grantor: OdsCode,
    /// First day, where one was set.
    pub starts: Option<Date>,
    /// Last day, where there is one.
    pub ends: Option<Date>,
    /// When it was decided.
    pub made_at: OffsetDateTime,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The proxy may act.
    Active,
    /// It has ended, or is paused, for this reason.
    Inactive(Reason),
    /// It was refused, for this reason.
    Rejected(Reason),
    /// Nothing: the store itself has ended it, and stays so until somebody gives access anew.
    Leave,
}
