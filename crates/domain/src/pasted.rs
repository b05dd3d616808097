//! Text as people paste it: mails, PDFs and chats bring characters along that nobody sees. They are taken away in one
//! place, where forms and JSON come in, so that what looks right is right
//! (docs/decisions/0047-what-people-paste-is-cleaned-once.md).

/// What becomes of a character.
enum Class {
    /// Stays as it is; control characters too, for the fields refuse them in words.
    Plain,
    /// A space of another width, or one that does not break: a space.
    Space,
    /// Shows nothing and says nothing about the text: goes.
    Invisible,
    /// Shows nothing, but joins or parts letters of some scripts: stays between letters of those.
    Joiner,
    /// Chooses the shape of the character before it: stays behind one that has several.
    Selector,
}

/// The text without what nobody sees; what is empty then, was empty. Line breaks stay. Only for what people type: never for
/// secrets, tokens and signed values.
pub fn cleaned(text: &str) -> String {
    let seen = text.chars().filter_map(|c| match class(c) {
        Class::Invisible => None,
        Class::Space => Some(' '),
        Class::Plain | Class::Joiner | Class::Selector => Some(c),
    });
    let seen: Vec<char> = seen.collect();
    let mut clean = String::with_capacity(text.len());
    for (at, c) in seen.iter().enumerate() {
        let before = clean.chars().next_back().is_some_and(is_shaped);
        let stays = match class(*c) {
            Class::Joiner => {
                let after = seen.get(at + 1).copied();
                before && after.is_some_and(|after| is_shaped(after) && matches!(class(after), Class::Plain))
            }
            Class::Selector => before,
            Class::Plain | Class::Space | Class::Invisible => true,
        };
        if stays {
            clean.push(*c);
        }
    }
    clean
}

/// The classes, each with where it comes from.
fn class(c: char) -> Class {
    match c {
        // Non-breaking and typographic spaces: web pages, PDFs, text processors.
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Class::Space
        }
        // Soft hyphen and zero-width space: places where a line may break.
        '\u{ad}' | '\u{200b}' => Class::Invisible,
        // Word joiner, byte order mark, and operators that are not seen: places where it may not, and file beginnings.
        '\u{2060}'..='\u{2064}' | '\u{feff}' => Class::Invisible,
        // Marks of direction: contacts on telephones and chats put them around numbers and addresses.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => {
            Class::Invisible
        }
        // Fillers and notes between lines: letters in name only.
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{3164}'
        | '\u{ffa0}' => Class::Invisible,
        '\u{fff9}'..='\u{fffb}' => Class::Invisible,
        // Zero-width non-joiner and joiner: Persian, Kurdish, Sinhala and Malayalam names are spelt with them.
        '\u{200c}' | '\u{200d}' => Class::Joiner,
        // Variation selectors and tags: pictures in notes.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}' => Class::Selector,
        _ => Class::Plain,
    }
}

/// From Arabic on letters have several shapes; digits, addresses and Latin names have one each.
fn is_shaped(c: char) -> bool {
    c >= '\u{600}' && !matches!(c, '\u{1e00}'..='\u{1fff}' | '\u{2000}'..='\u{206f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_goes_inside_and_around() {
        let unseen = "\u{200b}\u{feff}\u{2060}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\
                      \u{2068}\u{2069}\u{ad}\u{61c}\u{3164}";
        for c in unseen.chars() {
            assert_eq!(cleaned(&format!("{c}da{c}vid@example.com{c}")), "david@example.com", "{c:?}");
            assert_eq!(cleaned(&format!("{c}999{c} 000 0026{c}")), "999 000 0026", "{c:?}");
        }
        assert_eq!(cleaned(unseen), "");
        assert_eq!(cleaned("\u{200c}\u{200d}\u{fe0f}\u{200c}"), "", "nothing but joiners is nothing");
    }

    #[test]
    fn every_space_is_a_space() {
        assert_eq!(cleaned("999\u{a0}000\u{202f}0026"), "999 000 0026");
        assert_eq!(cleaned("\u{a0}\u{3000}"), "  ");
    }

    #[test]
    fn control_characters_and_line_breaks_are_for_the_field_to_judge() {
        for text in ["a\0b", "a\u{7}b", "a\u{85}b", "one\r\ntwo\tthree", "a\u{2028}b"] {
            assert_eq!(cleaned(text), text);
        }
    }

    #[test]
    fn joiners_stay_where_names_are_spelt_with_them() {
        let persian = "\u{639}\u{644}\u{6cc}\u{200c}\u{631}\u{636}\u{627}";
        let malayalam = "\u{d28}\u{d4d}\u{200d}\u{d2f}";
        let picture = "\u{1f469}\u{200d}\u{2764}\u{fe0f}\u{200d}\u{1f468}";
        for text in [persian, malayalam, picture] {
            assert_eq!(cleaned(text), text);
        }
        assert_eq!(cleaned("Da\u{200d}vid\u{200c}"), "David");
        assert_eq!(cleaned("\u{200c}\u{639}\u{200c}\u{200c}"), "\u{639}");
        assert_eq!(cleaned("999\u{200d}0000026"), "9990000026");
    }

    #[test]
    fn what_people_see_stays() {
        for text in [
            "Si\u{e2}n Llewellyn-Jones",
            "O\u{2019}Neill",
            "Sia\u{302}n",
            "\u{645}\u{62d}\u{645}\u{62f}",
            "\u{674e}",
            "",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }
}
