//! The records of the demo: made by the sandbox, taken in as a practice would.

use anyhow::Context;
use serde_json::Value;

use crate::actions::health_record::import::{Report, Sidecar, Source, take_over};
use crate::app::App;
use crate::storage::health_records;
use domain::{NhsNumber, OdsCode};
use sandbox::records::{Person, people, record};

/// Gives everybody a record who has none yet.
///
/// # Errors
/// When the database fails.
pub async fn keep_records(app: &App) -> anyhow::Result<()> {
    for person in people() {
        let (practice, number) = (OdsCode::parse(person.practice.0)?, NhsNumber::parse(&person.nhs_number)?);
        if health_records::patient(&app.db, &practice, &number).await?.is_none() {
            Box::pin(keep_record(app, &person, 1)).await?;
        }
    }
    Ok(())
}

/// Takes in the record of one of them; with more `times`, a longer one.
///
/// # Errors
/// When it is not taken.
pub async fn keep_record(app: &App, person: &Person, times: u32) -> anyhow::Result<Report> {
    let record = record(person, times);
    let practice = OdsCode::parse(person.practice.0)?;
    let sidecar = Sidecar::parse(record.marks.to_string().as_bytes())?;
    let bundle: Value = record.with_documents();
    let text = bundle.to_string();
    let taken = take_over(app, &practice, text.as_bytes(), Source::given(sidecar)).await;
    taken.context("a record of the sandbox was not taken")
}
