//! The first page: who is who, what each is good for, and where everything is.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::cast::{self, Citizen, StaffMember};
use super::pages::show;
use super::world::World;

#[derive(Template)]
#[template(path = "start_page.html")]
struct StartPage {
    service_url: String,
    mail: usize,
    has_previews: bool,
    has_programs: bool,
    citizens: &'static [Citizen],
    staff: &'static [StaffMember],
}

pub(super) fn routes(world: World) -> Router {
    Router::new().route("/", get(start)).with_state(world)
}

async fn start(State(world): State<World>) -> Response {
    let service_url = world.service_url().trim_end_matches('/').to_owned();
    let mail = world.inbox.messages().len();
    let (has_previews, has_programs) = (world.has_previews, world.has_programs);
    let (citizens, staff) = (cast::citizens(), cast::staff());
    show(&StartPage { service_url, mail, has_previews, has_programs, citizens, staff })
}

/// The number to give where the service asks for this person.
fn number(citizen: &Citizen) -> &'static str {
    citizen.superseded_number.or(citizen.nhs_number).unwrap_or("none")
}
