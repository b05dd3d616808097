//! What an answer of the store says.

use crate::fhir::r4::Resource;
use crate::fhir::read_role::read;

use super::super::http::Answer;
use super::super::upstream::Kind;
use super::code::VrsCode;
use super::kept::KeptRole;

/// The roles of an answer.
pub(super) fn found(answer: &Answer) -> Result<Vec<KeptRole>, Kind> {
    all(answer, |resource| match resource {
        Resource::Consent(consent) => read(consent).map(KeptRole::from),
        _ => None,
    })
}

/// What one reads of each match of an answer. That a person is not known, and that they have nothing, is the same here.
pub(super) fn all<T>(answer: &Answer, one: fn(&Resource) -> Option<T>) -> Result<Vec<T>, Kind> {
    match refusal(answer) {
        None => {}
        Some(Kind::Vrs(VrsCode::Nothing | VrsCode::NotAnId)) => return Ok(Vec::new()),
        Some(kind) => return Err(kind),
    }
    let Ok(Resource::Bundle(bundle)) = Resource::read(&answer.body) else { return Err(Kind::Malformed) };
    Ok(bundle.matches().filter_map(one).collect())
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
