//! A role as a Consent: written strictly, read with tolerance.

use time::OffsetDateTime;

use domain::role::{LegalBasis, Reason, Reasoned, Role, Status};
use domain::{NhsNumber, OdsCode};

use super::lenient::{Edge, instant, nhs_number, written};
use super::r4::{
    Actor, CodeableConcept, Coding, Consent, Extension, Identifier, Meta, Operation, Period, Policy,
    Provision, Reference,
};
use super::systems;

/// Where a patch of a role may reach.
pub mod path {
    /// The status.
    pub const STATUS: &str = "/status";
    /// Behind the last extension.
    pub const EXTENSION: &str = "/extension/-";
    /// The end.
    pub const END: &str = "/provision/period/end";
    /// Who acts once more.
    pub const ACTOR: &str = "/provision/actor";
    /// The legal basis.
    pub const BASIS: &str = "/policyRule";
}

/// The Consent that asks the store for a role.
pub fn asked_for(role: &Role) -> Consent {
    Consent {
        extension: extensions(&role.why, role.grantor.as_ref()),
        status: Some(role.status.code().to_owned()),
        scope: Some(concept(systems::SCOPE, "patient-privacy", "Privacy Consent")),
        category: vec![concept(systems::ACT, "INFA", "information access")],
        patient: Some(reference(Some("Patient"), &role.patient)),
        date_time: Some(written(role.made_at)),
        performer: vec![reference(None, &role.proxy)],
        policy_rule: Some(basis(role.basis)),
        provision: Some(Provision {
            kind: Some("permit".to_owned()),
            period: Some(Period {
                start: role.period.start().map(written),
                end: role.period.end().map(written),
            }),
            actor: vec![Actor { reference: Some(reference(Some("RelatedPerson"), &role.proxy)) }],
        }),
        ..Consent::default()
    }
}

/// The Consent by which the store shows a role that it keeps.
pub fn kept(role: &Role, id: &str, updated: OffsetDateTime) -> Consent {
    let policy = Policy {
        authority: Some(systems::POLICY_AUTHORITY.to_owned()),
        uri: Some(systems::POLICY.to_owned()),
    };
    Consent {
        id: Some(id.to_owned()),
        meta: Some(Meta { last_updated: Some(written(updated)), ..Meta::default() }),
        policy: vec![policy],
        ..asked_for(role)
    }
}

/// The two steps that give a role another status: with the reason, and with the grantor where it is to be active.
pub fn to_status(status: Status, why: &Reasoned, grantor: Option<&OdsCode>) -> [Operation; 2] {
    let extensions = serde_json::to_value(extensions(why, grantor)).unwrap_or_default();
    [
        Operation::new("replace", path::STATUS, status.code().into()),
        Operation::new("add", path::EXTENSION, extensions),
    ]
}

/// The step that gives a role another reason where its status stays.
pub fn reasons(why: &Reasoned) -> Operation {
    let extensions = serde_json::to_value(extensions(why, None)).unwrap_or_default();
    Operation::new("add", path::EXTENSION, extensions)
}

/// The legal basis, as codes.
pub fn basis(basis: LegalBasis) -> CodeableConcept {
    let system = match basis {
        LegalBasis::Unknown => systems::NULL_FLAVOR,
        _ => systems::LEGAL_BASIS,
    };
    concept(system, basis.code(), basis.display())
}

fn concept(system: &str, code: &str, display: &str) -> CodeableConcept {
    CodeableConcept::of(Coding::new(system, code, display))
}

fn reference(kind: Option<&str>, number: &NhsNumber) -> Reference {
    Reference::to(kind, Identifier::new(systems::NHS_NUMBER, number.as_str()))
}

fn extensions(why: &Reasoned, grantor: Option<&OdsCode>) -> Vec<Extension> {
    let coding = Coding::new(systems::REASON, why.reason.code(), why.reason.display());
    let concept = CodeableConcept { coding: vec![coding], text: why.text.clone() };
    let reason = Extension {
        url: Some(systems::STATUS_REASON.to_owned()),
        value_codeable_concept: Some(concept),
        ..Extension::default()
    };
    let granted = grantor.map(|code| Extension {
        url: Some(systems::GRANTOR.to_owned()),
        value_reference: Some(Reference::to(None, Identifier::new(systems::ODS, code.as_str()))),
        ..Extension::default()
    });
    [Some(reason), granted].into_iter().flatten().collect()
}

/// Whether an extension says why, by its newer or its older name.
pub fn is_reason(extension: &Extension) -> bool {
    let url = extension.url.as_deref().unwrap_or_default();
    systems::same(url, systems::STATUS_REASON) || systems::same(url, systems::OLDER_STATUS_REASON)
}

/// Whether an extension says who grants.
pub fn is_grantor(extension: &Extension) -> bool {
    systems::same(extension.url.as_deref().unwrap_or_default(), systems::GRANTOR)
}

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
        proxy: number(consent.performer.first()),
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

/// What was said last counts: a change adds an extension, and some stores keep the older ones.
fn read_reason(consent: &Consent) -> Option<ReadReason> {
    let extension = consent.extension.iter().rfind(|extension| is_reason(extension))?;
    let code = extension.value_codeable_concept.as_ref()?.code()?;
    Some(Reason::from_code(code).map_or_else(|| ReadReason::Other(code.to_owned()), ReadReason::Known))
}

fn read_basis(consent: &Consent) -> LegalBasis {
    let code = consent.policy_rule.as_ref().and_then(CodeableConcept::code);
    code.and_then(LegalBasis::from_code).unwrap_or(LegalBasis::Unknown)
}

#[cfg(test)]
mod tests {
    use super::super::r4::Resource;
    use super::*;
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
    fn what_a_gp_system_does_not_know_is_none() {
        let read = read_text(
            r#"{"resourceType":"Consent","id":"x","status":"new","policyRule":{"coding":[{"code":"unknown"}]}}"#,
        );
        assert_eq!((read.status, read.reason, read.basis), (None, None, LegalBasis::Unknown));
    }

    #[test]
    fn names_that_stand_twice_and_other_things_are_no_resource() {
        for wrong in [
            r#"{"resourceType":"Consent","status":"active","status":"inactive"}"#,
            r#"{"resourceType":"Consent","status":5}"#,
            r#"{"status":"active"}"#,
            r#"["Consent"]"#,
            "\u{feff}{}",
            "",
        ] {
            assert!(Resource::read(wrong.as_bytes()).is_err(), "{wrong}");
        }
        let deep =
            format!(r#"{{"resourceType":"Consent","patient":{}1{}}}"#, "[".repeat(500), "]".repeat(500));
        assert!(Resource::read(deep.as_bytes()).is_err());
    }

    #[test]
    fn a_change_of_status_has_the_shape_that_is_published() {
        let why = Reasoned::plain(Reason::Reactivated);
        let steps = to_status(Status::Active, &why, role().grantor.as_ref());
        let text = serde_json::to_value(steps).unwrap();
        assert_eq!(text[0], serde_json::json!({"op": "replace", "path": "/status", "value": "active"}));
        assert_eq!((&text[1]["op"], &text[1]["path"]), (&"add".into(), &"/extension/-".into()));
        assert_eq!(text[1]["value"][0]["valueCodeableConcept"]["coding"][0]["code"], "ROLE_REACTIVATED");
        assert_eq!(text[1]["value"][1]["valueReference"]["identifier"]["value"], "A81001");
    }
}
