//! Those who act for the reader by an online account that a surgery made for them: who, by what right, what they can do, and how the
//! reader pauses or ends it (DAPB3051: a patient who can decide suspends access themselves).

mod list;
mod one;
mod stop;

use crate::web::guard::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    let routes = routes.get(Who::Citizen, "/acts-for-me", list::show);
    stop::routes::<stop::End>(stop::routes::<stop::Pause>(routes))
}
