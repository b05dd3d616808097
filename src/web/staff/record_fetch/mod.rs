//! Getting the record of a patient from the practice they were registered with before: asking for it, from a case or by the NHS number;
//! how far it is; what differs and what it warns of, before it is taken over or thrown away.

mod ask;
mod decide;
mod faults;
mod form;
mod list;
mod opened;
mod page;
mod words;

use crate::web::guard::{Routes, Who};

pub use opened::home;
pub use words::state;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Staff, "/staff/record-fetches", list::show)
        .get(Who::Staff, "/staff/record-fetches/new", ask::show)
        .post(Who::Staff, "/staff/record-fetches/new", ask::send)
        .get(Who::Staff, "/staff/cases/{id}/record-fetch", ask::show_of_case)
        .post(Who::Staff, "/staff/cases/{id}/record-fetch", ask::send_of_case)
        .get(Who::Staff, "/staff/record-fetches/{fetch}", page::show)
        .get(Who::Staff, "/staff/record-fetches/{fetch}/take-over", decide::home)
        .post(Who::Staff, "/staff/record-fetches/{fetch}/take-over", decide::take_over)
        .get(Who::Staff, "/staff/record-fetches/{fetch}/throw-away", decide::home)
        .post(Who::Staff, "/staff/record-fetches/{fetch}/throw-away", decide::throw_away)
        .get(Who::Staff, "/staff/record-fetches/{fetch}/again", decide::home)
        .post(Who::Staff, "/staff/record-fetches/{fetch}/again", decide::again)
}
