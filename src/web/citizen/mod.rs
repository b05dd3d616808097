//! Pages of signed-in citizens.

mod account;
mod acts_for_me;
mod ask_change;
mod health_record;
pub mod home;
pub mod invite;
pub mod manage;
pub mod own;
pub mod respond;
mod tab;

use super::guard::Routes;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    let routes = invite::routes(home::routes(routes));
    let routes = ask_change::routes(manage::routes(respond::routes(routes)));
    health_record::routes(acts_for_me::routes(account::routes(routes)))
}
