//! A role as a Consent, written strictly; `read_role` reads it.

use time::OffsetDateTime;

use domain::role::{LegalBasis, Reasoned, Role, Status};
use domain::{NhsNumber, OdsCode};

use super::lenient::written;
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

#[cfg(test)]
mod tests {
    use super::super::r4::Resource;
    use super::*;
    use domain::role::Reason;

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
        let steps = to_status(Status::Active, &why, OdsCode::parse("A81001").ok().as_ref());
        let text = serde_json::to_value(steps).unwrap();
        assert_eq!(text[0], serde_json::json!({"op": "replace", "path": "/status", "value": "active"}));
        assert_eq!((&text[1]["op"], &text[1]["path"]), (&"add".into(), &"/extension/-".into()));
        assert_eq!(text[1]["value"][0]["valueCodeableConcept"]["coding"][0]["code"], "ROLE_REACTIVATED");
        assert_eq!(text[1]["value"][1]["valueReference"]["identifier"]["value"], "A81001");
    }
}
