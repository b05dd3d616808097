//! One page and one button: the form of the pages on which the practice pauses access, lets it go on, says that it is
//! removed, or leaves it as it is.

mod ask;
mod done;
mod form;
mod page;

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::visit::{Fields, Parked, Visit};

use super::happened;
use super::opened::Opened;
use ask::Ask;
use form::{Faults, Form};

pub use form::{About, Said};
pub use page::{Page, ShortPage};

/// Ways in of one page with this form.
pub fn routes<P: ShortPage>(routes: Routes) -> Routes {
    routes.get(Who::Staff, P::PAGE.place.ask, show::<P>).post(Who::Staff, P::PAGE.place.ask, send::<P>).get(
        Who::Staff,
        P::PAGE.place.done,
        done::show::<P>,
    )
}

/// Asks.
///
/// # Errors
/// When the database fails.
async fn show<P: ShortPage>(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Parked(parked): Parked<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::require(&app, &visit, &opened, &P::PAGE.place).await? {
        return Ok(elsewhere);
    }
    let form = parked.unwrap_or_else(|| Form::begun(P::PAGE.told_at_first));
    Ok(Ask::new(&P::PAGE, visit, &opened, (&form, Faults::default())).into_response())
}

/// Does it. Doing it again leads to the same page; where somebody else did another thing first, a page says what.
///
/// # Errors
/// When the database fails.
async fn send<P: ShortPage>(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    if let Some(elsewhere) = happened::require(&app, &visit, &opened, &P::PAGE.place).await? {
        return Ok(elsewhere);
    }
    let said = match form.parse(P::PAGE.questions()) {
        Ok(said) => said,
        Err(faults) => return Ok(Ask::new(&P::PAGE, visit, &opened, (&form, faults)).again()),
    };
    let outcome = P::record(&app, &opened, &said).await;
    happened::settle(&app, &visit, &opened, (&P::PAGE.place, outcome)).await
}
