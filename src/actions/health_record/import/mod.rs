//! A record comes in (docs/record-import.md), as a Bundle with what stands beside it: in one transaction, so that a patient has
//! all of it that can be taken or what they had before. A resource is kept in place of the one with its type and id.

mod bundle;
mod bytes;
mod judge;
mod nul;
mod report;
mod sidecar;
mod source;
mod survey;
mod taking;

pub use report::{ImportFailed, Refused, Report};
pub use sidecar::{Sidecar, Word};
pub use source::Source;

use sqlx::PgConnection;
use time::Date;
use tokio::io::AsyncRead;

use crate::app::App;
use crate::fhir::stu3::patient::Patient as Said;
use crate::storage::StorageError;
use crate::storage::health_records::{self, Patient};
use domain::{NhsNumber, OdsCode};

use self::survey::{Survey, kept_name};
use self::taking::Taking;

/// Takes a record over for a practice.
///
/// # Errors
/// When nothing of it was taken. What of it was not is no error: the report says so.
pub async fn take_over(
    app: &App,
    practice: &OdsCode,
    bundle: impl AsyncRead + Unpin + Send,
    from: Source,
) -> Result<Report, ImportFailed> {
    let text = bundle::read(bundle, app.config.health_records.bundle_bytes).await?;
    let entries = bundle::entries(&text)?;
    let survey = Survey::of(&entries)?;
    let number = whose(&survey, &from)?;
    let sidecar = from.sidecar.as_ref();
    if let Some(lost) = sidecar.and_then(|sidecar| sidecar.named().find(|name| survey.first(name).is_none()))
    {
        return Err(ImportFailed::Marks(format!("{lost} is not in the Bundle")));
    }
    let mut transaction = app.db.begin().await.map_err(StorageError::from)?;
    let patient = patient(app, &mut transaction, (practice, number), (&survey, &from)).await?;
    let id = health_records::keep_patient(&mut *transaction, &patient, app.clock.now()).await?;
    if let Some(sidecar) = sidecar {
        health_records::keep_reviewed_periods(&mut transaction, id, &sidecar.reviewed).await?;
    }
    let mut taking = Taking::begin((practice, id), &survey, &from);
    for (place, raw) in entries.iter().enumerate() {
        taking.entry(&mut transaction, place, *raw).await?;
    }
    let report = taking.finish(&mut transaction).await?;
    transaction.commit().await.map_err(StorageError::from)?;
    Ok(report)
}

/// Whose record it is.
fn whose(survey: &Survey<'_>, from: &Source) -> Result<NhsNumber, ImportFailed> {
    let number = survey.patient.number.clone();
    let number =
        number.ok_or_else(|| ImportFailed::Patient("it has no NHS number that is one".to_owned()))?;
    match &from.number {
        Some(asked) if *asked != number => Err(ImportFailed::OtherPatient),
        Some(_) | None => Ok(number),
    }
}

/// The patient as they are kept: what the record says, and what was known here that it does not say.
async fn patient(
    app: &App,
    db: &mut PgConnection,
    (practice, number): (&OdsCode, NhsNumber),
    (survey, from): (&Survey<'_>, &Source),
) -> Result<Patient, ImportFailed> {
    let known = health_records::patient(&mut *db, practice, &number).await?;
    let said = &survey.patient;
    let (registered_from, registered_to) = match &known {
        _ if !from.is_transferred => said.registered,
        Some(known) if known.registered_to.is_none() => (known.registered_from, None),
        Some(_) | None => (Some(app.clock.today_in_london()), None),
    };
    let name = kept_name("Patient", &said.id);
    let is_marked = |word: Word, was: Option<bool>| match &from.sidecar {
        Some(sidecar) => sidecar.says(&name, word),
        None => was.unwrap_or(false),
    };
    Ok(Patient {
        id: app.clock.new_id(),
        practice: practice.clone(),
        nhs_number: number,
        number_status: said.number_status.clone(),
        name: said.name.clone(),
        gender: said.gender.clone(),
        born: said.born,
        registered_from,
        registered_to,
        dissents: is_marked(Word::Dissents, known.as_ref().map(|known| known.dissents)),
        sensitive: is_marked(Word::Sensitive, known.as_ref().map(|known| known.sensitive)),
        deceased_on: died_on(app, (said, from.is_transferred), known.as_ref()),
        body: survey.body.clone(),
        in_transit_since: survey.in_transit,
        awaiting_filing_since: survey.awaiting_filing,
    })
}

/// The day of death. Who is said to have died, and not when, had died by today. What another practice does not know of it stays known.
fn died_on(app: &App, (said, is_transferred): (&Said, bool), known: Option<&Patient>) -> Option<Date> {
    let by = || known.and_then(|known| known.deceased_on).unwrap_or_else(|| app.clock.today_in_london());
    let known_here = known.filter(|_| is_transferred).and_then(|known| known.deceased_on);
    said.deceased_on.or_else(|| said.has_died.then(by)).or(known_here)
}
