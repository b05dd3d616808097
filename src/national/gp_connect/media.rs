//! In which format a call is made, and in which it wants its answer: we have JSON alone, and the capability statement says so.

use axum::http::{HeaderMap, HeaderName, Uri, header};

use crate::fhir::stu3::outcome::SpineCode;

use super::fault::Fault;
use super::way::Way;

const JSON: &str = "application/fhir+json";

/// Looks at the format of the body and of the answer.
///
/// # Errors
/// When either is another than ours.
pub fn check(headers: &HeaderMap, uri: &Uri, way: Way) -> Result<(), Fault> {
    let content = value(headers, header::CONTENT_TYPE);
    if way == Way::Migrate && content.as_deref().map(essence) != Some(JSON.to_owned()) {
        return Err(refused("Content-Type"));
    }
    if let Some(format) = format(uri) {
        return if matches!(essence(&format).as_str(), JSON | "json") {
            Ok(())
        } else {
            Err(refused("_format"))
        };
    }
    match (value(headers, header::ACCEPT), content) {
        (Some(accept), _) => {
            let is_ours = |one: &str| matches!(essence(one).as_str(), JSON | "application/*" | "*/*");
            if accept.split(',').any(is_ours) { Ok(()) } else { Err(refused("Accept")) }
        }
        // Who says nothing of the answer wants it in the format of the question.
        (None, Some(content)) if essence(&content) != JSON => Err(refused("Content-Type")),
        (None, _) => Ok(()),
    }
}

fn refused(what: &str) -> Fault {
    Fault::new(SpineCode::UnsupportedMediaType, format!("{what}: {JSON} is expected"))
}

/// All values of a header as one; what cannot be read is no format that we know.
fn value(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let all: Vec<&str> =
        headers.get_all(name).iter().map(|value| value.to_str().unwrap_or("unreadable")).collect();
    (!all.is_empty()).then(|| all.join(","))
}

/// What the address says of the format; a plus that was not written as `%2B` has become a space.
fn format(uri: &Uri) -> Option<String> {
    let query = uri.query()?.as_bytes();
    let found = url::form_urlencoded::parse(query).find(|(name, _)| name == "_format")?;
    Some(found.1.trim().replace(' ', "+"))
}

/// A format without its parameters, in small letters.
fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn status(way: Way, headers: &[(HeaderName, &'static str)], uri: &'static str) -> u16 {
        let mut all = HeaderMap::new();
        for (name, value) in headers {
            all.append(name.clone(), HeaderValue::from_static(value));
        }
        if check(&all, &Uri::from_static(uri), way).is_ok() { 200 } else { 415 }
    }

    #[test]
    fn the_address_counts_before_the_header_and_the_header_before_the_body() {
        let (xml, json) = ("application/fhir+xml", "application/fhir+json; charset=utf-8");
        let read = |headers: &[(HeaderName, &'static str)], uri| status(Way::Metadata, headers, uri);
        assert_eq!(read(&[], "/metadata"), 200);
        assert_eq!(read(&[(header::ACCEPT, xml)], "/metadata"), 415);
        assert_eq!(read(&[(header::ACCEPT, xml)], "/metadata?_format=application/fhir%2Bjson"), 200);
        assert_eq!(read(&[(header::ACCEPT, json)], "/metadata?_format=application/fhir+xml"), 415);
        assert_eq!(read(&[(header::ACCEPT, json), (header::CONTENT_TYPE, xml)], "/metadata"), 200);
        assert_eq!(read(&[(header::CONTENT_TYPE, xml)], "/metadata"), 415);
        assert_eq!(read(&[(header::ACCEPT, "text/html, */*;q=0.1")], "/metadata"), 200);
    }

    #[test]
    fn a_body_is_json_and_says_so() {
        let sent = |headers: &[(HeaderName, &'static str)]| status(Way::Migrate, headers, "/x");
        assert_eq!(sent(&[]), 415);
        assert_eq!(sent(&[(header::CONTENT_TYPE, "application/json")]), 415);
        assert_eq!(sent(&[(header::CONTENT_TYPE, "application/fhir+json;charset=utf-8")]), 200);
    }
}
