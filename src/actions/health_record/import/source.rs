//! Where a record comes from, and what comes beside it.

use std::path::{Path, PathBuf};

use domain::NhsNumber;

use super::report::ImportFailed;
use super::sidecar::Sidecar;

/// What is known of a record besides its Bundle.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Whose record it must be, where somebody was asked for.
    pub(super) number: Option<NhsNumber>,
    /// Whether it comes from the practice before, so that the patient is registered here from today on.
    pub(super) is_transferred: bool,
    /// What the practice says of it; where it says nothing, what was said earlier stays.
    pub(super) sidecar: Option<Sidecar>,
    /// A folder with the bytes of its documents, each under its id.
    pub(super) files: Option<PathBuf>,
}

impl Source {
    /// The practice before, which was asked for this patient's record.
    pub fn practice_before(number: NhsNumber) -> Source {
        Source { number: Some(number), is_transferred: true, ..Source::default() }
    }

    /// Somebody who gives the record with what is to be said of it, and its documents in the Bundle.
    pub fn given(sidecar: Sidecar) -> Source {
        Source { sidecar: Some(sidecar), ..Source::default() }
    }

    /// A file: beside `NAME.json` may be `NAME.marks.json`, and a folder `NAME.documents`.
    ///
    /// # Errors
    /// When what stands beside it is there and cannot be read.
    pub fn beside(bundle: &Path) -> Result<Source, ImportFailed> {
        let sidecar = match std::fs::read(bundle.with_extension("marks.json")) {
            Ok(text) => Some(Sidecar::parse(&text)?),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => None,
            Err(fault) => return Err(ImportFailed::Unreadable(fault)),
        };
        let files = Some(bundle.with_extension("documents")).filter(|folder| folder.is_dir());
        Ok(Source { sidecar, files, ..Source::default() })
    }
}
