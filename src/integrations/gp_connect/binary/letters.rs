//! Reads JSON letter by letter as far as a Binary needs it: `resourceType` and `content` of the outermost object, wherever they
//! stand; everything else is passed over.

use super::super::super::upstream::Kind;

/// The longest name or value that is kept besides the content.
const LONGEST: usize = 64;

/// What is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Between values.
    Between,
    /// In a text.
    Text,
    /// Behind a backslash in a text.
    Escape,
    /// So many digits of a `\u` are still to come, after these.
    Unicode(u8, u32),
}

/// What a text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A name or a value that is not looked at further.
    Other,
    /// A name of the outermost object.
    Name,
    /// The value of `resourceType`.
    Kind,
    /// The value of `content`.
    Content,
}

/// How far the reading is.
#[derive(Debug)]
pub(super) struct Letters {
    at: At,
    part: Part,
    depth: u32,
    /// In the outermost object: the next text is a name.
    expects_name: bool,
    text: Vec<u8>,
    name: Vec<u8>,
    is_binary: bool,
    has_content: bool,
    is_closed: bool,
}

impl Default for Letters {
    fn default() -> Letters {
        Letters {
            at: At::Between,
            part: Part::Other,
            depth: 0,
            expects_name: true,
            text: Vec::new(),
            name: Vec::new(),
            is_binary: false,
            has_content: false,
            is_closed: false,
        }
    }
}

impl Letters {
    /// Whether the object came to its end and was a Binary with a content.
    pub fn is_whole(&self) -> bool {
        self.is_closed && self.is_binary && self.has_content
    }

    /// Reads on; the letters of the content are added to `found`.
    pub fn take(&mut self, chunk: &[u8], found: &mut Vec<u8>) -> Result<(), Kind> {
        for letter in chunk {
            match self.at {
                At::Between => self.between(*letter)?,
                At::Text => match letter {
                    b'"' => self.end_text(),
                    b'\\' => self.at = At::Escape,
                    _ => self.keep(*letter, found),
                },
                At::Escape => self.escaped(*letter, found)?,
                At::Unicode(left, so_far) => self.digit(*letter, (left, so_far), found)?,
            }
        }
        Ok(())
    }

    fn between(&mut self, letter: u8) -> Result<(), Kind> {
        let is_space = letter.is_ascii_whitespace();
        match letter {
            _ if self.is_closed && !is_space => return Err(Kind::Malformed),
            _ if self.depth == 0 && !is_space && letter != b'{' && !is_mark(letter) => {
                return Err(Kind::Malformed);
            }
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.checked_sub(1).ok_or(Kind::Malformed)?;
                self.is_closed = self.depth == 0;
            }
            b',' if self.depth == 1 => self.expects_name = true,
            b'"' => self.begin_text(),
            _ => {}
        }
        Ok(())
    }

    fn begin_text(&mut self) {
        self.text.clear();
        self.at = At::Text;
        self.part = match (self.depth, self.expects_name, self.name.as_slice()) {
            (1, true, _) => Part::Name,
            (1, false, b"resourceType") => Part::Kind,
            (1, false, b"content") => Part::Content,
            _ => Part::Other,
        };
    }

    fn end_text(&mut self) {
        self.at = At::Between;
        match self.part {
            Part::Name => {
                self.name = std::mem::take(&mut self.text);
                self.expects_name = false;
            }
            Part::Kind => self.is_binary = self.text == b"Binary",
            Part::Content => self.has_content = true,
            Part::Other => {}
        }
    }

    fn keep(&mut self, letter: u8, found: &mut Vec<u8>) {
        match self.part {
            Part::Content if letter.is_ascii_whitespace() => {}
            Part::Content => found.push(letter),
            Part::Name | Part::Kind if self.text.len() < LONGEST => self.text.push(letter),
            Part::Name | Part::Kind | Part::Other => {}
        }
    }

    fn escaped(&mut self, letter: u8, found: &mut Vec<u8>) -> Result<(), Kind> {
        self.at = At::Text;
        match letter {
            b'"' | b'\\' | b'/' => self.keep(letter, found),
            b'n' | b'r' | b't' | b'b' | b'f' => self.keep(b' ', found),
            b'u' => self.at = At::Unicode(4, 0),
            _ => return Err(Kind::Malformed),
        }
        Ok(())
    }

    fn digit(&mut self, letter: u8, (left, so_far): (u8, u32), found: &mut Vec<u8>) -> Result<(), Kind> {
        let digit = char::from(letter).to_digit(16).ok_or(Kind::Malformed)?;
        let so_far = so_far * 16 + digit;
        if left > 1 {
            self.at = At::Unicode(left - 1, so_far);
            return Ok(());
        }
        self.at = At::Text;
        // What is no ASCII is in no base64: decoding says so.
        self.keep(u8::try_from(so_far).ok().filter(u8::is_ascii).unwrap_or(b'?'), found);
        Ok(())
    }
}

/// A byte of the mark that some write before JSON.
fn is_mark(letter: u8) -> bool {
    matches!(letter, 0xEF | 0xBB | 0xBF)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, cut into pieces of every length.
    fn read(json: &str) -> Option<String> {
        let mut all = (1..=json.len()).map(|length| {
            let (mut letters, mut found) = (Letters::default(), Vec::new());
            for piece in json.as_bytes().chunks(length) {
                letters.take(piece, &mut found).ok()?;
            }
            letters.is_whole().then(|| String::from_utf8(found).unwrap())
        });
        let first = all.next().flatten();
        assert!(all.all(|other| other == first), "it does not matter how {json} is cut");
        first
    }

    #[test]
    fn the_content_is_found_wherever_it_stands() {
        for json in [
            r#"{"resourceType":"Binary","contentType":"text/plain","content":"aGk="}"#,
            r#" { "content" : "aGk=", "id":"1", "resourceType" : "Binary" } "#,
            r#"{"meta":{"content":"no","tag":[{"content":"no"},"x"]},"resourceType":"Binary","content":"a\/Gk=","n":1.5e3}"#,
            "{\"resourceType\":\"Binary\",\"content\":\"aG\\nk\\u003d\",\"x\":\"\\\"}\"}",
        ] {
            let found = read(json).unwrap_or_else(|| panic!("{json}"));
            assert_eq!(found.replace('/', ""), "aGk=", "{json}");
        }
    }

    #[test]
    fn half_a_binary_and_other_things_are_none() {
        for json in [
            r#"{"resourceType":"Binary","content":"aGk="#,
            r#"{"resourceType":"Binary","content":"aGk=""#,
            r#"{"resourceType":"Patient","content":"aGk="}"#,
            r#"{"content":"aGk="}"#,
            r#"{"resourceType":"Binary"}"#,
            r#"{"resourceType":"Binary","content":"aGk="}x"#,
            "<Binary/>",
            "]",
        ] {
            assert_eq!(read(json), None, "{json}");
        }
    }
}
