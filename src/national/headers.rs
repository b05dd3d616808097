//! The headers of the API: ids that come back, and what a call must bring.

use axum::http::{HeaderMap, HeaderValue};
use uuid::Uuid;

use super::fault::Fault;
use super::faults;

/// The caller's id of the request.
pub const REQUEST_ID: &str = "x-request-id";
/// The caller's id of what the request belongs to.
pub const CORRELATION_ID: &str = "x-correlation-id";
/// A user's connection to a GP system, with its ODS code.
const IM1: &str = "x-im1-connection-params";
/// The longest name of a round.
const LONGEST_ROUND: usize = 64;

/// A UUID as it is always written: 36 characters with hyphens.
pub fn uuid(text: &str) -> Option<Uuid> {
    if text.len() == 36 { Uuid::try_parse(text).ok() } else { None }
}

/// The UUID in a header, where there is one.
pub fn id_in(headers: &HeaderMap, name: &str) -> Option<Uuid> {
    uuid(headers.get(name)?.to_str().ok()?)
}

/// The ids as they came, to be sent back as they are.
pub struct Ids {
    request: Option<HeaderValue>,
    correlation: Option<HeaderValue>,
}

impl Ids {
    /// Those of a request.
    pub fn of(headers: &HeaderMap) -> Ids {
        Ids { request: headers.get(REQUEST_ID).cloned(), correlation: headers.get(CORRELATION_ID).cloned() }
    }

    /// Puts them into an answer. Their names are written there as the caller wrote them (src/run/listen).
    pub fn mirror(self, headers: &mut HeaderMap) {
        if let Some(id) = self.request {
            headers.insert(REQUEST_ID, id);
        }
        if let Some(id) = self.correlation {
            headers.insert(CORRELATION_ID, id);
        }
    }
}

/// Looks at the headers that every call has.
///
/// # Errors
/// What is missing or wrong.
pub fn check(headers: &HeaderMap) -> Result<(), Fault> {
    if !headers.contains_key(REQUEST_ID) {
        return Err(faults::HEADER_MISSING);
    }
    id_in(headers, REQUEST_ID).ok_or(faults::REQUEST_ID_HEADER)?;
    if headers.contains_key(CORRELATION_ID) {
        id_in(headers, CORRELATION_ID).ok_or(faults::CORRELATION_ID_HEADER)?;
    }
    Ok(())
}

/// Whether GP systems are to be asked too, where the store knows nothing: a token and an ODS code, parted by one `;`.
///
/// # Errors
/// When the header is something else.
pub fn asks_gp_systems(headers: &HeaderMap) -> Result<bool, Fault> {
    let Some(value) = headers.get(IM1) else { return Ok(false) };
    let parts = value.to_str().ok().and_then(|text| text.split_once(';'));
    match parts {
        Some((token, code)) if !token.is_empty() && !code.is_empty() && !code.contains(';') => Ok(true),
        _ => Err(faults::IM1_HEADER),
    }
}

/// The round of moving roles that a call says it belongs to: one of `rounds`, or any word where there is no list.
///
/// # Errors
/// When it is none of them.
pub fn round(headers: &HeaderMap, name: &str, rounds: &[String]) -> Result<Option<String>, Fault> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    let text = value.to_str().ok().map(str::trim).filter(|text| (1..=LONGEST_ROUND).contains(&text.len()));
    let text = text.ok_or(faults::ROUND_HEADER)?;
    let is_one = rounds.is_empty() || rounds.iter().any(|round| round == text);
    if is_one { Ok(Some(text.to_owned())) } else { Err(faults::ROUND_HEADER) }
}
