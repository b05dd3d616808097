//! Pages that everybody may read.

mod accessibility;
mod address;
mod contact;
mod cookies;
mod developers;
mod how_it_works;
mod practices;
mod pressure;
mod privacy;
mod reference;
mod start;
mod terms;
mod trusted_people;
mod well_known;

use super::guard::{Routes, Who};

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Who::Everybody, "/", start::show)
        .get(Who::Everybody, "/how-it-works", how_it_works::show)
        .get(Who::Everybody, "/how-it-works/trusted-people", trusted_people::show)
        .get(Who::Everybody, "/how-it-works/practices", practices::show)
        .get(Who::Everybody, "/developers", developers::show)
        .get(Who::Everybody, "/developers/reference", reference::show)
        .get(Who::Everybody, "/problems/{code}", reference::problem)
        .get(Who::Everybody, "/terms", terms::show)
        .get(Who::Provider, "/robots.txt", well_known::robots)
        .get(Who::Provider, "/.well-known/security.txt", well_known::security)
        .get(Who::Everybody, "/help/pressure", pressure::show)
        .get(Who::Everybody, "/accessibility", accessibility::show)
        .get(Who::Everybody, "/privacy", privacy::show)
        .get(Who::Everybody, "/cookies", cookies::show)
        .get(Who::Everybody, "/contact", contact::show)
        .get(Who::Everybody, "/practice-address/{code}", address::show)
        .post(Who::Everybody, "/practice-address/{code}", address::answer)
}
