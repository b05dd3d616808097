//! `POST …/Patient/$gpc.migratestructuredrecord`: the whole record of somebody who is now registered where it is asked for.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::response::Response;

use crate::fhir::stu3::outcome::SpineCode;
use crate::fhir::stu3::parameters;
use crate::fhir::stu3::sensitive::Sensitive;
use crate::storage::gp_connect::calls::Call;
use crate::storage::gp_connect::record::Reading;

use super::bundle::{self, Wanted};
use super::fault::Fault;
use super::gate::Caller;
use super::judge::{self, Asking, Held};
use super::provider::Provider;

/// The largest body: what is asked for has half a kilobyte.
const LARGEST: usize = 64 * 1024;

/// Answers who asks for a record.
///
/// # Errors
/// Why they do not get it.
pub async fn migrate(
    provider: &Arc<Provider>,
    caller: &Caller,
    body: Body,
    call: &mut Call,
) -> Result<Response, Fault> {
    let body = to_bytes(body, LARGEST).await.map_err(|_| {
        Fault::new(SpineCode::InvalidResource, "the body did not come whole, or has more than 64 KiB")
    })?;
    let asked = parameters::parse(&body).map_err(|(code, what)| Fault::new(code, what))?;
    call.nhs_number = Some(asked.nhs_number.as_str().to_owned());
    agree(asked.full, caller.told.is_restricted)?;
    // PDS is asked also of who is not here: how long an answer takes tells nothing either.
    let known = provider.known(&asked.nhs_number, &caller.trace_id).await?;
    let permit = provider.may_read().await?;
    let mut reading = Reading::begin(&provider.db).await?;
    let patient = reading.patient(&caller.practice, &asked.nhs_number).await?;
    let held = patient.as_ref().map(Held::from);
    let asking = Asking {
        organisation: &caller.told.organisation,
        serves_deceased: provider.settings.serves_deceased,
    };
    judge::may_have(held.as_ref(), known.as_ref(), &asking)?;
    let patient = patient.ok_or_else(Fault::nobody)?;
    let wanted = Wanted { trace_id: caller.trace_id.clone(), patient, full: asked.full, call: call.clone() };
    bundle::answer(provider, (reading, permit), wanted).await
}

/// Body and token say the same of what is confidential.
fn agree(full: Option<Sensitive>, is_restricted: bool) -> Result<(), Fault> {
    match full {
        Some(asked) if asked.flag() != is_restricted => {
            let why = "includeSensitiveInformation: it does not fit the JWT requested_scope claim";
            Err(Fault::new(SpineCode::ConflictingValues, why))
        }
        _ => Ok(()),
    }
}
