//! What went wrong, in the codes of the Spine (docs/sources.md#gpc-migrate): each with its status, its kind of issue and its words.

use serde_json::{Value, json};

use super::systems;

/// A code of the Spine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpineCode {
    /// The request is malformed.
    BadRequest,
    /// Two fields contradict each other.
    ConflictingValues,
    /// No NHS number.
    InvalidNhsNumber,
    /// An identifier of another system.
    InvalidIdentifierSystem,
    /// An identifier that cannot be one.
    InvalidIdentifierValue,
    /// PDS does not know the patient so.
    InvalidPatientDemographics,
    /// Nobody with this number, or nobody whose record may be told of.
    PatientNotFound,
    /// No such organisation.
    OrganisationNotFound,
    /// No such practitioner.
    PractitionerNotFound,
    /// No such thing in the record.
    NoRecordFound,
    /// The patient does not share.
    NoPatientConsent,
    /// The organisation does not share.
    NoOrganisationConsent,
    /// May not.
    AccessDenied,
    /// Who asks has nothing to do with the patient.
    NoRelationship,
    /// The resource is not what it should be.
    InvalidResource,
    /// A parameter is not what it should be.
    InvalidParameter,
    /// A reference leads nowhere.
    ReferenceNotFound,
    /// It is there already.
    DuplicateRejected,
    /// We do not do this.
    NotImplemented,
    /// A fault of ours.
    InternalServerError,
    /// Another format.
    UnsupportedMediaType,
}

impl SpineCode {
    /// All of them.
    pub const ALL: [SpineCode; 21] = [
        SpineCode::BadRequest,
        SpineCode::ConflictingValues,
        SpineCode::InvalidNhsNumber,
        SpineCode::InvalidIdentifierSystem,
        SpineCode::InvalidIdentifierValue,
        SpineCode::InvalidPatientDemographics,
        SpineCode::PatientNotFound,
        SpineCode::OrganisationNotFound,
        SpineCode::PractitionerNotFound,
        SpineCode::NoRecordFound,
        SpineCode::NoPatientConsent,
        SpineCode::NoOrganisationConsent,
        SpineCode::AccessDenied,
        SpineCode::NoRelationship,
        SpineCode::InvalidResource,
        SpineCode::InvalidParameter,
        SpineCode::ReferenceNotFound,
        SpineCode::DuplicateRejected,
        SpineCode::NotImplemented,
        SpineCode::InternalServerError,
        SpineCode::UnsupportedMediaType,
    ];

