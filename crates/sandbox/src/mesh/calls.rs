//! The counts, for tests.

/// How often it was called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calls {
    /// Every call, refused ones too.
    pub all: u64,
    /// Handshakes that were let in.
    pub handshakes: u64,
    /// Messages handed in (`POST …/outbox`) that were let in, kept or not.
    pub sends: u64,
    /// Look-ups of a practice's mailbox.
    pub lookups: u64,
}
