//! The code of an invitation that goes by no e-mail: eight letters and digits, to be read out on the telephone and typed by
//! whoever wrote it down (docs/decisions/0050-an-invitation-by-code.md).

use std::fmt;

use crate::nhs_number::is_dash;

/// What a code is written with. No `0 O`, `1 I L`, `5 S`, `6 G`, `8 B`, `2 Z`, `U V` beside each other; the fewest that rhyme or
/// sound alike: `T` alone of `B C D E G P T V 3`, `K` alone of `A J K`, `M` and no `N`, `F` and no `S`, `9` and no `5`. `2 Q W` still
/// end alike, and `8` is near `H`. Of vowels `Y` alone, and in Welsh `W`, so that few words arise.
pub const ALPHABET: &[u8; 16] = b"246789FHKMQRTWXY";
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
        let typed = text.chars().filter(|c| !c.is_whitespace() && !is_dash(*c));
        let (mut number, mut count) = (0_u32, 0);
        for c in typed.map(|c| c.to_ascii_uppercase()) {
            let place = ALPHABET.iter().position(|known| char::from(*known) == c)?;
            number = (number << 4) | u32::try_from(place).ok()?;
            count += 1;
        }
        (count == LENGTH).then_some(InvitationCode(number))
    }

    /// As people read it: `2F7K-9MTX`.
    pub fn grouped(self) -> String {
        let halves = self.0.to_be_bytes().into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let letters = halves.filter_map(|half| ALPHABET.get(usize::from(half)));
        let written: String = letters.map(|letter| char::from(*letter)).collect();
        let (first, second) = written.split_at(LENGTH / 2);
        format!("{first}-{second}")
    }
}

impl fmt::Debug for InvitationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationCode(hidden)")
    }
}
