//! A confirmation on paper: who may do what for whom, since when, and who said so. No NHS numbers.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::locale::{Words, date_long, day_long};
use crate::storage::views::citizen::Side;
use crate::web::citizen::own::Own;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use crate::wording;

use super::details::place;

#[derive(Template)]
#[template(path = "citizen/manage/print.html")]
pub(super) struct Print {
    t: &'static Words,
    shell: Shell,
    back: String,
    rows: SummaryList,
    made: String,
}
page::page!(Print);

/// Shows it, once the practice has set something.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, own: Own) -> Response {
    let (t, language, delegation) = (visit.t, visit.language(), own.delegation());
    let Some(set) = &delegation.set else { return Redirect::to(&own.path("")).into_response() };
    let (reader, other) = (own.citizen.name.full(), own.name());
    let (patient, trusted) = match own.mine.side {
        Side::Delegator => (reader, other),
        Side::Delegate => (other, reader),
    };
    let mut rows = vec![
        SummaryRow::new(t.msg_manage_print_patient(), patient),
        SummaryRow::new(t.msg_manage_print_trusted(), trusted),
        SummaryRow::new(t.msg_manage_access_practice(), own.mine.practice_name.clone()),
        SummaryRow::paragraphs(t.msg_manage_print_may(), wording::access_lines(t, set)),
        SummaryRow::new(t.msg_manage_print_how_long(), wording::access_dates(language, set)),
        SummaryRow::new(t.msg_manage_print_status(), own.sentence(language)),
    ];
    rows.extend(place(t, &own).map(|place| SummaryRow::new(t.msg_manage_place(), place)));
    if let Some(at) = delegation.confirmed_at {
        rows.push(SummaryRow::new(t.msg_manage_print_confirmed(), day_long(at, language)));
    }
    let made = t.msg_manage_print_made(date_long(app.clock.today_in_london(), language));
    let back = own.path("");
    Print { t, shell: visit.shell, back, rows: SummaryList(rows), made }.into_response()
}
