//! A role that is to be created, checked field by field: the first fault is the answer.

use serde_json::Value;

use super::life;
use super::outcome::Refusal;

const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";
const ODS: &str = "https://fhir.nhs.uk/Id/ods-organization-code";
const REASON: &str =
    "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-Consent-Status-Reason";
const REASON_SYSTEM: &str = "https://fhir.nhs.uk/England/CodeSystem/England-ConsentStatusReason";
const GRANTOR: &str = "https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor";
const BASIS_SYSTEM: &str = "https://fhir.nhs.uk/England/CodeSystem/England-NHSProxyLegalBasis";
const NULL_FLAVOR: &str = "https://terminology.hl7.org/CodeSystem/v3-NullFlavor";
const BASES: [&str; 5] = [
    "parental-responsibility",
    "consent",
    "best-interest",
    "health-and-welfare-lasting-power-of-attorney",
    "court-appointed-personal-welfare-deputy",
];

/// How the store refuses what the published table says 400 of and the integration environment 422.
#[derive(Clone, Copy)]
pub(super) struct Strictness {
    pub(super) as_integration: bool,
}

impl Strictness {
    pub(super) fn missing(self, code: &str) -> Refusal {
        Refusal::of_value(if self.as_integration { 422 } else { 400 }, code)
    }
}

/// What extensions say: why, with its text, and who grants.
#[derive(Default)]
pub(super) struct Said {
    pub(super) reason: Option<(String, Option<String>)>,
    pub(super) grantor: Option<String>,
}

/// A number that somebody could have, of the right system.
pub(super) fn nhs_number(identifier: &Value, strict: Strictness) -> Result<String, Refusal> {
    let system = identifier["system"].as_str().ok_or_else(|| strict.missing("MISSING_IDENTIFIER_SYSTEM"))?;
    if system != NHS_NUMBER {
        return Err(Refusal::of_value(422, "INVALID_IDENTIFIER_SYSTEM"));
    }
    let value = identifier["value"].as_str().ok_or_else(|| strict.missing("MISSING_IDENTIFIER_VALUE"))?;
    if !is_number(value) {
        return Err(Refusal::of_value(422, "INVALID_IDENTIFIER_VALUE"));
    }
    Ok(value.to_owned())
}

/// Ten digits of which the last is right.
pub(super) fn is_number(text: &str) -> bool {
    let is_shaped = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_shaped && domain::NhsNumber::parse(text).is_ok()
}

/// What is said in extensions, one of each at most; `status` is the one that the role is to have.
pub(super) fn said(extensions: &[Value], status: Option<&str>, strict: Strictness) -> Result<Said, Refusal> {
    let mut said = Said::default();
    for extension in extensions {
        match extension["url"].as_str() {
            Some(REASON) if said.reason.is_none() => said.reason = Some(reason(extension, strict)?),
            Some(GRANTOR) if said.grantor.is_none() => said.grantor = Some(grantor(extension, strict)?),
            _ => return Err(Refusal::of_value(422, "INVALID_EXTENSION")),
        }
    }
    if status == Some("active") && said.grantor.is_none() {
        return Err(strict.missing("MISSING_GRANTOR"));
    }
    Ok(said)
}

fn reason(extension: &Value, strict: Strictness) -> Result<(String, Option<String>), Refusal> {
    let concept = &extension["valueCodeableConcept"];
    let coding = &concept["coding"][0];
    let code = coding["code"].as_str().unwrap_or_default();
    if coding["system"] != REASON_SYSTEM
        || life::display(code).is_none_or(|display| coding["display"] != display)
    {
        return Err(Refusal::of_value(422, "INVALID_STATUS_REASON"));
    }
    let text = concept["text"].as_str().map(str::to_owned);
    if code == "OTHER" && text.as_ref().is_none_or(|text| text.trim().is_empty()) {
        return Err(strict.missing("MISSING_FREE_TEXT_FOR_OTHER"));
    }
    Ok((code.to_owned(), text))
}

fn grantor(extension: &Value, strict: Strictness) -> Result<String, Refusal> {
    let reference =
        extension.get("valueReference").ok_or_else(|| strict.missing("MISSING_GRANTOR_REFERENCE"))?;
    let identifier =
        reference.get("identifier").ok_or_else(|| strict.missing("MISSING_GRANTOR_IDENTIFIER"))?;
    if identifier["system"] != ODS {
        return Err(Refusal::of_value(422, "INVALID_GRANTOR_SYSTEM"));
    }
    let value = identifier["value"].as_str().unwrap_or_default().trim();
    if value.is_empty() {
        return Err(Refusal::of_value(422, "INVALID_GRANTOR_VALUE"));
    }
    Ok(value.to_owned())
}

/// The legal basis, which is an object and no list: system, code, display.
pub(super) fn basis(rule: &Value) -> Result<[String; 3], Refusal> {
    let coding = &rule["coding"][0];
    let part = |name: &str| coding[name].as_str().unwrap_or_default().to_owned();
    let parts = [part("system"), part("code"), part("display")];
    let is_known = match parts[0].as_str() {
        BASIS_SYSTEM => BASES.contains(&parts[1].as_str()),
        NULL_FLAVOR => parts[1] == "UNK",
        _ => false,
    };
    if is_known { Ok(parts) } else { Err(Refusal::of_value(422, "INVALID_LEGAL_BASIS_CODE")) }
}

/// An instant in the form that is published; a day is none.
pub(super) fn is_instant(text: &str) -> bool {
    time::OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339).is_ok()
}
