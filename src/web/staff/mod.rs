//! Pages of practice staff.

mod tab;
mod worklist;

use super::routes::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Who::Staff, "/staff", worklist::show)
}
