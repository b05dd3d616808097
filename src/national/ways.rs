//! All ways in, listed once: for the router, the description and tests.

use super::who::{Routes, Who};
use super::{consent, operations, questionnaire, related_person, token, way};

/// All ways in of the published API, each with who may.
pub fn api(routes: Routes) -> Routes {
    operations::followed(questionnaire::routes(related_person::routes(consent::routes(routes))))
}

/// All ways in that are ours alone: for who runs the store, for programs that want a token, and for watching it.
pub fn own(routes: Routes) -> Routes {
    operations::routes(routes).post(Who::ItsProof, way::TOKEN, token::token)
}
