//! What can be wrong with a call, in the codes of the Spine (docs/gp-connect.md#what-is-refused). Of the patient nothing is said.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::fhir::stu3::outcome::{SpineCode, outcome};
use crate::storage::StorageError;

use super::answer::fhir;

/// One thing that is wrong; the answer tells the first that is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    status: u16,
    code: SpineCode,
    diagnostics: String,
    header: Option<(header::HeaderName, &'static str)>,
}

impl Fault {
    /// Something that is wrong, with what a person needs to find the reason.
    pub fn new(code: SpineCode, diagnostics: impl Into<String>) -> Fault {
        Fault { status: code.status(), code, diagnostics: diagnostics.into(), header: None }
    }

    /// A request that is malformed.
    pub fn bad(diagnostics: impl Into<String>) -> Fault {
        Fault::new(SpineCode::BadRequest, diagnostics)
    }

    /// There is no token: by which method one is shown stands in the answer.
    pub fn no_token() -> Fault {
        let header = Some((header::WWW_AUTHENTICATE, "Bearer"));
        Fault { status: 401, header, ..Fault::bad("Authorization: a Bearer token is expected") }
    }

    /// There is something at this address, but not for this method.
    pub fn method(allowed: &'static str) -> Fault {
        let header = Some((header::ALLOW, allowed));
        Fault { status: 405, header, ..Fault::bad(format!("at this address there is {allowed}")) }
    }

    /// There is nothing at this address.
    pub fn nowhere() -> Fault {
        Fault::new(SpineCode::NoRecordFound, "there is nothing at this address")
    }

    /// Nobody with this number whose record may be given: for whatever reason, the answer is this one.
    pub fn nobody() -> Fault {
        Fault::new(SpineCode::PatientNotFound, "")
    }

    /// A fault of ours, or of who we depend on.
    pub fn ours(diagnostics: &str) -> Fault {
        Fault::new(SpineCode::InternalServerError, diagnostics)
    }

    /// Its code, for the record of calls.
    pub fn code(&self) -> &'static str {
        self.code.code()
    }
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Fault {
        tracing::error!(?error, "the database failed the GP Connect provider");
        Fault::ours("the record cannot be read now: ask again later")
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = fhir(status, outcome(self.code, &self.diagnostics).to_string());
        if let Some((name, value)) = self.header {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response
    }
}
