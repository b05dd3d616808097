//! The GP record, of the reader or of somebody they act for (docs/health-record.md): its contents, a page for each part, documents, and who
//! looked at the reader's own.

mod consultations;
mod details;
mod document;
mod entries;
mod facts;
mod frame;
mod group;
mod line;
mod looks;
mod opened;
mod overview;
mod picture;
mod sorted;

use crate::web::guard::{Routes, Who};

pub use opened::path;

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Citizen, "/record/looks", looks::show)
        .get(Who::Citizen, "/people/{patient}/record", overview::show)
        .get(Who::Citizen, "/people/{patient}/record/{group}", group::show)
        .get(Who::Citizen, "/people/{patient}/record/documents/{document}", document::send)
}
