//! How much of an ending is told.

/// What may be told of how it ended (docs/sources.md#dapb3051 §4.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// That it has ended, and nothing more.
    Ended,
    /// That the reader ended it themselves.
    Yourself,
    /// That the practice decided.
    ByPractice,
}
