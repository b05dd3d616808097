//! "What would they see?": before somebody at the practice confirms or associates, the record at every level, and what one level shows more
//! than another.

mod page;

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;

use crate::actions::health_record::view::{compared, held, note_staff};
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::session::Staff;
use crate::web::visit::Visit;
use domain::{PersonId, RecordLevel};

use super::{accounts, opened};
use page::{Above, Page};

/// The two levels that are compared, as they stand in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    from: String,
    to: String,
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Who::Staff, "/staff/cases/{id}/record", of_case).get(
        Who::Staff,
        "/staff/accounts/{account}/patients/{patient}/record",
        of_account,
    )
}

/// Shows the record of a case's patient.
///
/// # Errors
/// When the database fails.
async fn of_case(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: opened::Opened,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Page, Failure> {
    let above = Above { back: opened.home(), names: opened.names(visit.t), switches: None };
    let whose = opened.case.delegation.delegator;
    page(&app, visit, (&opened.staff, whose), (above, asked)).await
}

/// Shows the record of a patient whom the practice has traced for an account.
///
/// # Errors
/// When the database fails.
async fn of_account(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: accounts::Opened,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Page, Failure> {
    let (whose, described) = opened.patient.as_ref().ok_or(Failure::NotFound)?;
    let back = opened.home();
    let switches = Some(format!("{back}/patients/{whose}/switches"));
    let above = Above { back, names: described.name.full(), switches };
    page(&app, visit, (&opened.staff, *whose), (above, asked)).await
}

/// That somebody of the practice looked is written down before anything is shown; where there is no record, there is nothing to look at.
async fn page(
    app: &App,
    visit: Visit,
    (staff, whose): (&Staff, PersonId),
    (above, asked): (Above, Result<Query<Asked>, QueryRejection>),
) -> Result<Page, Failure> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let level = |code: &str, or| RecordLevel::from_code(code).unwrap_or(or);
    let levels = (level(&asked.from, RecordLevel::Summary), level(&asked.to, RecordLevel::Full));
    let Some(patient) = held(app, &staff.practice, whose).await? else {
        return Ok(Page::new(visit, above, None, levels));
    };
    note_staff(app, staff.id, (whose, &patient), "levels").await?;
    let compared = compared(app, (whose, &patient), levels).await?;
    Ok(Page::new(visit, above, Some(compared), levels))
}
