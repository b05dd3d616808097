//! The version of a delegation in `ETag`, `If-Match` and `If-None-Match` (RFC 9110 §8.8.3, §13.1).
//!
//! `"4"` is the fourth version as it is, `"4-gzip"` the same sent compressed, by us or by a proxy between.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::problem::Problem;

/// The versions that a command was made for; none when the caller did not say, or takes any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfMatch(pub Option<Vec<i32>>);

/// The versions that the caller has, or takes to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfNoneMatch(Option<Tags>);

/// What a condition names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Tags {
    /// `*`: whatever there is.
    Any,
    /// These; an empty list names none.
    These(Vec<Tag>),
}

/// One entity-tag.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tag {
    /// The version that it names; none where it can be none of ours.
    version: Option<i32>,
    /// A proxy that changes an answer makes its tag weak: it stands for what means the same.
    is_weak: bool,
}

/// Ends of a tag that tell how the answer was compressed.
const CODINGS: [&str; 4] = ["-gzip", "-br", "-zstd", "-deflate"];
const MATCH: Problem = Problem::Parameter("If-Match", EXPECTED);
const NONE_MATCH: Problem = Problem::Parameter("If-None-Match", EXPECTED);
const EXPECTED: &str = "the `ETag` of the delegation, such as \"4\", or a list of such, or *";

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    /// By strong comparison, as RFC 9110 §13.1.1 demands: a weak tag matches nothing.
    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<IfMatch, Problem> {
        let tags = tags(&parts.headers, header::IF_MATCH).map_err(|Unreadable| MATCH)?;
        Ok(IfMatch(match tags {
            None | Some(Tags::Any) => None,
            Some(Tags::These(tags)) => {
                Some(tags.into_iter().filter(|tag| !tag.is_weak).filter_map(|tag| tag.version).collect())
            }
        }))
    }
}

impl<S: Sync> FromRequestParts<S> for IfNoneMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<IfNoneMatch, Problem> {
        Ok(IfNoneMatch(tags(&parts.headers, header::IF_NONE_MATCH).map_err(|Unreadable| NONE_MATCH)?))
    }
}

impl IfNoneMatch {
    /// Whether this version is among them, by weak comparison (RFC 9110 §13.1.2).
    pub fn names(&self, version: i32) -> bool {
        match &self.0 {
            None => false,
            Some(Tags::Any) => true,
            Some(Tags::These(tags)) => tags.iter().any(|tag| tag.version == Some(version)),
        }
    }
}

struct Unreadable;

/// All that the header says, on however many lines; none where it is not there.
fn tags(headers: &HeaderMap, name: HeaderName) -> Result<Option<Tags>, Unreadable> {
    let mut lines = headers.get_all(name).iter().map(HeaderValue::as_bytes).peekable();
    if lines.peek().is_none() {
        return Ok(None);
    }
    let text = lines.collect::<Vec<_>>().join(&b","[..]);
    if text.trim_ascii() == b"*" {
        return Ok(Some(Tags::Any));
    }
    let (mut rest, mut found) = (text.trim_ascii(), Vec::new());
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix(b",") {
            rest = after.trim_ascii_start();
            continue;
        }
        let (tag, after) = tag(rest).ok_or(Unreadable)?;
        found.push(tag);
        rest = after.trim_ascii_start();
        if !(rest.is_empty() || rest.starts_with(b",")) {
            return Err(Unreadable);
        }
    }
    Ok(Some(Tags::These(found)))
}

/// The tag at the start of `text`, and what stands behind it. A comma may be part of a tag.
fn tag(text: &[u8]) -> Option<(Tag, &[u8])> {
    let (is_weak, quoted) = text.strip_prefix(b"W/").map_or((false, text), |rest| (true, rest));
    let inner = quoted.strip_prefix(b"\"")?;
    let end = inner.iter().position(|byte| *byte == b'"')?;
    let (opaque, after) = (&inner[..end], &inner[end + 1..]);
    let fits = |byte: &u8| matches!(byte, 0x21 | 0x23..=0x7e | 0x80..=0xff);
    opaque.iter().all(fits).then(|| (Tag { version: version(opaque), is_weak }, after))
}

fn version(opaque: &[u8]) -> Option<i32> {
    let text = std::str::from_utf8(opaque).ok()?;
    let number = CODINGS.iter().find_map(|coding| text.strip_suffix(coding)).unwrap_or(text);
    number.parse().ok().filter(|version: &i32| *version > 0 && version.to_string() == number)
}

/// The header that names a version.
pub fn etag(version: i32) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Result<Option<Tags>, Unreadable> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::IF_MATCH, HeaderValue::from_bytes(line.as_bytes()).expect("a header"));
        }
        tags(&headers, header::IF_MATCH)
    }

    fn these(tags: &[(Option<i32>, bool)]) -> Option<Tags> {
        let tag = |(version, is_weak): &(Option<i32>, bool)| Tag { version: *version, is_weak: *is_weak };
        Some(Tags::These(tags.iter().map(tag).collect()))
    }

    #[test]
    fn rfc_9110_8_8_3_a_list_of_tags_is_read_whole() {
        for (lines, expected) in [
            (&[][..], None),
            (&["*"][..], Some(Tags::Any)),
            (&[" * "][..], Some(Tags::Any)),
            (&["\"4\""][..], these(&[(Some(4), false)])),
            (&["W/\"4\""][..], these(&[(Some(4), true)])),
            (&["\"3\", W/\"4\",\"5\" ,"][..], these(&[(Some(3), false), (Some(4), true), (Some(5), false)])),
            (&["\"3\"", "\"4\""][..], these(&[(Some(3), false), (Some(4), false)])),
            (&[",, \"4\" , ,"][..], these(&[(Some(4), false)])),
            (&["\"4-gzip\", \"4-br\""][..], these(&[(Some(4), false), (Some(4), false)])),
            (&["\"a,b\", \"04\", \"+4\", \"0\", \"-1\""][..], these(&[(None, false); 5])),
            (&["\"99999999999\", \"\", \"\u{e9}\""][..], these(&[(None, false); 3])),
            (&[""][..], these(&[])),
        ] {
            assert!(read(lines).is_ok_and(|read| read == expected), "{lines:?}");
        }
    }

    #[test]
    fn what_is_no_entity_tag_is_not_guessed_at() {
        for wrong in [
            "4",
            "\"4",
            "4\"",
            "w/\"4\"",
            "W/4",
            "W/ \"4\"",
            "\"4\" \"5\"",
            "\"4\"x",
            "*, \"4\"",
            "\"a b\"",
            "'4'",
        ] {
            assert!(read(&[wrong]).is_err(), "{wrong}");
        }
    }
}
