//! What moving asks of a store of roles.

use async_trait::async_trait;

use domain::NhsNumber;
use domain::role::{Change, Role};
use domain::transfer::Seen;

/// A store of roles. It paces its own calls, where a pace was agreed: each request takes a turn.
#[async_trait]
pub trait Roles: Send + Sync {
    /// Creates a role.
    ///
    /// # Errors
    /// See [`Fault`].
    async fn create(&self, role: &Role) -> Result<Created, Fault>;

    /// The roles of a pair, however they stand.
    ///
    /// # Errors
    /// See [`Fault`].
    async fn find(&self, patient: &NhsNumber, proxy: &NhsNumber) -> Result<Vec<Seen>, Fault>;

    /// Changes the role with this id; false where it does not stand where the change begins.
    ///
    /// # Errors
    /// See [`Fault`].
    async fn change(&self, id: &str, change: &Change) -> Result<bool, Fault>;
}

/// How creating a role ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Created {
    /// It has this id.
    As(String),
    /// The pair has a role.
    Exists,
}

/// Why a call came to nothing, by what follows from that. The codes are for the list of failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The store does not take this row: people must look at it.
    Refused(&'static str),
    /// The store is called too fast.
    TooFast,
    /// Nothing was sent, for the store is taken to be away.
    NotSent(&'static str),
    /// Nothing was sent, for it had no turn: the window has closed, or the run is to stop.
    Held,
    /// No answer, or none that is one.
    NoAnswer {
        /// What happened.
        code: &'static str,
        /// Whether it may have been done all the same.
        may_be_done: bool,
    },
    /// The store does not know us, or does not let us do this: no row will fare better.
    Denied(&'static str),
}
