//! The body of an answer as it comes: unpacked, and never more than may be.

use std::io::Write as _;

use flate2::write::MultiGzDecoder;

use super::super::http::Opened;
use super::super::upstream::{Kind, System, Upstream};

/// So much is unpacked at once: however well it is packed, it is two megabytes at most.
const BITE: usize = 2048;

/// A body that is still on its way.
#[derive(Debug)]
pub struct Body {
    answer: Opened,
    packed: Option<Packed>,
    /// What may still come.
    left: u64,
    is_over: bool,
}

/// What came packed, and is unpacked a bite at a time, as it is asked for.
#[derive(Debug)]
struct Packed {
    decoder: MultiGzDecoder<Vec<u8>>,
    waiting: Vec<u8>,
    /// How much of that is unpacked.
    at: usize,
}

impl Body {
    pub(super) fn new(answer: Opened, most: u64) -> Body {
        let is_packed = answer.header("content-encoding").trim().eq_ignore_ascii_case("gzip");
        Body { packed: is_packed.then(Packed::new), answer, left: most, is_over: false }
    }

    /// What came next, unpacked; none at its end.
    ///
    /// # Errors
    /// Where it breaks off, cannot be unpacked, or is larger than it may be.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Upstream> {
        self.following().await.map_err(|kind| Upstream { system: System::GpConnect, kind })
    }

    async fn following(&mut self) -> Result<Option<Vec<u8>>, Kind> {
        loop {
            let came = match self.packed.as_mut().map_or(Ok(None), Packed::next)? {
                Some(unpacked) => unpacked,
                None if self.is_over => return Ok(None),
                None => self.more().await?,
            };
            take(&mut self.left, came.len())?;
            if !came.is_empty() {
                return Ok(Some(came));
            }
        }
    }

    /// What the other system sent next, where it is not packed; at the end, what was still held back.
    async fn more(&mut self) -> Result<Vec<u8>, Kind> {
        let chunk = self.answer.chunk().await?;
        self.is_over = chunk.is_none();
        match (chunk, &mut self.packed) {
            (Some(chunk), None) => Ok(chunk),
            (Some(chunk), Some(packed)) => {
                packed.put(chunk);
                Ok(Vec::new())
            }
            (None, None) => Ok(Vec::new()),
            (None, Some(packed)) => packed.rest(),
        }
    }
}

impl Packed {
    fn new() -> Packed {
        Packed { decoder: MultiGzDecoder::new(Vec::new()), waiting: Vec::new(), at: 0 }
    }

    /// Takes what came; nothing waits any more when it does.
    fn put(&mut self, chunk: Vec<u8>) {
        (self.waiting, self.at) = (chunk, 0);
    }

    /// The next bite, unpacked; none where nothing waits.
    fn next(&mut self) -> Result<Option<Vec<u8>>, Kind> {
        let rest = self.waiting.get(self.at..).unwrap_or_default();
        if rest.is_empty() {
            return Ok(None);
        }
        let bite = rest.get(..BITE).unwrap_or(rest);
        self.decoder.write_all(bite).map_err(|_| Kind::Malformed)?;
        self.decoder.flush().map_err(|_| Kind::Malformed)?;
        self.at += bite.len();
        Ok(Some(std::mem::take(self.decoder.get_mut())))
    }

    /// What was still held back at the end; what ends in the middle is not whole.
    fn rest(&mut self) -> Result<Vec<u8>, Kind> {
        self.decoder.try_finish().map_err(|_| Kind::Malformed)?;
        Ok(std::mem::take(self.decoder.get_mut()))
    }
}

fn take(left: &mut u64, came: usize) -> Result<(), Kind> {
    let came = u64::try_from(came).unwrap_or(u64::MAX);
    *left = left.checked_sub(came).ok_or(Kind::TooLarge)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::GzEncoder;
    use std::io::Read as _;

    fn packed(plain: &[u8]) -> Vec<u8> {
        let mut all = Vec::new();
        GzEncoder::new(plain, Compression::best()).read_to_end(&mut all).unwrap();
        all
    }

    #[test]
    fn however_well_it_is_packed_little_is_unpacked_at_once() {
        let (plain, mut unpacking) = (vec![0; 64 * 1024 * 1024], Packed::new());
        unpacking.put(packed(&plain));
        let (mut size, mut largest) = (0, 0);
        while let Some(bite) = unpacking.next().unwrap() {
            (size, largest) = (size + bite.len(), largest.max(bite.len()));
        }
        size += unpacking.rest().unwrap().len();
        assert!(size == plain.len() && largest < 4 * 1024 * 1024, "{size} bytes, at most {largest} at once");
    }

    #[test]
    fn what_ends_in_the_middle_is_not_whole() {
        let mut unpacking = Packed::new();
        let whole = packed(b"a record");
        unpacking.put(whole[..whole.len() - 9].to_vec());
        while unpacking.next().unwrap().is_some() {}
        assert_eq!(unpacking.rest(), Err(Kind::Malformed));
    }
}
