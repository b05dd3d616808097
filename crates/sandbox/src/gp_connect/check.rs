//! What every call must bring, in the order of docs/sources.md#gpc-migrate: the proxy's headers, media types, the token.

use http::{HeaderMap, Method};
use time::OffsetDateTime;

use super::outcome::Refusal;
use super::token::{self, Said};

/// One call.
pub(super) struct Called<'a> {
    pub method: &'a Method,
    pub headers: &'a HeaderMap,
    /// The practice that is asked.
    pub practice: &'a str,
    /// Its service root.
    pub root: &'a str,
    /// The interaction that belongs to the address.
    pub interaction: &'a str,
}

/// A call that was let through.
pub(super) struct Admitted {
    pub trace: String,
    pub said: Said,
}

pub(super) fn admit(call: &Called<'_>, now: OffsetDateTime) -> Result<Admitted, Refusal> {
    let trace = one(call.headers, "Ssp-TraceID")?;
    if trace.len() != 36 || trace.split('-').count() != 5 {
        return Err(Refusal::bad_request("Ssp-TraceID"));
    }
    let from = one(call.headers, "Ssp-From")?;
    if from.len() != 12 || !from.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::bad_request("Ssp-From"));
    }
    if Some(one(call.headers, "Ssp-To")?) != crate::sds::asid(call.practice).as_deref() {
        return Err(Refusal::bad_request("Ssp-To"));
    }
    if one(call.headers, "Ssp-InteractionID")? != call.interaction {
        return Err(Refusal::bad_request("Ssp-InteractionID"));
    }
    let is_fhir = |name: &str| media(call.headers, name) == "application/fhir+json";
    if !is_fhir("Accept") || (call.method == Method::POST && !is_fhir("Content-Type")) {
        return Err(Refusal::new(415, "UNSUPPORTED_MEDIA_TYPE", "application/fhir+json"));
    }
    let said = token::judge(one(call.headers, "Authorization")?, call.root, now)?;
    if crate::sds::asid(&said.organisation).as_deref() != Some(from) {
        return Err(Refusal::bad_request("Ssp-From is not the organisation of the token"));
    }
    Ok(Admitted { trace: trace.to_owned(), said })
}

/// The value of a header that stands there once.
fn one<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str, Refusal> {
    let mut all = headers.get_all(name).iter();
    match (all.next().and_then(|value| value.to_str().ok()), all.next()) {
        (Some(value), None) => Ok(value),
        _ => Err(Refusal::bad_request(name)),
    }
}

fn media<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let value = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim()
}
