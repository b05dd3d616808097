//! Who is asked: whoever is signed in, citizen or staff.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::actions::programs::{Request, Subject, Work};
use crate::web::session::{Citizen, Staff};

/// Whoever is signed in, if anybody is.
#[derive(Clone)]
pub struct SignedIn(Option<Subject>);

impl SignedIn {
    /// The person, if the app acts for people like them.
    pub fn asked_by(self, request: &Request) -> Option<Subject> {
        self.0.filter(|subject| subject.is_asked_by(request))
    }
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<SignedIn, Infallible> {
        let citizen = parts.extensions.get::<Citizen>().map(of_citizen);
        Ok(SignedIn(citizen.or_else(|| parts.extensions.get::<Box<Staff>>().map(|staff| of_staff(staff)))))
    }
}

fn of_citizen(citizen: &Citizen) -> Subject {
    Subject::citizen(citizen.id, citizen.acr.clone(), citizen.signed_in_at)
}

fn of_staff(staff: &Staff) -> Subject {
    let work = Work {
        practice: staff.practice.clone(),
        role: staff.role.clone(),
        issuer: staff.issuer.clone(),
        subject: staff.subject.clone(),
        sid: staff.sid.clone(),
    };
    Subject::staff(staff.id, work, staff.acr.clone(), staff.signed_in_at)
}
