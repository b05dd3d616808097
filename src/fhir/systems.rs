//! The names of code systems, identifiers and extensions, as they are written.

/// NHS numbers.
pub const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";
/// ODS codes.
pub const ODS: &str = "https://fhir.nhs.uk/Id/ods-organization-code";
/// Errors of the store.
pub const ERROR: &str = "https://fhir.nhs.uk/R4/CodeSystem/ValidatedRelationships-ErrorOrWarningCode";
/// Errors about requests for access.
pub const SPINE_ERROR: &str = "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1";
/// What a consent is about.
pub const SCOPE: &str = "https://terminology.hl7.org/CodeSystem/consentscope";
/// What kind of consent it is.
pub const ACT: &str = "https://terminology.hl7.org/CodeSystem/v3-ActCode";
/// Legal bases.
pub const LEGAL_BASIS: &str = "https://fhir.nhs.uk/England/CodeSystem/England-NHSProxyLegalBasis";
/// What is not known.
pub const NULL_FLAVOR: &str = "https://terminology.hl7.org/CodeSystem/v3-NullFlavor";
/// The extension that says why a role stands so.
pub const STATUS_REASON: &str =
    "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-Consent-Status-Reason";
/// The same before 2026.
pub const OLDER_STATUS_REASON: &str = "https://fhir.hl7.org.uk/StructureDefinition/Extension-statusReason";
/// Codes of reasons.
pub const REASON: &str = "https://fhir.nhs.uk/England/CodeSystem/England-ConsentStatusReason";
/// The same before 2026.
pub const OLDER_REASON: &str = "https://terminology.hl7.org/CodeSystem/consent-reason";
/// The extension that says who grants.
pub const GRANTOR: &str = "https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantor";
/// Extension that said who acts, from January to April 2026.
pub const GRANTEE: &str = "https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.grantee";
/// Extension that said on what ground, until April 2026.
pub const REGULATORY_BASIS: &str =
    "https://hl7.org/fhir/5.0/StructureDefinition/extension-Consent.regulatoryBasis";
/// What somebody is to somebody.
pub const ROLE_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
/// How surely somebody was recognised.
pub const PROOFING: &str = "https://fhir.nhs.uk/England/CodeSystem/England-NHSIdentityProofingLevel";
/// Who set the rules of the consent.
pub const POLICY_AUTHORITY: &str = "https://www.england.nhs.uk";
/// The rules of the consent.
pub const POLICY: &str = "https://digital.nhs.uk/data-and-information/information-standards/governance/latest-activity/\
                          standards-and-collections/dapb3051-identity-verification-and-authentication-standard-for-digital-health-and-care-services";

/// Whether two names are the same but for http and https: the store has written some of them both ways.
pub fn same(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let rest = name.strip_prefix("https://").or(name.strip_prefix("http://"));
        rest.unwrap_or(name).to_owned()
    };
    bare(one) == bare(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_and_https_are_one_and_nothing_else_is() {
        assert!(same("http://fhir.nhs.uk/Id/nhs-number", NHS_NUMBER));
        assert!(!same("fhir.nhs.uk/Id/nhs-numbers", NHS_NUMBER));
        assert!(!same("https://fhir.nhs.uk/Id/ods-organization-code", NHS_NUMBER));
    }

    #[test]
    fn a_name_that_is_written_in_two_lines_is_one_word() {
        assert!(!POLICY.contains(' ') && POLICY.ends_with("-services"));
    }
}