    /// As it is written.
    pub fn code(self) -> &'static str {
        self.row().0
    }

    /// The status of HTTP that goes with it.
    pub fn status(self) -> u16 {
        self.row().1
    }

    /// The kind of issue.
    pub fn issue(self) -> &'static str {
        self.row().2
    }

    /// Its words, as the code system has them.
    pub fn display(self) -> &'static str {
        self.row().3
    }

    /// The one that is written so; some write a code of consent longer, and "access denied" with a line for the space.
    pub fn from_code(code: &str) -> Option<SpineCode> {
        match code {
            "NO_ORGANISATIONAL_CONSENT" => Some(SpineCode::NoOrganisationConsent),
            "ACCESS_DENIED" => Some(SpineCode::AccessDenied),
            _ => SpineCode::ALL.into_iter().find(|known| known.code() == code),
        }
    }

    fn row(self) -> (&'static str, u16, &'static str, &'static str) {
        match self {
            SpineCode::BadRequest => ("BAD_REQUEST", 400, "invalid", "Bad request"),
            SpineCode::ConflictingValues => (
                "CONFLICTING_VALUES",
                400,
                "invalid",
                "Conflicting values have been specified in different fields",
            ),
            SpineCode::InvalidNhsNumber => ("INVALID_NHS_NUMBER", 400, "value", "Invalid NHS number"),
            SpineCode::InvalidIdentifierSystem => {
                ("INVALID_IDENTIFIER_SYSTEM", 400, "value", "Invalid identifier system")
            }
            SpineCode::InvalidIdentifierValue => {
                ("INVALID_IDENTIFIER_VALUE", 400, "value", "Invalid identifier value")
            }
            SpineCode::InvalidPatientDemographics => {
                ("INVALID_PATIENT_DEMOGRAPHICS", 400, "business-rule", "Invalid patient demographics")
            }
            SpineCode::PatientNotFound => ("PATIENT_NOT_FOUND", 404, "not-found", "Patient not found"),
            SpineCode::OrganisationNotFound => {
                ("ORGANISATION_NOT_FOUND", 404, "not-found", "Organisation not found")
            }
            SpineCode::PractitionerNotFound => {
                ("PRACTITIONER_NOT_FOUND", 404, "not-found", "Practitioner not found")
            }
            SpineCode::NoRecordFound => ("NO_RECORD_FOUND", 404, "not-found", "No record found"),
            SpineCode::NoPatientConsent => {
                ("NO_PATIENT_CONSENT", 403, "forbidden", "Patient has not provided consent to share data")
            }
            SpineCode::NoOrganisationConsent => (
                "NO_ORGANISATION_CONSENT",
                403,
                "forbidden",
                "Organisation has not provided consent to share data",
            ),
            SpineCode::AccessDenied => {
                ("ACCESS DENIED", 403, "forbidden", "Access has been denied to process this request")
            }
            SpineCode::NoRelationship => {
                ("NO_RELATIONSHIP", 403, "forbidden", "No legitimate relationship exists with this patient")
            }
            SpineCode::InvalidResource => {
                ("INVALID_RESOURCE", 422, "invalid", "Invalid validation of resource")
            }
            SpineCode::InvalidParameter => ("INVALID_PARAMETER", 422, "invalid", "Invalid parameter"),
            SpineCode::ReferenceNotFound => ("REFERENCE_NOT_FOUND", 422, "invalid", "Reference not found"),
            SpineCode::DuplicateRejected => (
                "DUPLICATE_REJECTED",
                409,
                "duplicate",
                "Create would lead to creation of a duplicate resource",
            ),
            SpineCode::NotImplemented => ("NOT_IMPLEMENTED", 501, "not-supported", "Not implemented"),
            SpineCode::InternalServerError => {
                ("INTERNAL_SERVER_ERROR", 500, "processing", "Unexpected internal server error")
            }
            SpineCode::UnsupportedMediaType => {
                ("UNSUPPORTED_MEDIA_TYPE", 415, "not-supported", "Unsupported media type")
            }
        }
    }
}

/// An OperationOutcome that says one thing, with what a person needs to find the reason.
pub fn outcome(code: SpineCode, diagnostics: &str) -> Value {
    let mut issue = json!({
        "severity": "error",
        "code": code.issue(),
        "details": {"coding": [{"system": systems::SPINE, "code": code.code(), "display": code.display()}]},
    });
    if let (false, Some(issue)) = (diagnostics.is_empty(), issue.as_object_mut()) {
        issue.insert("diagnostics".to_owned(), Value::from(diagnostics));
    }
    json!({
        "resourceType": "OperationOutcome",
        "meta": {"profile": [systems::OUTCOME_PROFILE]},
        "issue": [issue],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_found_by_its_name_and_fits_its_status() {
        for code in SpineCode::ALL {
            assert_eq!(SpineCode::from_code(code.code()), Some(code));
            assert!((400..=501).contains(&code.status()), "{}", code.code());
        }
        assert_eq!(SpineCode::from_code("ACCESS_DENIED"), Some(SpineCode::AccessDenied));
        assert_eq!(SpineCode::from_code("NO_ORGANISATIONAL_CONSENT"), Some(SpineCode::NoOrganisationConsent));
        assert_eq!(SpineCode::from_code("NOT_AUTHORISED"), None);
    }

    #[test]
    fn an_outcome_has_one_issue_with_one_coding() {
        let told = outcome(SpineCode::InvalidParameter, "includeImmunisations");
        assert_eq!(told["issue"].as_array().map(Vec::len), Some(1));
        let issue = &told["issue"][0];
        assert_eq!(issue["details"]["coding"].as_array().map(Vec::len), Some(1));
        assert_eq!(issue["details"]["coding"][0]["code"], "INVALID_PARAMETER");
        assert_eq!(issue["details"]["coding"][0]["display"], "Invalid parameter");
        assert_eq!(issue["severity"], "error");
        assert_eq!(issue["code"], "invalid");
        assert_eq!(issue["diagnostics"], "includeImmunisations");
        assert_eq!(outcome(SpineCode::PatientNotFound, "")["issue"][0].get("diagnostics"), None);
    }
}
