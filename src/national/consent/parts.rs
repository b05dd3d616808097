//! A Consent that was sent, read part by part into the role that is wished for; the first fault is the answer.

use time::OffsetDateTime;

use crate::fhir::lenient::{Edge, instant, nhs_number};
use crate::fhir::r4::{CodeableConcept, Consent, Provision, Reference};
use crate::fhir::systems;
use domain::NhsNumber;
use domain::role::{LegalBasis, Period, Role, Status};

use super::super::fault::Fault;
use super::super::faults;
use super::extensions;

/// The role that is wished for.
///
/// # Errors
/// The first fault.
pub fn role(consent: &Consent) -> Result<Role, Fault> {
    let status = consent.status.as_deref().ok_or(faults::NO_STATUS)?;
    let status = Status::from_code(status).ok_or(faults::STATUS)?;
    let scope = consent.scope.as_ref().ok_or(faults::NO_SCOPE)?;
    if !scope.has(systems::SCOPE, "patient-privacy") {
        return Err(faults::SCOPE);
    }
    if consent.category.is_empty() {
        return Err(faults::NO_CATEGORY);
    }
    if !consent.category.iter().any(|category| category.has(systems::ACT, "INFA")) {
        return Err(faults::CATEGORY);
    }
    let patient = patient(consent.patient.as_ref().ok_or(faults::NO_PATIENT)?)?;
    let proxy = proxy(&consent.performer)?;
    let made_at = consent.date_time.as_deref().ok_or(faults::NO_DATETIME)?;
    let made_at = instant(made_at, Edge::First).ok_or(faults::DATETIME)?;
    let basis = consent.policy_rule.as_ref().map_or(Ok(LegalBasis::Unknown), basis)?;
    let period = consent.provision.as_ref().map_or(Ok(Period::default()), |given| period(given, &proxy))?;
    let why = extensions::why(&consent.extension)?.ok_or(faults::NO_STATUS_REASON)?;
    let grantor = extensions::grantor(&consent.extension)?;
    Ok(Role { patient, proxy, status, why, basis, grantor, made_at, period })
}

/// The two people whom it names, as far as they can be read.
pub fn people(consent: &Consent) -> Vec<NhsNumber> {
    let named = consent.patient.iter().chain(consent.performer.first());
    named.filter_map(|reference| nhs_number(reference.value()?)).collect()
}

/// What can be wrong with somebody who is named.
struct Wrong {
    no_system: Fault,
    system: Fault,
    no_value: Fault,
    value: Fault,
}

fn patient(reference: &Reference) -> Result<NhsNumber, Fault> {
    if reference.kind.as_deref().is_some_and(|kind| kind != "Patient") {
        return Err(faults::PATIENT);
    }
    let wrong = Wrong {
        no_system: faults::NO_PATIENT_SYSTEM,
        system: faults::PATIENT_SYSTEM,
        no_value: faults::NO_PATIENT_VALUE,
        value: faults::PATIENT_VALUE,
    };
    number(reference, &wrong)
}

fn proxy(performer: &[Reference]) -> Result<NhsNumber, Fault> {
    let reference = match performer {
        [] => return Err(faults::NO_PERFORMER),
        [one] => one,
        _ => return Err(faults::PERFORMER),
    };
    let wrong = Wrong {
        no_system: faults::NO_PERFORMER_SYSTEM,
        system: faults::PERFORMER_SYSTEM,
        no_value: faults::NO_PERFORMER_VALUE,
        value: faults::PERFORMER_VALUE,
    };
    number(reference, &wrong)
}

/// The system is looked at before the value.
fn number(reference: &Reference, wrong: &Wrong) -> Result<NhsNumber, Fault> {
    let identifier = reference.identifier.as_ref().ok_or(wrong.no_value)?;
    let system = identifier.system.as_deref().filter(|system| !system.is_empty()).ok_or(wrong.no_system)?;
    if !systems::same(system, systems::NHS_NUMBER) {
        return Err(wrong.system);
    }
    let value = identifier.value.as_deref().filter(|value| !value.is_empty()).ok_or(wrong.no_value)?;
    nhs_number(value).ok_or(wrong.value)
}

/// The legal basis; it is not known where older systems have none, and must then be said so.
///
/// # Errors
/// When its code is not one, or of another system.
pub fn basis(rule: &CodeableConcept) -> Result<LegalBasis, Fault> {
    let known = LegalBasis::ALL.into_iter().find(|basis| {
        let system = match basis {
            LegalBasis::Unknown => systems::NULL_FLAVOR,
            _ => systems::LEGAL_BASIS,
        };
        rule.has(system, basis.code())
    });
    known.ok_or(faults::LEGAL_BASIS)
}

fn period(provision: &Provision, proxy: &NhsNumber) -> Result<Period, Fault> {
    let is_permit = provision.kind.as_deref().is_none_or(|kind| kind == "permit");
    let names_proxy = provision
        .actor
        .iter()
        .filter_map(|actor| actor.reference.as_ref()?.value())
        .all(|value| value == proxy.as_str());
    if !is_permit || !names_proxy {
        return Err(faults::PROVISION);
    }
    let Some(given) = &provision.period else { return Ok(Period::default()) };
    let edge = |text: &Option<String>, edge: Edge| -> Result<Option<OffsetDateTime>, Fault> {
        let Some(text) = text else { return Ok(None) };
        instant(text, edge).map(Some).ok_or(faults::PROVISION)
    };
    Period::new(edge(&given.start, Edge::First)?, edge(&given.end, Edge::Last)?)
        .map_err(|_| faults::PROVISION)
}
