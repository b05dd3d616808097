//! The worklist: what waits for the practice, longest first, and what it has set or closed.

mod export;
mod listed;
mod only;
mod page;
mod row;
mod search;
mod searched;
mod sort;

use crate::web::guard::{Routes, Who};

pub(super) use only::Only;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Staff, "/staff", page::show)
        .get(Who::Staff, "/staff/search", search::show)
        .post(Who::Staff, "/staff/search", search::send)
        .get(Who::Staff, "/staff/export.csv", export::send)
}
