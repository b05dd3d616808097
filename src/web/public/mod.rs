//! Pages that everybody may read.

mod accessibility;
mod contact;
mod cookies;
mod how_it_works;
mod pressure;
mod privacy;
mod start;

use super::routes::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Everybody, "/", start::show)
        .get(Who::Everybody, "/how-it-works", how_it_works::show)
        .get(Who::Everybody, "/help/pressure", pressure::show)
        .get(Who::Everybody, "/accessibility", accessibility::show)
        .get(Who::Everybody, "/privacy", privacy::show)
        .get(Who::Everybody, "/cookies", cookies::show)
        .get(Who::Everybody, "/contact", contact::show)
}
