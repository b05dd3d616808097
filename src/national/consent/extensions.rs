//! What the two extensions of a role say: why it stands so, and who grants.

use crate::fhir::r4::Extension;
use crate::fhir::role::{is_grantor, is_reason};
use crate::fhir::systems;
use domain::OdsCode;
use domain::role::{Reason, Reasoned};

use super::super::fault::Fault;
use super::super::faults;

/// The reason, where there is one. Of several the last counts.
///
/// # Errors
/// When it has no code, one of another system, or one that is not known.
pub fn why(extensions: &[Extension]) -> Result<Option<Reasoned>, Fault> {
    let Some(extension) = extensions.iter().rfind(|extension| is_reason(extension)) else { return Ok(None) };
    let concept = extension.value_codeable_concept.as_ref().ok_or(faults::EXTENSION)?;
    let coding = concept.coding.first().ok_or(faults::EXTENSION)?;
    let is_ours = |system: &String| {
        systems::same(system, systems::REASON) || systems::same(system, systems::OLDER_REASON)
    };
    if !coding.system.as_ref().is_none_or(is_ours) {
        return Err(faults::EXTENSION);
    }
    let code = coding.code.as_deref().ok_or(faults::EXTENSION)?;
    let reason = Reason::from_code(code).ok_or(faults::REASON)?;
    Ok(Some(Reasoned { reason, text: concept.text.clone() }))
}

/// The grantor, where there is one.
///
/// # Errors
/// When it is not named by an ODS code.
pub fn grantor(extensions: &[Extension]) -> Result<Option<OdsCode>, Fault> {
    let Some(extension) = extensions.iter().rfind(|extension| is_grantor(extension)) else { return Ok(None) };
    let reference = extension.value_reference.as_ref().ok_or(faults::NO_GRANTOR_REFERENCE)?;
    let identifier = reference.identifier.as_ref().ok_or(faults::NO_GRANTOR_IDENTIFIER)?;
    let system = identifier.system.as_deref().unwrap_or_default();
    if !systems::same(system, systems::ODS) {
        return Err(faults::GRANTOR_SYSTEM);
    }
    let value = identifier.value.as_deref().unwrap_or_default();
    OdsCode::parse(value).map(Some).map_err(|_| faults::GRANTOR_VALUE)
}
