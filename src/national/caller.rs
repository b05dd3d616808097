//! Who calls, as the gate found.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::tokens::{Holder, Shown};
use domain::NhsNumber;

use super::fault::Fault;
use super::faults;

/// Who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// What the token says.
    pub shown: Shown,
    /// The round of moving roles that the call says it belongs to.
    pub round: Option<String>,
}

impl Caller {
    /// Lets somebody who calls for themselves through only where they are one of these people: what a token of a patient opens
    /// is not published, so it is their own.
    ///
    /// # Errors
    /// [`faults::FORBIDDEN`] for everybody else.
    pub fn is_one_of(&self, people: &[Option<&NhsNumber>]) -> Result<(), Fault> {
        match &self.shown.holder {
            Holder::App | Holder::Staff => Ok(()),
            Holder::Patient(own) if people.contains(&Some(own)) => Ok(()),
            Holder::Patient(_) => Err(faults::FORBIDDEN),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Caller, Fault> {
        parts.extensions.get::<Caller>().cloned().ok_or(faults::TOKEN)
    }
}
