//! The bytes of a document, taken out of the Binary that carries them in base64, as they come: a document may have hundreds of
//! megabytes.

mod letters;

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

use super::super::upstream::{Kind, System, Upstream};
use super::body::Body;

use letters::Letters;

/// Padding or none.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A document that is still on its way.
#[derive(Debug)]
pub struct Binary {
    body: Body,
    letters: Letters,
    /// Letters that wait for the rest of their group of four.
    waiting: Vec<u8>,
    is_over: bool,
}

impl Binary {
    pub(super) fn new(body: Body) -> Binary {
        Binary { body, letters: Letters::default(), waiting: Vec::new(), is_over: false }
    }

    /// The bytes that came next; none at the end.
    ///
    /// # Errors
    /// Where it breaks off, is no Binary, or is larger than it may be.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Upstream> {
        while !self.is_over {
            match self.body.next().await? {
                Some(chunk) => self.letters.take(&chunk, &mut self.waiting).map_err(fault)?,
                None => self.is_over = true,
            }
            if self.is_over && !self.letters.is_whole() {
                return Err(fault(Kind::Malformed));
            }
            let whole = if self.is_over { self.waiting.len() } else { self.waiting.len() / 4 * 4 };
            let came = BASE64.decode(&self.waiting[..whole]).map_err(|_| fault(Kind::Malformed))?;
            self.waiting.drain(..whole);
            if !came.is_empty() {
                return Ok(Some(came));
            }
        }
        Ok(None)
    }
}

fn fault(kind: Kind) -> Upstream {
    Upstream { system: System::GpConnect, kind }
}
