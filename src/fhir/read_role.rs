//! A role as a Consent of a store, read with tolerance.

use time::OffsetDateTime;

use domain::role::{LegalBasis, Reason, Status};
use domain::{NhsNumber, OdsCode};

use super::lenient::{Edge, instant, nhs_number};
use super::r4::{CodeableConcept, Consent, Extension, Reference};
use super::role::{is_grantor, is_reason};
use super::systems;

/// A role as it was read from a store, with all that may be missing there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRole {
    /// Its id, whatever it looks like.
    pub id: String,
    /// For whom; none where it says no readable NHS number.
    pub patient: Option<NhsNumber>,
    /// Who acts.
    pub proxy: Option<NhsNumber>,
    /// How it stands; none where the code is not known here.
    pub status: Option<Status>,
    /// Why it stands so.
    pub reason: Option<ReadReason>,
    /// On what ground; unknown where it says none, or one that is not known here.
    pub basis: LegalBasis,
    /// Who granted it.
    pub grantor: Option<OdsCode>,
    /// Its first instant.
    pub start: Option<OffsetDateTime>,
    /// Its last instant.
    pub end: Option<OffsetDateTime>,
    /// When it changed last.
    pub updated: Option<OffsetDateTime>,
}

/// A reason as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadReason {
    /// One of the list.
    Known(Reason),
    /// Another code: an older one, or a newer.
    Other(String),
}

/// Reads a Consent of a store; none where it has no id, without which nothing can be done with it.
pub fn read(consent: &Consent) -> Option<ReadRole> {
    let number = |reference: Option<&Reference>| nhs_number(reference?.value()?);
    let period = consent.provision.as_ref().and_then(|provision| provision.period.as_ref());
    let edge = |text: Option<&String>, edge| instant(text?, edge);
    let updated = consent.meta.as_ref().and_then(|meta| meta.last_updated.as_ref());
    Some(ReadRole {
        id: consent.id.clone().filter(|id| !id.is_empty())?,
        patient: number(consent.patient.as_ref()),
        proxy: number(acts(consent)),
        status: consent.status.as_deref().and_then(Status::from_code),
        reason: read_reason(consent),
        basis: read_basis(consent),
        grantor: consent
            .extension
            .iter()
            .find(|extension| is_grantor(extension))
            .and_then(|extension| OdsCode::parse(extension.value_reference.as_ref()?.value()?).ok()),
        start: edge(period.and_then(|period| period.start.as_ref()), Edge::First),
        end: edge(period.and_then(|period| period.end.as_ref()), Edge::Last),
        updated: edge(updated, Edge::First),
    })
}

/// Who acts: the performer, and where a role has none, whom an extension of early 2026 or the provision names.
fn acts(consent: &Consent) -> Option<&Reference> {
    let grantee = || of_extension(consent, systems::GRANTEE)?.value_reference.as_ref();
    let actor = || consent.provision.as_ref()?.actor.first()?.reference.as_ref();
    consent.performer.first().or_else(grantee).or_else(actor)
}

fn of_extension<'a>(consent: &'a Consent, url: &str) -> Option<&'a Extension> {
    let is_it = |extension: &&Extension| systems::same(extension.url.as_deref().unwrap_or_default(), url);
    consent.extension.iter().find(is_it)
}

/// What was said last counts: a change adds an extension, and some stores keep the older ones.
fn read_reason(consent: &Consent) -> Option<ReadReason> {
    let extension = consent.extension.iter().rfind(|extension| is_reason(extension))?;
    let code = extension.value_codeable_concept.as_ref()?.code()?;
    Some(Reason::from_code(code).map_or_else(|| ReadReason::Other(code.to_owned()), ReadReason::Known))
}

/// The legal basis: until April 2026 it stood in an extension.
fn read_basis(consent: &Consent) -> LegalBasis {
    let older = || of_extension(consent, systems::REGULATORY_BASIS)?.value_codeable_concept.as_ref();
    let code = consent.policy_rule.as_ref().or_else(older).and_then(CodeableConcept::code);
    code.and_then(LegalBasis::from_code).unwrap_or(LegalBasis::Unknown)
}

#[cfg(test)]
mod tests {
    use super::super::r4::Resource;
    use super::super::role::kept;
    use super::*;
    use domain::role::{Reasoned, Role};
    use time::macros::datetime;

    fn role() -> Role {
        let (patient, proxy) = ("9000000009", "9000000017");
        Role {
            patient: NhsNumber::parse(patient).unwrap(),
            proxy: NhsNumber::parse(proxy).unwrap(),
            status: Status::Active,
            why: Reasoned { reason: Reason::Other, text: Some("as told".to_owned()) },
            basis: LegalBasis::Unknown,
            grantor: OdsCode::parse("A81001").ok(),
            made_at: datetime!(2026-11-27 12:00 UTC),
            period: domain::role::Period::new(Some(datetime!(2026-11-01 0:00 UTC)), None).unwrap(),
        }
    }

