//! The body of an answer as it comes: unpacked, and never more than may be.

use std::io::Write as _;

use flate2::write::MultiGzDecoder;

use super::super::http::Opened;
use super::super::upstream::{Kind, System, Upstream};

/// So much is unpacked at once: however well it is packed, little of it is held.
const BITE: usize = 4096;

/// A body that is still on its way.
#[derive(Debug)]
pub struct Body {
    answer: Opened,
    packed: Option<MultiGzDecoder<Vec<u8>>>,
    /// What may still come.
    left: u64,
    is_over: bool,
}

impl Body {
    pub(super) fn new(answer: Opened, most: u64) -> Body {
        let is_packed = answer.header("content-encoding").trim().eq_ignore_ascii_case("gzip");
        Body {
            packed: is_packed.then(|| MultiGzDecoder::new(Vec::new())),
            answer,
            left: most,
            is_over: false,
        }
    }

    /// What came next, unpacked; none at its end.
    ///
    /// # Errors
    /// Where it breaks off, cannot be unpacked, or is larger than it may be.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Upstream> {
        self.following().await.map_err(|kind| Upstream { system: System::GpConnect, kind })
    }

    async fn following(&mut self) -> Result<Option<Vec<u8>>, Kind> {
        while !self.is_over {
            let came = match self.answer.chunk().await? {
                Some(chunk) => self.unpacked(chunk)?,
                None => {
                    self.is_over = true;
                    self.rest()?
                }
            };
            if !came.is_empty() {
                return Ok(Some(came));
            }
        }
        Ok(None)
    }

    fn unpacked(&mut self, chunk: Vec<u8>) -> Result<Vec<u8>, Kind> {
        let Some(packed) = &mut self.packed else {
            take(&mut self.left, chunk.len())?;
            return Ok(chunk);
        };
        let mut came = Vec::new();
        for bite in chunk.chunks(BITE) {
            packed.write_all(bite).map_err(|_| Kind::Malformed)?;
            packed.flush().map_err(|_| Kind::Malformed)?;
            take(&mut self.left, packed.get_ref().len())?;
            came.append(packed.get_mut());
        }
        Ok(came)
    }

    /// What was still held back at the end; what ends in the middle is not whole.
    fn rest(&mut self) -> Result<Vec<u8>, Kind> {
        let Some(mut packed) = self.packed.take() else { return Ok(Vec::new()) };
        packed.try_finish().map_err(|_| Kind::Malformed)?;
        let came = std::mem::take(packed.get_mut());
        take(&mut self.left, came.len())?;
        Ok(came)
    }
}

fn take(left: &mut u64, came: usize) -> Result<(), Kind> {
    let came = u64::try_from(came).unwrap_or(u64::MAX);
    *left = left.checked_sub(came).ok_or(Kind::TooLarge)?;
    Ok(())
}
