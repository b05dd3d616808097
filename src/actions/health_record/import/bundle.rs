//! The Bundle, taken apart without looking into its resources: how deep they are matters nothing here.

use serde::Deserialize;
use serde_json::value::RawValue;
use tokio::io::{AsyncRead, AsyncReadExt};

use super::report::ImportFailed;

/// Bytes of a mebibyte.
const MIB: u64 = 1024 * 1024;

#[derive(Deserialize)]
struct Bundle<'a> {
    #[serde(rename = "resourceType")]
    kind: Option<String>,
    #[serde(borrow)]
    entry: Option<Vec<Entry<'a>>>,
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    resource: Option<&'a RawValue>,
}

/// Reads what comes, as text.
pub(super) async fn read(bundle: impl AsyncRead + Unpin + Send, most: u64) -> Result<String, ImportFailed> {
    let mut bytes = Vec::new();
    bundle.take(most + 1).read_to_end(&mut bytes).await.map_err(ImportFailed::Unreadable)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        return Err(ImportFailed::TooLarge(most / MIB));
    }
    let text = String::from_utf8(bytes)
        .map_err(|fault| ImportFailed::NotText(fault.utf8_error().valid_up_to() + 1))?;
    if text.trim_start_matches(MARK).trim_start().starts_with('<') {
        return Err(ImportFailed::Xml);
    }
    Ok(text)
}

/// The mark that some write before text; it means nothing in UTF-8.
const MARK: char = '\u{feff}';

/// The resources of a Bundle, each as its text; none where an entry has none.
pub(super) fn entries(text: &str) -> Result<Vec<Option<&RawValue>>, ImportFailed> {
    let bundle: Bundle<'_> = serde_json::from_str(text.trim_start_matches(MARK))
        .map_err(|fault| ImportFailed::NotABundle(fault.to_string()))?;
    if bundle.kind.as_deref() != Some("Bundle") {
        return Err(ImportFailed::NotABundle("resourceType is not Bundle".to_owned()));
    }
    Ok(bundle.entry.into_iter().flatten().map(|entry| entry.resource).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn refused(bytes: &[u8]) -> String {
        match read(bytes, MIB).await {
            Ok(text) => entries(&text).err().map(|fault| fault.to_string()).unwrap_or_default(),
            Err(fault) => fault.to_string(),
        }
    }

    #[tokio::test]
    async fn what_is_no_bundle_is_refused_with_what_is_expected() {
        let large = vec![b' '; 1024 * 1024 + 1];
        let utf_16: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: [(&[u8], &str); 11] = [
            (&large, "more than 1 MiB"),
            (b"{\"resourceType\":\"Bundle\",\"x\":\"\xe9\"}", "byte 31 is wrong"),
            (&utf_16, "byte 1 is wrong"),
            (b"\xef\xbb\xbf <Bundle/>", "XML"),
            (b"", "no FHIR STU3 Bundle"),
            (b"[]", "no FHIR STU3 Bundle"),
            (b"{\"resourceType\":\"Patient\"}", "resourceType is not Bundle"),
            (b"{\"resourceType\":\"Bundle\",\"entry\":{}}", "no FHIR STU3 Bundle"),
            (b"{\"resourceType\":\"Bundle\",\"entry\":[5]}", "no FHIR STU3 Bundle"),
            (b"{\"resourceType\":\"Bundle\",\"entry\":[],\"entry\":[]}", "duplicate field"),
            (b"{\"resourceType\":\"Bundle\"} x", "trailing"),
        ];
        for (bytes, told) in cases {
            let found = refused(bytes).await;
            assert!(found.contains(told), "{told}: {found}");
        }
    }

    #[tokio::test]
    async fn the_mark_before_text_means_nothing_and_depth_is_not_looked_at() {
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let text = format!(
            "\u{feff}{{\"resourceType\":\"Bundle\",\"x\":{deep},\"entry\":[{{\"resource\":{deep}}},{{}}]}}"
        );
        let text = read(text.as_bytes(), MIB).await.unwrap();
        let entries = entries(&text).unwrap();
        assert_eq!(
            entries.iter().map(|entry| entry.map(|raw| raw.get().len())).collect::<Vec<_>>(),
            [Some(20_000), None]
        );
    }
}
