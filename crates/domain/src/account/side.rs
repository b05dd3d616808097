//! What somebody is to an account.

/// What an actor is to one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The person whose account it is.
    Holder,
    /// A patient for whom that person acts, or may come to.
    Patient,
    /// The practice at which it is.
    Practice,
    /// Our own worker.
    System,
}
