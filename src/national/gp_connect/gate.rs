//! Looks at everything of a call that is not its body, in the order of docs/gp-connect.md#the-order.

use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use time::OffsetDateTime;

use crate::config::GpConnect;
use crate::storage::gp_connect::calls::{Call, kept};
use domain::OdsCode;

use super::fault::Fault;
use super::media;
use super::ssp::{Ssp, only};
use super::token::{self, Expected, Told};
use super::way::Way;

/// Who calls, and whom.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The id of the message.
    pub trace_id: String,
    /// The practice that is asked.
    pub practice: OdsCode,
    /// What the token says.
    pub told: Told,
}

/// Lets a call in; what is found out on the way goes into the record of calls.
///
/// # Errors
/// The first thing that is wrong.
pub fn admit(
    settings: &GpConnect,
    parts: &Parts,
    (way, practice): (Way, &str),
    (call, now): (&mut Call, OffsetDateTime),
) -> Result<Caller, Fault> {
    // Addresses tell capitals from small letters.
    let ours = settings.practices.iter().find(|(code, _)| code.as_str() == practice);
    let (practice, asid) = ours.ok_or_else(Fault::nowhere)?;
    call.practice = Some(practice.as_str().to_owned());
    if way == Way::Nowhere {
        return Err(Fault::nowhere());
    }
    if parts.method.as_str() != way.method() {
        return Err(Fault::method(way.method()));
    }
    let trace_id = Ssp::of(&parts.headers).check(way, asid)?.to_owned();
    media::check(&parts.headers, &parts.uri, way)?;
    let audiences: Vec<String> = settings
        .paths
        .iter()
        .map(|path| settings.root(path, practice))
        .chain(settings.audiences.iter().map(|audience| audience.trim_end_matches('/').to_owned()))
        .collect();
    let shown = only(&parts.headers, AUTHORIZATION.as_str());
    let told = token::read(shown, &Expected { way, audiences: &audiences, now })?;
    note(call, &told);
    Ok(Caller { trace_id, practice: practice.clone(), told })
}

fn note(call: &mut Call, told: &Told) {
    let some = |text: &String| Some(kept(text)).filter(|text| !text.is_empty());
    call.organisation = some(&told.organisation);
    call.organisation_name = told.organisation_name.as_ref().and_then(some);
    call.user_id = some(&told.user_id);
    call.user_name = told.user_name.as_ref().and_then(some);
    call.user_role = told.user_role.as_ref().and_then(some);
    call.device = some(&told.device);
    call.reason = some(&told.reason);
    call.scope = some(&told.scope);
}
