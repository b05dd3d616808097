//! What one step of the walk over people comes to.

/// What one step came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// One was looked at.
    Looked,
    /// One got no answer, and stands behind the others now: its record may be slow alone.
    Unanswered,
    /// Nobody's turn has come, or PDS is away.
    Rest,
}
