//! The end of an authorization request: whose answer it was, and back with a code.

use axum::response::Response;

use super::Provider;
use super::answers::Fault;
use super::faults::Mode;
use super::params::Params;
use super::store::{Grant, Pending};

/// The waiting request that a form names.
pub fn waiting(provider: &Provider, params: &Params) -> Result<(String, Pending), Fault> {
    let id = params.required("request")?;
    let pending = provider.store().pending(id, provider.now());
    let pending =
        pending.ok_or_else(|| Fault::invalid_request("this page has been answered or has expired"))?;
    Ok((id.to_owned(), pending))
}

/// Sends the person back with a new code.
pub fn finish(provider: &Provider, id: Option<&str>, grant: Grant) -> Response {
    let code = provider.clock().secret();
    let mut back = grant.request.back.clone();
    {
        let mut store = provider.store();
        if let Some(id) = id {
            store.answered(id);
        }
        store.issue_code(code.clone(), grant, provider.now());
    }
    let faults = provider.faults();
    if faults.has(Mode::StateMissing) {
        back.state = None;
    }
    if faults.has(Mode::StateWrong) {
        back.state = Some(provider.clock().secret());
    }
    if faults.has(Mode::CallbackIssWrong) {
        return back.redirect(&[("code", &code), ("iss", "https://issuer.example.test")]);
    }
    back.redirect(&[("code", &code)])
}
