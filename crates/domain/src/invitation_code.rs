//! The code of an invitation that goes by no e-mail: eight letters and digits, to be read out on the telephone and typed by
//! whoever wrote it down (docs/decisions/0050-an-invitation-by-code.md).

use std::fmt;

use crate::letters;
pub use crate::letters::ALPHABET;

/// How many of them.
pub const LENGTH: usize = 8;

/// A code; `Debug` hides it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct InvitationCode(u32);

impl InvitationCode {
    /// The code of a number: each has its own.
    pub fn from_number(number: u32) -> InvitationCode {
        InvitationCode(number)
    }

    /// The number that the code stands for.
    pub fn number(self) -> u32 {
        self.0
    }

    /// Reads a code however it is typed: small letters, spaces and hyphens anywhere. None for everything else.
    pub fn parse(text: &str) -> Option<InvitationCode> {
        u32::try_from(letters::read(text, LENGTH)?).ok().map(InvitationCode)
    }

    /// As people read it: `2F7K-9MTX`.
    pub fn grouped(self) -> String {
        letters::written(self.0.into(), LENGTH)
    }
}

impl fmt::Debug for InvitationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationCode(hidden)")
    }
}
