//! What an answer of the store says.

use crate::fhir::r4::Resource;
use crate::fhir::role::read;

use super::super::http::Answer;
use super::super::upstream::Kind;
use super::code::VrsCode;
use super::kept::KeptRole;

/// The roles of an answer. That a person is not known, and that they have no role, is the same here.
pub(super) fn found(answer: &Answer) -> Result<Vec<KeptRole>, Kind> {
    match refusal(answer) {
        None => {}
        Some(Kind::Vrs(VrsCode::Nothing | VrsCode::NotAnId)) => return Ok(Vec::new()),
        Some(kind) => return Err(kind),
    }
    let Ok(Resource::Bundle(bundle)) = Resource::read(&answer.body) else { return Err(Kind::Malformed) };
    let roles = bundle.matches().filter_map(|resource| match resource {
        Resource::Consent(consent) => read(consent).map(KeptRole::from),
        _ => None,
    });
    Ok(roles.collect())
}

/// What kind of refusal an answer is; none where it is a success.
pub(super) fn refusal(answer: &Answer) -> Option<Kind> {
    if answer.status == 429 {
        return Some(Kind::RateLimited);
    }
    if (200..300).contains(&answer.status) {
        return None;
    }
    let code = match Resource::read(&answer.body) {
        Ok(Resource::OperationOutcome(outcome)) => outcome.code().map(VrsCode::published),
        Ok(_) | Err(_) => None,
    };
    Some(code.map_or(Kind::Status(answer.status), Kind::Vrs))
}
