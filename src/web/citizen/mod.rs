//! Pages of signed-in citizens.

pub mod home;
pub mod invite;
pub mod manage;
pub mod own;
pub mod respond;

use super::routes::Routes;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    let routes = invite::routes(home::routes(routes));
    manage::routes(respond::routes(routes))
}
