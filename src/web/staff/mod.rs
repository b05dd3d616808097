//! Pages of practice staff.

mod case;
mod happened;
mod opened;
mod reasoned;
mod set;
mod settings;
mod statistics;
mod step;
mod tab;
mod words;
mod worklist;

use super::guard::Routes;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    let routes = settings::routes(case::routes(worklist::routes(routes)));
    statistics::routes(step::routes(reasoned::routes(set::routes(routes))))
}
