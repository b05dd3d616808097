//! What a call is answered with, in the words of both versions (docs/sources.md#mesh-api).

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};

/// The version of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    One,
    Two,
}

impl Version {
    /// What `Accept` asks for; version 2 where it names both, `None` where it names neither.
    pub(super) fn asked(headers: &HeaderMap) -> Option<Version> {
        let values = headers.get_all(header::ACCEPT).into_iter().filter_map(|value| value.to_str().ok());
        let named: Vec<String> = values
            .flat_map(|value| value.split(','))
            .map(|kind| kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
            .collect();
        let any = |kinds: &[&str]| named.iter().any(|kind| kinds.contains(&kind.as_str()));
        if any(&["application/vnd.mesh.v2+json"]) {
            return Some(Version::Two);
        }
        let first = ["", "*/*", "application/*", "application/json", "application/vnd.mesh.v1+json"];
        (named.is_empty() || any(&first)).then_some(Version::One)
    }

    fn media_type(self) -> &'static str {
        match self {
            Version::One => "application/json",
            Version::Two => "application/vnd.mesh.v2+json",
        }
    }
}

/// One row of the table of errors: status, event, code, description.
pub(super) struct Row(u16, &'static str, &'static str, &'static str);

pub(super) const NO_DATA: Row = Row(417, "COLLECT", "02", "Data file is missing or inaccessible.");
pub(super) const MALFORMED: Row = Row(400, "TRANSFER", "06", "Malformed control file");
pub(super) const WRONG_FROM: Row = Row(417, "SEND", "07", "Invalid From Address in the control file");
pub(super) const NO_TO: Row = Row(400, "SEND", "08", "TO_DTS missing");
pub(super) const WRONG_TYPE: Row = Row(417, "SEND", "11", "Invalid Message Type for the transfer");
pub(super) const UNREGISTERED: Row = Row(417, "SEND", "12", "Unregistered to address");
pub(super) const NOT_ALLOWED: Row = Row(417, "SEND", "16", "Sender not allowed to send this type of message");
pub(super) const NOT_REGISTERED: Row = Row(417, "SEND", "17", "Workflow ID not registered for mailbox");
pub(super) const NO_MESSAGE: Row = Row(404, "RECEIVE", "20", "Message does not exist");
pub(super) const GONE: Row = Row(410, "RECEIVE", "", "Message no longer available for download");
pub(super) const FINAL: Row = Row(423, "SEND", "", "Message in unexpected status");
pub(super) const CHUNK_RANGE: Row =
    Row(400, "SEND", "InvalidHeaderChunks", "Invalid chunk values sent in mex-Chunk-Range header");
pub(super) const ENCODING: Row =
    Row(422, "SEND", "UnsupportedContentEncoding", "Unsupported content encoding");
pub(super) const ENCODING_CHANGED: Row =
    Row(400, "SEND", "UnsupportedContentEncoding", "cannot change content encoding");

/// An answer in both versions; the gateway writes it in the one that was asked for.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    status: StatusCode,
    /// `None` for no body.
    first: Option<Value>,
    second: Option<Value>,
}

impl Answer {
    /// A success: status, version 1, version 2.
    pub(super) fn new(status: StatusCode, first: Value, second: Value) -> Answer {
        Answer { status, first: Some(first), second: Some(second) }
    }

    /// A success that version 2 says nothing about.
    pub(super) fn brief(first: Value) -> Answer {
        Answer { status: StatusCode::OK, first: Some(first), second: None }
    }

    /// A status, and nothing to read.
    pub(super) fn empty(status: StatusCode) -> Answer {
        Answer { status, first: None, second: None }
    }

    /// An error of the table, about this message where there is one.
    pub(super) fn error(row: &Row, message_id: Option<&str>) -> Answer {
        let Row(status, event, code, text) = row;
        let mut first = json!({"errorEvent": event, "errorCode": code, "errorDescription": text});
        let mut second = json!({"detail": [{"event": event, "code": code, "msg": text}]});
        if let Some(id) = message_id {
            first["messageID"] = id.into();
            second["message_id"] = id.into();
        }
        let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Answer::new(status, first, second)
    }

    /// A header, query or path value that is missing or wrong: 400, alike in both versions.
    pub(super) fn invalid(place: &str, name: &str, text: &str) -> Answer {
        let kind = if text == MISSING { "missing" } else { "value_error" };
        let body = json!({"detail": [{"loc": [place, name], "msg": text, "type": kind}]});
        Answer::new(StatusCode::BAD_REQUEST, body.clone(), body)
    }

    fn write(self, version: Version) -> Response {
        let body = match version {
            Version::One => self.first,
            Version::Two => self.second,
        };
        match body {
            Some(body) => {
                let kind = [(header::CONTENT_TYPE, version.media_type())];
                (self.status, kind, body.to_string()).into_response()
            }
            None => (self.status, Body::empty()).into_response(),
        }
    }
}

/// What validation says of a value that is not there.
pub(super) const MISSING: &str = "field required";

/// Travels in the extensions, because a handler does not know the version.
impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes an [`Answer`] that travels in `response`; leaves any other response alone.
pub(super) fn written(mut response: Response, version: Version) -> Response {
    match response.extensions_mut().remove::<Answer>() {
        Some(answer) => answer.write(version),
        None => response,
    }
}
