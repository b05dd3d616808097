//! The first page: who is who, what each is good for, and where everything is.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::cast::{self, Citizen, StaffMember};
use super::inbox::Inbox;
use super::oidc::Provider;
use super::pages::show;
use super::service_url::ServiceUrl;

#[derive(Template)]
#[template(path = "start_page.html")]
struct Page {
    service_url: String,
    mail: usize,
    has_previews: bool,
    has_programs: bool,
    has_accounts: bool,
    citizens: &'static [Citizen],
    staff: &'static [StaffMember],
}

/// What the page tells of.
#[derive(Clone)]
pub(super) struct StartPage {
    pub(super) service_url: ServiceUrl,
    pub(super) inbox: Inbox,
    /// Whether there are pages below `/previews`.
    pub(super) has_previews: bool,
    /// Whether there are pages below `/programs`.
    pub(super) has_programs: bool,
    /// Where our service is a partner of it, whoever started the sandbox has made online accounts.
    pub(super) nhs_login: Provider,
}

pub(super) fn routes(page: StartPage) -> Router {
    Router::new().route("/", get(start)).with_state(page)
}

async fn start(State(page): State<StartPage>) -> Response {
    let StartPage { service_url, inbox, has_previews, has_programs, nhs_login } = page;
    let has_accounts = nhs_login.store().tells_linkage();
    let (citizens, staff) = (cast::citizens(), cast::staff());
    let (service_url, mail) = (service_url.get(), inbox.messages().len());
    show(&Page { service_url, mail, has_previews, has_programs, has_accounts, citizens, staff })
}

/// The number to give where the service asks for this person.
fn number(citizen: &Citizen) -> &'static str {
    citizen.superseded_number.or(citizen.nhs_number).unwrap_or("none")
}
