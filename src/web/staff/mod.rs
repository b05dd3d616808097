//! Pages of practice staff.

mod case;
mod happened;
mod opened;
mod reasoned;
mod set;
mod step;
mod tab;
mod words;
mod worklist;

use super::routes::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    let routes =
        routes.get(Who::Staff, "/staff", worklist::show).get(Who::Staff, "/staff/cases/{id}", case::show);
    step::routes(reasoned::routes(set::routes(routes)))
}
