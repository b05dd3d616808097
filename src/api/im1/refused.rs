//! What is wrong with a call, in the words of that interface.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::actions::programs::CallerRefused;
use crate::api::problem::Problem;

/// Where its codes are from.
const SYSTEM: &str = "https://fhir.nhs.uk/R4/CodeSystem/IM1-PFS-Auth-ErrorOrWarningCode";

/// Why there is no session.
#[derive(Debug)]
pub enum Refused {
    /// A header is missing.
    MissingHeader,
    /// A header is wrong.
    InvalidHeader,
    /// No token, or one that is not good for this.
    Token,
    /// There is an account, and nothing may be done by it.
    NoAccess,
    /// There is no account at that practice.
    NoAccount,
    /// A fault of ours.
    Ours(Problem),
}

impl Refused {
    fn status(&self) -> StatusCode {
        match self {
            Refused::MissingHeader | Refused::InvalidHeader => StatusCode::BAD_REQUEST,
            Refused::Token => StatusCode::UNAUTHORIZED,
            Refused::NoAccess => StatusCode::FORBIDDEN,
            Refused::NoAccount => StatusCode::NOT_FOUND,
            Refused::Ours(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The code, its words, and what more there is to say, as they are published.
    fn words(&self) -> [&'static str; 3] {
        match self {
            Refused::MissingHeader => [
                "MISSING_HEADER",
                "A required header is missing",
                "The request was unsuccessful due to missing required value",
            ],
            Refused::InvalidHeader => ["INVALID_HEADER", "A header is invalid", "Invalid header request"],
            Refused::Token => {
                let words = "Missing or invalid OAuth 2.0 bearer token in request";
                ["ACCESS_DENIED", words, words]
            }
            Refused::NoAccess => {
                let words = "User does not have access to online services";
                ["ACCESS_DENIED", words, words]
            }
            Refused::NoAccount => {
                ["RESOURCE_NOT_FOUND", "Resource not found", "User does not have an online account"]
            }
            Refused::Ours(_) => [
                "SERVER_ERROR",
                "Failed to generate response",
                "Internal Server Error - Failed to generate response is present in the response",
            ],
        }
    }

    /// What kind of issue it is in FHIR, as far as that interface tells kinds apart.
    fn kind(&self) -> &'static str {
        if matches!(self, Refused::Token | Refused::NoAccess) { "forbidden" } else { "exception" }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let [code, display, diagnostics] = self.words();
        let coding = json!({ "code": code, "display": display, "system": SYSTEM, "version": "1" });
        let issue = json!({ "severity": "error", "code": self.kind(), "details": { "coding": [coding] },
            "diagnostics": diagnostics });
        let outcome = json!({ "resourceType": "OperationOutcome", "issue": [issue] });
        let mut response = (self.status(), Json(outcome)).into_response();
        match self {
            Refused::Token => {
                let challenge = HeaderValue::from_static("Bearer realm=\"api\"");
                response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
            }
            // What the layers outside want to know of it, such as that the database was away.
            Refused::Ours(problem) => {
                *response.extensions_mut() = problem.into_response().extensions().clone()
            }
            Refused::MissingHeader | Refused::InvalidHeader | Refused::NoAccess | Refused::NoAccount => {}
        }
        response
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Refused {
        match problem {
            Problem::Token(_) | Problem::Scope(_) => Refused::Token,
            other => Refused::Ours(other),
        }
    }
}

impl From<CallerRefused> for Refused {
    fn from(refused: CallerRefused) -> Refused {
        Refused::from(Problem::from(refused))
    }
}
