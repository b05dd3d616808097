//! Online service accounts of the practice: found, made, shown with everything about them, and changed. What a change does is shown
//! before it is done.

mod access;
mod ask;
mod associate;
mod change;
mod check;
mod copies;
mod copy;
mod describe;
mod form;
mod given;
mod ground;
mod history;
mod identity;
mod key;
mod kind;
mod late;
mod letter;
mod letters;
mod list;
mod new;
mod offer;
mod on_off;
mod opened;
mod options;
mod page;
mod patient;
mod reads;
mod reason;
mod refused;
mod searched;
mod sections;
mod stop;
mod switches;
mod tell;
mod wanted;
mod words;

use crate::web::guard::Routes;

pub use opened::Opened;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    let parts: [fn(Routes) -> Routes; 21] = [
        list::routes,
        new::routes,
        switches::routes,
        options::routes,
        page::routes,
        reads::routes,
        copies::routes,
        letters::routes,
        patient::routes,
        change::routes_with_copy::<identity::Verify>,
        change::routes::<identity::Unverify>,
        change::routes::<key::Issue>,
        change::routes::<key::Reset>,
        change::routes::<key::Revoke>,
        change::routes::<on_off::SwitchOff>,
        change::routes::<on_off::SwitchOn>,
        change::routes::<associate::Associate>,
        change::routes::<associate::ChangeAccess>,
        change::routes::<associate::Renew>,
        change::routes::<stop::Suspend>,
        change::routes::<stop::End>,
    ];
    parts.into_iter().fold(routes, |routes, part| part(routes))
}
