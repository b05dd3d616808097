//! What programs send to the authorisation server: a form, each parameter once (RFC 6749 §3.2).

use axum::extract::{FromRequest, RawForm, Request};

use crate::actions::programs::{Parameters, Repeated};

use super::refused::Refused;

/// A form that was read.
#[derive(Clone)]
pub struct Sent(Parameters);

impl Sent {
    /// The value of a parameter, if it was sent.
    ///
    /// # Errors
    /// When it was sent twice.
    pub fn get(&self, name: &str) -> Result<Option<String>, Refused> {
        let value = self.0.once(name).map_err(|Repeated| Refused::InvalidRequest(EXPECTED))?;
        Ok(value.map(str::to_owned))
    }

    /// The value of a parameter that must be there; else the refusal says `missing`.
    ///
    /// # Errors
    /// When it was not sent, or twice.
    pub fn needed(&self, name: &str, missing: &'static str) -> Result<String, Refused> {
        self.get(name)?.ok_or(Refused::InvalidRequest(missing))
    }
}

const EXPECTED: &str = "a form with each parameter once";

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Sent, Refused> {
        let form = RawForm::from_request(request, state).await;
        let RawForm(bytes) = form.map_err(|_| Refused::InvalidRequest(EXPECTED))?;
        Ok(Sent(Parameters::read(&bytes)))
    }
}
