//! Chunks are compressed one by one.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

/// Compresses.
pub(super) fn pack(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain)?;
    encoder.finish()
}

/// Decompresses; fails where it is not gzip, or cut short.
pub(super) fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut plain = Vec::new();
    MultiGzDecoder::new(packed).read_to_end(&mut plain)?;
    Ok(plain)
}
