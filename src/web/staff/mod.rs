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
    let routes = case::routes(routes.get(Who::Staff, "/staff", worklist::show));
    step::routes(reasoned::routes(set::routes(routes)))
}
