//! Pages of practice staff. Each command of the practice is a file of its name; three forms are shared by them.

mod access_form;
mod case;
mod change;
mod confirm;
mod decline_change;
mod happened;
mod opened;
mod place;
mod reactivate;
mod reason_form;
mod refuse;
mod remove;
mod resume;
mod revoke;
mod settings;
mod short_form;
mod statistics;
mod suspend;
mod tab;
mod words;
mod worklist;

use super::guard::Routes;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    let parts: [fn(Routes) -> Routes; 13] = [
        worklist::routes,
        case::routes,
        settings::routes,
        statistics::routes,
        access_form::routes::<confirm::Confirm>,
        access_form::routes::<change::Change>,
        access_form::routes::<reactivate::Reactivate>,
        reason_form::routes::<refuse::Refuse>,
        reason_form::routes::<revoke::Revoke>,
        short_form::routes::<suspend::Suspend>,
        short_form::routes::<resume::Resume>,
        short_form::routes::<remove::Remove>,
        short_form::routes::<decline_change::DeclineChange>,
    ];
    parts.into_iter().fold(routes, |routes, part| part(routes))
}
