//! Pages of practice staff.

mod case;
mod confirm;
mod happened;
mod opened;
mod refuse;
mod tab;
mod words;
mod worklist;

use super::routes::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    let routes =
        routes.get(Who::Staff, "/staff", worklist::show).get(Who::Staff, "/staff/cases/{id}", case::show);
    refuse::routes(confirm::routes(routes))
}
