//! The bytes of a document on their way in, a part at a time.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures::stream::{BoxStream, StreamExt, try_unfold};
use hyper::body::Bytes;
use serde::Deserialize;
use serde_json::value::RawValue;
use tokio::io::AsyncReadExt;

/// Signs of base64 that are read at once; four are three bytes.
const SIGNS: usize = 262_144;
/// Bytes of a file that are read at once.
const READ: usize = 65_536;

/// Why the bytes of a document did not come.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoBytes {
    /// They are no base64.
    #[error("its bytes are no base64")]
    NotBase64,
    /// The file cannot be read.
    #[error("the file with its bytes cannot be read")]
    Unreadable(#[from] std::io::Error),
}

/// Bytes as they come.
pub(super) type Coming = BoxStream<'static, Result<Bytes, NoBytes>>;

/// A resource that is nothing but bytes.
#[derive(Deserialize)]
struct Binary {
    #[serde(rename = "contentType")]
    content_type: Option<String>,
    content: Option<String>,
}

/// What stands in a resource as base64.
pub(super) fn written(mut text: String) -> Coming {
    if text.bytes().any(|byte| byte.is_ascii_whitespace()) {
        text.retain(|sign| !sign.is_ascii_whitespace());
    }
    let parts = try_unfold((text.into_bytes(), 0_usize), |(text, from)| async move {
        let to = (from + SIGNS).min(text.len());
        if from == to {
            return Ok::<_, NoBytes>(None);
        }
        let part = STANDARD.decode(&text[from..to]).map_err(|_| NoBytes::NotBase64)?;
        Ok(Some((Bytes::from(part), (text, to))))
    });
    parts.boxed()
}

/// Bytes and type of a Binary.
pub(super) fn binary(raw: &RawValue) -> Option<(Option<String>, Coming)> {
    let binary: Binary = serde_json::from_str(raw.get()).ok()?;
    Some((binary.content_type, written(binary.content?)))
}

/// The bytes of a file; none where there is no such file.
pub(super) async fn file(path: &Path) -> Result<Option<Coming>, NoBytes> {
    let file = match tokio::fs::File::open(path).await {
        Ok(file) => file,
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(fault) => return Err(fault.into()),
    };
    let parts = try_unfold(file, |mut file| async move {
        let mut part = vec![0; READ];
        let count = file.read(&mut part).await?;
        part.truncate(count);
        Ok::<_, NoBytes>((count > 0).then(|| (Bytes::from(part), file)))
    });
    Ok(Some(parts.boxed()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::TryStreamExt;

    async fn all(coming: Coming) -> Result<Vec<u8>, NoBytes> {
        Ok(coming.try_collect::<Vec<_>>().await?.concat())
    }

    #[tokio::test]
    async fn base64_comes_part_by_part_and_ends_where_it_is_wrong() {
        let bytes: Vec<u8> = (0..500_000_u32).map(|at| (at % 251).to_le_bytes()[0]).collect();
        assert_eq!(all(written(STANDARD.encode(&bytes))).await.unwrap(), bytes);
        assert_eq!(all(written("aGVs\nbG8=".to_owned())).await.unwrap(), b"hello");
        assert!(all(written(String::new())).await.unwrap().is_empty());
        assert!(matches!(all(written("a<b".to_owned())).await, Err(NoBytes::NotBase64)));
    }
}
