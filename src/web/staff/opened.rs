//! The case that a page works on.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::actions::{On, case_work};
use crate::app::App;
use crate::storage::views::case::{self, Case};
use crate::web::failure::Failure;
use crate::web::session::Staff;
use domain::DelegationId;
use domain::delegation::CommandKind;
use domain::delegation::table::{Cell, cell};

/// A case that was sent to the reader's practice; a handler that takes one never sees any other. That somebody looked is
/// written down before they see anything.
pub struct Opened {
    /// The case.
    pub case: Case,
    /// Who reads.
    pub staff: Staff,
}

impl FromRequestParts<Arc<App>> for Opened {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Opened, Failure> {
        let staff = Staff::from_request_parts(parts, app).await?;
        let id = Path::<DelegationId>::from_request_parts(parts, app).await;
        let Path(id) = id.map_err(|_| Failure::NotFound)?;
        let page = page(parts.uri.path());
        let Some(case) = case_work::open(app, (staff.id, &staff.practice), id, page).await? else {
            return Err(elsewhere(app, &staff, id).await?);
        };
        Ok(Opened { case, staff })
    }
}

/// Which page of a case it is, as the list of who looked tells them apart.
fn page(path: &str) -> &'static str {
    match path.rsplit('/').next() {
        Some("print") => "print",
        Some("national") => "national",
        _ => "case",
    }
}

/// Why a case is not there: it is that of another practice in which the reader works too, or of none they may know of.
async fn elsewhere(app: &App, staff: &Staff, id: DelegationId) -> Result<Failure, Failure> {
    let practice = case::practice_among(&app.db, &staff.other_practices, id).await?;
    Ok(practice.map_or(Failure::NotFound, Failure::OtherPractice))
}

impl Opened {
    /// The delegation's id.
    pub fn id(&self) -> DelegationId {
        self.case.delegation.id
    }

    /// As what a command is given to: it is not read again.
    pub fn on(&self) -> On {
        On::from(&self.case)
    }

    /// Where the case is.
    pub fn home(&self) -> String {
        format!("/staff/cases/{}", self.id())
    }

    /// What a command would do now.
    pub fn now(&self, command: CommandKind) -> Cell {
        cell(Some(self.case.delegation.stage), command)
    }

    /// Whether a command would change anything now.
    pub fn can(&self, command: CommandKind) -> bool {
        matches!(self.now(command), Cell::To(_))
    }

    /// "Siân Llewellyn-Jones for Margaret O'Neill": the trusted person and the patient, above headings.
    pub fn names(&self, t: &crate::locale::Words) -> String {
        t.msg_case_names(self.case.delegate.name.full(), self.case.delegator.name.full())
    }
}
