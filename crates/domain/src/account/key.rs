//! The linkage key of an account: sixteen letters and digits on a letter, by which a citizen shows that an account is theirs.
//!
//! Each of the sixteen is one of sixteen ([`ALPHABET`]) and drawn by chance: 64 bits. From there on wrong tries need not be counted
//! for a secret that is looked up (docs/sources.md#nist-800-63b §5.1.2); they are counted all the same. No event holds a key.

use std::fmt;

use crate::letters;
pub use crate::letters::ALPHABET;

/// How many letters and digits.
pub const LENGTH: usize = 16;
/// How many bits of chance are in one.
pub const BITS: u32 = 64;
/// Tries within an hour, of one person, and of others with one account, after which nothing is taken any more.
pub const TRIES_AN_HOUR: i64 = 5;
/// Wrong tries of whose account it is, one after the other, after which its key is revoked (docs/sources.md#nist-800-63b §5.1.2).
pub const WRONG_IN_A_ROW: i64 = 100;

/// A key; `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkageKey(u64);

impl LinkageKey {
    /// The key of eight bytes, which must come from chance: each has its own.
    pub fn from_random(bytes: [u8; 8]) -> LinkageKey {
        LinkageKey(u64::from_be_bytes(bytes))
    }

    /// Reads a key however it is typed: small letters, spaces and hyphens anywhere. None for everything else.
    pub fn parse(text: &str) -> Option<LinkageKey> {
        letters::read(text, LENGTH).map(LinkageKey)
    }

    /// The eight bytes, of which storage keeps a keyed hash alone.
    pub fn bytes(&self) -> [u8; 8] {
        self.0.to_be_bytes()
    }

    /// As people read it, in four groups of four.
    pub fn grouped(&self) -> String {
        letters::written(self.0, LENGTH)
    }
}

impl fmt::Debug for LinkageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkageKey(hidden)")
    }
}

/// Wrong tries within the last hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tries {
    /// With this account, where it is not this person's: by anybody whose it is not.
    pub of_account: i64,
    /// By this person, with any account.
    pub of_person: i64,
}

impl Tries {
    /// Whether one more may be made.
    pub fn may_go_on(self) -> bool {
        self.of_account < TRIES_AN_HOUR && self.of_person < TRIES_AN_HOUR
    }
}

/// Whether a key has been guessed at so often that it must go.
pub fn is_worn_out(wrong_in_a_row: i64) -> bool {
    wrong_in_a_row >= WRONG_IN_A_ROW
}
