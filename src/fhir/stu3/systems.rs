//! The names of code systems, identifiers, profiles and extensions, as they are written.

pub use crate::fhir::systems::{NHS_NUMBER, ODS};

/// Users of CIS2.
pub const USER: &str = "https://fhir.nhs.uk/Id/sds-user-id";
/// The roles that they have.
pub const ROLE_PROFILE: &str = "https://fhir.nhs.uk/Id/sds-role-profile-id";
/// SNOMED CT.
pub const SNOMED: &str = "http://snomed.info/sct";
/// Errors and warnings.
pub const SPINE: &str = "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1";
/// The profile of an outcome.
pub const OUTCOME_PROFILE: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1";
/// The profile of the Bundle that carries a record.
pub const BUNDLE_PROFILE: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1";
/// The profile of a list.
pub const LIST_PROFILE: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-List-1";
/// What secondary lists are coded in.
pub const SECONDARY_LIST: &str = "https://fhir.hl7.org.uk/STU3/CodeSystem/GPConnect-SecondaryListValues-1";
/// Why a list is empty.
pub const LIST_EMPTY: &str = "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-ListEmptyReasonCode-1";
/// The extension that warns of what a list does not have.
pub const LIST_WARNING: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1";
/// The extension that says in which setting a list was made.
pub const CLINICAL_SETTING: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ClinicalSetting-1";
/// The extension that says how surely a number is the patient's.
pub const NUMBER_STATUS_EXTENSION: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-NHSNumberVerificationStatus-1";
/// How surely a number is the patient's.
pub const NUMBER_STATUS: &str =
    "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1";
/// The extension that says since when a patient is registered.
pub const REGISTRATION: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-RegistrationDetails-1";
/// What is withheld from whom.
pub const ACT: &str = "http://hl7.org/fhir/v3/ActCode";
/// How confidential something is.
pub const CONFIDENTIALITY: &str = "http://hl7.org/fhir/v3/Confidentiality";
