//! What a refusal says: by its status and its code, of whatever system, from the practice's system or from the proxy before it, and
//! where the body is no FHIR by the status alone (docs/sources.md#gpc-migrate).

use serde::Deserialize;

use super::super::oidc::list;
use crate::fhir::stu3::outcome::SpineCode;

/// Why another practice's system gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It has no such patient, or shows none of them.
    PatientNotFound,
    /// PDS does not say that the patient is registered with us.
    NoRelationship,
    /// The patient said no to sharing.
    NoConsent,
    /// It does not take the number for one.
    NumberRefused,
    /// It could not find the patient in PDS.
    Demographics,
    /// It, or the proxy before it, does not know us or does not let us.
    Denied,
    /// It has no such document.
    NothingThere,
    /// It does not offer this.
    NotOffered,
    /// It does not take what we sent.
    Unfit,
    /// It is asked too often.
    TooOften,
    /// Trouble there, for now.
    Trouble,
    /// The proxy does not reach it, for now.
    Away,
}

impl Refusal {
    /// A stable word for logs and pages.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::PatientNotFound => "patient_not_found",
            Refusal::NoRelationship => "no_relationship",
            Refusal::NoConsent => "no_consent",
            Refusal::NumberRefused => "number_refused",
            Refusal::Demographics => "demographics",
            Refusal::Denied => "denied",
            Refusal::NothingThere => "nothing_there",
            Refusal::NotOffered => "not_offered",
            Refusal::Unfit => "unfit",
            Refusal::TooOften => "too_often",
            Refusal::Trouble => "trouble",
            Refusal::Away => "away",
        }
    }

    /// Whether the same call may succeed later without anybody changing anything.
    pub fn is_temporary(self) -> bool {
        matches!(self, Refusal::TooOften | Refusal::Trouble | Refusal::Away)
    }

    /// What an answer that is no success says.
    pub(super) fn of(status: u16, body: &[u8]) -> Refusal {
        match status {
            429 => return Refusal::TooOften,
            408 | 502..=504 => return Refusal::Away,
            500.. if status != 501 => return Refusal::Trouble,
            _ => {}
        }
        named(body).and_then(|code| published(&code)).unwrap_or(match status {
            401 | 403 => Refusal::Denied,
            404 | 405 | 415 | 501 => Refusal::NotOffered,
            _ => Refusal::Unfit,
        })
    }
}

fn published(code: &str) -> Option<Refusal> {
    // Some pages name this one, which the code system has not.
    if code == "NOT_AUTHORISED" {
        return Some(Refusal::Denied);
    }
    Some(match SpineCode::from_code(code)? {
        SpineCode::PatientNotFound => Refusal::PatientNotFound,
        SpineCode::NoRelationship => Refusal::NoRelationship,
        SpineCode::NoPatientConsent | SpineCode::NoOrganisationConsent => Refusal::NoConsent,
        SpineCode::InvalidNhsNumber | SpineCode::InvalidIdentifierValue => Refusal::NumberRefused,
        SpineCode::InvalidPatientDemographics => Refusal::Demographics,
        SpineCode::AccessDenied => Refusal::Denied,
        SpineCode::NoRecordFound => Refusal::NothingThere,
        SpineCode::NotImplemented | SpineCode::UnsupportedMediaType => Refusal::NotOffered,
        SpineCode::BadRequest
        | SpineCode::ConflictingValues
        | SpineCode::InvalidIdentifierSystem
        | SpineCode::InvalidResource
        | SpineCode::InvalidParameter
        | SpineCode::ReferenceNotFound => Refusal::Unfit,
        // The status says it.
        SpineCode::OrganisationNotFound
        | SpineCode::PractitionerNotFound
        | SpineCode::DuplicateRejected
        | SpineCode::InternalServerError => return None,
    })
}

#[derive(Deserialize)]
struct Outcome {
    #[serde(default, deserialize_with = "list")]
    issue: Vec<Issue>,
}

#[derive(Deserialize)]
struct Issue {
    #[serde(default)]
    details: Details,
}

#[derive(Default, Deserialize)]
struct Details {
    #[serde(default, deserialize_with = "list")]
    coding: Vec<Coding>,
}

#[derive(Deserialize)]
struct Coding {
    #[serde(default)]
    code: String,
}

/// The first code of an outcome.
fn named(body: &[u8]) -> Option<String> {
    let outcome: Outcome = serde_json::from_slice(body).ok()?;
    let codes = outcome.issue.into_iter().flat_map(|issue| issue.details.coding);
    codes.map(|coding| coding.code).find(|code| !code.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, system: &str, code: &str) -> Refusal {
        let body = format!(
            r#"{{"resourceType":"OperationOutcome","issue":[{{"severity":"error","code":"invalid",
                "details":{{"coding":[{{"system":"{system}","code":"{code}"}}]}}}}]}}"#
        );
        Refusal::of(status, body.as_bytes())
    }

    #[test]
    fn codes_are_known_whatever_their_system() {
        for system in [
            "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1",
            "https://fhir.nhs.uk/STU3/ValueSet/Spine-ErrorOrWarningCode-1",
        ] {
            assert_eq!(of(404, system, "PATIENT_NOT_FOUND"), Refusal::PatientNotFound);
            assert_eq!(of(403, system, "NO_RELATIONSHIP"), Refusal::NoRelationship);
            assert_eq!(of(403, system, "ACCESS DENIED"), Refusal::Denied);
            assert_eq!(of(400, system, "INVALID_NHS_NUMBER"), Refusal::NumberRefused);
            assert_eq!(of(404, system, "NO_RECORD_FOUND"), Refusal::NothingThere);
            assert_eq!(of(422, system, "INVALID_PARAMETER"), Refusal::Unfit);
        }
    }

    #[test]
    fn the_proxy_speaks_by_the_status() {
        let proxys = "http://fhir.nhs.net/ValueSet/gpconnect-schedule-response-code-1-0";
        assert_eq!(of(403, proxys, "403"), Refusal::Denied);
        assert_eq!(of(502, proxys, "502"), Refusal::Away);
        assert_eq!(of(405, proxys, "405"), Refusal::NotOffered);
    }

    #[test]
    fn what_is_no_fhir_is_known_by_its_status() {
        for (status, body, refusal) in [
            (404, "<html>", Refusal::NotOffered),
            (403, "", Refusal::Denied),
            (400, "[]", Refusal::Unfit),
            (500, r#"{"issue":null}"#, Refusal::Trouble),
            (503, "down", Refusal::Away),
            (429, "", Refusal::TooOften),
        ] {
            assert_eq!(Refusal::of(status, body.as_bytes()), refusal, "{status} {body}");
        }
    }

    #[test]
    fn only_what_may_pass_by_itself_is_temporary() {
        assert!(Refusal::Away.is_temporary() && Refusal::Trouble.is_temporary());
        assert!(!Refusal::PatientNotFound.is_temporary() && !Refusal::Denied.is_temporary());
    }
}
