//! One case: both people side by side, what was asked and set, its dates, its history, its messages.

mod facts;
mod history;
mod letters;
mod note;
mod page;
mod print;
mod reads;
mod undelivered;
mod ways;
mod work;

pub use facts::{access as access_rows, people as people_rows};
pub use history::{Happening, happening};

use crate::web::guard::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Staff, "/staff/cases/{id}", page::show)
        .get(Who::Staff, "/staff/cases/{id}/print", print::show)
        .get(Who::Staff, "/staff/cases/{id}/reads", reads::show)
        .get(Who::Staff, "/staff/cases/{id}/take", work::home)
        .get(Who::Staff, "/staff/cases/{id}/release", work::home)
        .get(Who::Staff, "/staff/cases/{id}/notes", work::waiting_note)
        .get(Who::Staff, "/staff/cases/{id}/retry", work::home)
        .post(Who::Staff, "/staff/cases/{id}/take", work::take)
        .post(Who::Staff, "/staff/cases/{id}/release", work::release)
        .post(Who::Staff, "/staff/cases/{id}/notes", work::note)
        .post(Who::Staff, "/staff/cases/{id}/retry", work::retry)
}
