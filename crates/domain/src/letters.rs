//! Letters and digits that can be read out, written down and typed again: what codes and keys for people are written with.

use crate::nhs_number::is_dash;

/// What is written with. No `0 O`, `1 I L`, `5 S`, `6 G`, `8 B`, `2 Z`, `U V` beside each other; the fewest that rhyme or
/// sound alike: `T` alone of `B C D E G P T V 3`, `K` alone of `A J K`, `M` and no `N`, `F` and no `S`, `9` and no `5`. `2 Q W` still
/// end alike, and `8` is near `H`. Of vowels `Y` alone, and in Welsh `W`, so that few words arise.
pub const ALPHABET: &[u8; 16] = b"246789FHKMQRTWXY";
/// How many stand together.
const GROUP: usize = 4;

/// Reads so many letters however they are typed: small ones, spaces and hyphens anywhere. None for everything else.
pub(crate) fn read(text: &str, length: usize) -> Option<u64> {
    let typed = text.chars().filter(|c| !c.is_whitespace() && !is_dash(*c));
    let (mut number, mut count) = (0_u64, 0);
    for c in typed.map(|c| c.to_ascii_uppercase()) {
        let place = ALPHABET.iter().position(|known| char::from(*known) == c)?;
        number = (number << 4) | u64::try_from(place).ok()?;
        count += 1;
    }
    (count == length).then_some(number)
}

/// The last `length` (at most 16) letters of a number, in groups of four: `2F7K-9MTX`.
pub(crate) fn written(number: u64, length: usize) -> String {
    let halves = number.to_be_bytes().into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let letters =
        halves.skip(16_usize.saturating_sub(length)).filter_map(|half| ALPHABET.get(usize::from(half)));
    let letters: Vec<char> = letters.map(|letter| char::from(*letter)).collect();
    let groups: Vec<String> = letters.chunks(GROUP).map(|group| group.iter().collect()).collect();
    groups.join("-")
}
