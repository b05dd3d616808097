//! One case: both people side by side, what was asked and set, its dates, its history, its messages.

mod account;
mod chronicle;
mod contact;
mod desk;
mod facts;
mod former;
mod history;
mod letters;
mod national;
mod note;
mod page;
mod print;
mod reads;
mod role_words;
mod undelivered;
mod waiting;
mod ways;
mod work;
mod write;
mod written;

pub use account::ahead as account_row;
pub use facts::{access as access_rows, people as people_rows};
pub use history::{Happening, happening};

use crate::web::guard::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Staff, "/staff/cases/{id}", page::show)
        .get(Who::Staff, "/staff/cases/{id}/print", print::show)
        .get(Who::Staff, "/staff/cases/{id}/reads", reads::show)
        .get(Who::Staff, "/staff/cases/{id}/national", national::show)
        .post(Who::Staff, "/staff/cases/{id}/national", national::bring)
        .get(Who::Staff, "/staff/cases/{id}/take", work::home)
        .get(Who::Staff, "/staff/cases/{id}/release", work::home)
        .get(Who::Staff, "/staff/cases/{id}/notes", page::show)
        .get(Who::Staff, "/staff/cases/{id}/retry", work::home)
        .get(Who::Staff, "/staff/cases/{id}/contacts", page::show)
        .get(Who::Staff, "/staff/cases/{id}/wait", page::show)
        .get(Who::Staff, "/staff/cases/{id}/stop-waiting", work::home)
        .post(Who::Staff, "/staff/cases/{id}/take", work::take)
        .post(Who::Staff, "/staff/cases/{id}/release", work::release)
        .post(Who::Staff, "/staff/cases/{id}/notes", write::note)
        .post(Who::Staff, "/staff/cases/{id}/retry", work::retry)
        .post(Who::Staff, "/staff/cases/{id}/contacts", write::contact)
        .post(Who::Staff, "/staff/cases/{id}/wait", write::wait)
        .post(Who::Staff, "/staff/cases/{id}/stop-waiting", work::stop_waiting)
}
