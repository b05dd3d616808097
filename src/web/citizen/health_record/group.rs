//! One part of a record.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::actions::health_record::view::{self, Sort};
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::visit::Visit;
use domain::health_record::Kind;

use super::consultations::Consultations;
use super::details::Details;
use super::entries::Entries;
use super::opened::Opened;
use super::sorted::Wanted;

/// How many consultations one page has: each of them is long.
const CONSULTATIONS: usize = 10;

/// The address's query, as it stands there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    sort: String,
    page: String,
}

/// Shows it.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Failure> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let page = asked.page.parse::<usize>().unwrap_or(1).max(1);
    let wanted = Wanted { sort: Sort::from_code(&asked.sort).unwrap_or_default(), page };
    match opened.group.ok_or(Failure::NotFound)? {
        Kind::Consultation => {
            let of_page = (page - 1, CONSULTATIONS);
            let (all, count) = view::consultations(&app, &opened.looking, wanted.sort, of_page).await?;
            let pages = count.div_ceil(CONSULTATIONS);
            Ok(Consultations::new(visit, &opened, all, (wanted, pages)).into_response())
        }
        Kind::Administrative => Ok(Details::new(visit, &opened).into_response()),
        group => {
            let entries = view::entries(&app, &opened.looking, group).await?;
            Ok(Entries::new(visit, &opened, (group, entries), wanted).into_response())
        }
    }
}
