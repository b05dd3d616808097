//! Pages of signed-in citizens.

pub mod home;
pub mod invite;

use super::routes::Routes;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    invite::routes(home::routes(routes))
}
