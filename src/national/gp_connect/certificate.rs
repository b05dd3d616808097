//! Who may call at all: the Spine Secure Proxy, by its client certificate. TLS ends at a proxy of ours, which checks the
//! certificate and tells its fingerprint; it must take that header from nobody else (docs/gp-connect.md#tls).

use axum::http::HeaderMap;

use crate::config::{GpConnect, fingerprint};
use crate::fhir::stu3::outcome::SpineCode;

use super::fault::Fault;
use super::ssp::only;

/// Looks at the certificate that the proxy tells of, where there are any to compare it with.
///
/// # Errors
/// When it is none of those that may call.
pub fn check(headers: &HeaderMap, settings: &GpConnect) -> Result<(), Fault> {
    if settings.certificates.is_empty() {
        return Ok(());
    }
    let shown = only(headers, &settings.certificate_header).map(fingerprint);
    match shown {
        Some(shown) if settings.certificates.contains(&shown) => Ok(()),
        _ => Err(Fault::new(SpineCode::AccessDenied, "the client certificate may not call")),
    }
}
