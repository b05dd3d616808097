//! Text files of every kind of machine, as lines that end in one way: only then do line numbers fit what people see.

use std::io::{self, Read};

/// Gives what `inner` has with each end of a line as a line feed, the last line too.
#[derive(Debug)]
pub(super) struct PlainLines<R> {
    inner: R,
    was_return: bool,
    last: u8,
}

impl<R: Read> PlainLines<R> {
    pub fn of(inner: R) -> PlainLines<R> {
        PlainLines { inner, was_return: false, last: b'\n' }
    }

    /// Mends what was read in place; how much is left of it.
    fn mend(&mut self, read: &mut [u8]) -> usize {
        let mut kept = 0;
        for at in 0..read.len() {
            let byte = read[at];
            let is_second_half = self.was_return && byte == b'\n';
            self.was_return = byte == b'\r';
            if !is_second_half {
                read[kept] = if byte == b'\r' { b'\n' } else { byte };
                self.last = read[kept];
                kept += 1;
            }
        }
        kept
    }
}

impl<R: Read> Read for PlainLines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.inner.read(buffer)?;
            if count == 0 {
                let Some(first) = buffer.first_mut().filter(|_| self.last != b'\n') else { return Ok(0) };
                (*first, self.last) = (b'\n', b'\n');
                return Ok(1);
            }
            let kept = self.mend(&mut buffer[..count]);
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        let mut all = String::new();
        PlainLines::of(text.as_bytes()).read_to_string(&mut all).unwrap();
        all
    }

    #[test]
    fn every_end_of_a_line_is_a_line_feed() {
        for text in ["a\r\n\r\nb\r\n", "a\n\nb\n", "a\r\rb\r", "a\n\nb"] {
            assert_eq!(plain(text), "a\n\nb\n", "{text:?}");
        }
        assert_eq!(plain(""), "");
    }

    /// Gives a byte at a time.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut buffer[..1])
        }
    }

    #[test]
    fn where_a_read_ends_makes_no_difference() {
        let mut all = String::new();
        PlainLines::of(Slow(b"a\r\nb\r\n")).read_to_string(&mut all).unwrap();
        assert_eq!(all, "a\nb\n");
    }
}