    fn read_text(text: &str) -> ReadRole {
        match Resource::read(text.as_bytes()) {
            Ok(Resource::Consent(consent)) => read(&consent).unwrap(),
            _ => panic!("no Consent"),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let consent = kept(&role(), "an id", datetime!(2026-11-27 12:30 UTC));
        let text = serde_json::to_string(&Resource::Consent(Box::new(consent))).unwrap();
        assert!(text.starts_with(r#"{"resourceType":"Consent","id":"an id""#), "{text}");
        assert!(!text.contains("null"), "{text}");
        let read = read_text(&text);
        assert_eq!((read.patient, read.proxy), (Some(role().patient), Some(role().proxy)));
        assert_eq!(
            (read.status, read.reason),
            (Some(Status::Active), Some(ReadReason::Known(Reason::Other)))
        );
        assert_eq!((read.basis, read.grantor), (LegalBasis::Unknown, role().grantor));
        assert_eq!((read.start, read.end), (role().period.start(), None));
        assert_eq!(read.updated, Some(datetime!(2026-11-27 12:30 UTC)));
    }

    #[test]
    fn older_and_other_forms_are_read() {
        let read = read_text(
            r#"{"resourceType":"Consent","id":"3a86ad92","status":"active","meta":null,
                "extension":[{"url":"https://example.test/unknown","valueString":"x"},
                  {"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-statusReason","valueCodeableConcept":
                    {"coding":[{"system":"https://terminology.hl7.org/CodeSystem/consent-reason","code":"ROLE_DEACTIVATED_NOT_NEEDED"}]}},
                  {"url":"http://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor",
                    "valueReference":{"identifier":{"value":"G8101234"}}}],
                "performer":{"identifier":{"system":"http://fhir.nhs.uk/Id/nhs-number","value":"9000000017"}},
                "policyRule":[{"coding":[{"code":"best-interest"}]}],
                "provision":{"period":{"start":"2025-12-02","end":"2025-12-31"}}}"#,
        );
        assert_eq!(read.id, "3a86ad92");
        assert_eq!(read.reason, Some(ReadReason::Other("ROLE_DEACTIVATED_NOT_NEEDED".to_owned())));
        assert_eq!(read.grantor, OdsCode::parse("G8101234").ok());
        assert_eq!((read.patient, read.proxy), (None, Some(role().proxy)));
        assert_eq!(read.basis, LegalBasis::BestInterest);
        let day = (Some(datetime!(2025-12-02 0:00 UTC)), Some(datetime!(2025-12-31 23:59:59 UTC)));
        assert_eq!((read.start, read.end), day);
    }

    #[test]
    fn who_acts_and_on_what_ground_is_found_where_it_stood_in_early_2026() {
        let number = |value: &str| {
            format!(r#"{{"identifier":{{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"{value}"}}}}"#)
        };
        let actor = format!(r#""provision":{{"actor":[{{"reference":{}}}]}}"#, number("9000000025"));
        let grantee = format!(
            r#""extension":[{{"url":"https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantee","valueReference":{}}},
                {{"url":"http://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.regulatoryBasis",
                 "valueCodeableConcept":{{"coding":[{{"code":"parental-responsibility"}}]}}}}]"#,
            number("9000000033")
        );
        let performer = format!(r#""performer":[{}]"#, number("9000000017"));
        let proxy = |parts: &[&str]| {
            let read = read_text(&format!(r#"{{"resourceType":"Consent","id":"x",{}}}"#, parts.join(",")));
            (read.proxy.map(|proxy| proxy.as_str().to_owned()), read.basis)
        };
        let found = |value: &str, basis: LegalBasis| (Some(value.to_owned()), basis);
        assert_eq!(proxy(&[actor.as_str()]), found("9000000025", LegalBasis::Unknown));
        let older = [actor.as_str(), grantee.as_str()];
        assert_eq!(proxy(&older), found("9000000033", LegalBasis::ParentalResponsibility));
        let newer = [actor.as_str(), grantee.as_str(), performer.as_str()];
        assert_eq!(proxy(&newer).0.as_deref(), Some("9000000017"));
    }

    #[test]
    fn what_a_gp_system_does_not_know_is_none() {
        let read = read_text(
            r#"{"resourceType":"Consent","id":"x","status":"new","policyRule":{"coding":[{"code":"unknown"}]}}"#,
        );
        assert_eq!((read.status, read.reason, read.basis), (None, None, LegalBasis::Unknown));
    }
}
