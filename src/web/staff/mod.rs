//! Pages of practice staff. Each command of the practice is a file of its name in `commands`; three forms are shared by
//! them.

mod access_form;
pub(super) mod accounts;
mod case;
mod check;
mod commands;
mod compared;
mod differences;
mod happened;
mod moving;
mod next;
pub(super) mod opened;
mod place;
mod reason_form;
mod record;
mod record_fetch;
mod settings;
mod short_form;
mod spreadsheet;
mod statistics;
mod tab;
mod told;
mod words;
mod worklist;

use super::guard::Routes;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    let parts: [fn(Routes) -> Routes; 10] = [
        worklist::routes,
        accounts::routes,
        case::routes,
        record::routes,
        settings::routes,
        differences::routes,
        moving::routes,
        record_fetch::routes,
        statistics::routes,
        commands::routes,
    ];
    parts.into_iter().fold(routes, |routes, part| part(routes))
}
