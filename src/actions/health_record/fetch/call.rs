//! One call to another practice's system: where it is, who asks, and that it is written down.

use uuid::Uuid;

use crate::app::App;
use crate::integrations::gp_connect::{Asker, Call, Interaction, NotGiven, REASON, Sensitive};
use crate::integrations::sds::Provider;
use crate::integrations::{GpConnect, Sds};
use crate::storage::StorageError;
use crate::storage::gp_connect::calls::{self, Side, Way};
use crate::storage::health_records::fetches::Fetch;

use super::not_done::Fault;

/// What this process needs to ask others; none where it is not set up.
pub(super) fn clients(app: &App) -> Result<(&GpConnect, &Sds), Fault> {
    app.gp_connect.as_ref().zip(app.sds.as_ref()).ok_or(Fault::Final("not_set_up"))
}

/// Where the other practice answers this.
pub(super) async fn provider(
    app: &App,
    fetch: &Fetch,
    interaction: Interaction,
) -> Result<Option<Provider>, Fault> {
    let (_, sds) = clients(app)?;
    Ok(sds.provider(&fetch.from, interaction.id(), &fetch.id.to_string()).await?)
}

/// A call of its own for this record.
pub(super) fn call<'a>(fetch: &'a Fetch, provider: &'a Provider, trace: Uuid) -> Call<'a> {
    let asker = Asker {
        practice: &fetch.practice,
        practice_name: &fetch.practice_name,
        user: &fetch.user,
        name: &fetch.user_name,
        role: fetch.role.as_deref(),
    };
    let sensitive = Sensitive::of(fetch.with_confidential);
    Call { trace, asker, asid: &provider.asid, address: &provider.address, sensitive }
}

/// Writes a call down, however it ended: the document that was asked for, and the status of the answer.
pub(super) async fn note<T>(
    app: &App,
    (fetch, call): (&Fetch, &Call<'_>),
    document: Option<&str>,
    outcome: &Result<T, NotGiven>,
) -> Result<(), StorageError> {
    let (status, fault) = match outcome {
        Ok(_) => (200, None),
        Err(NotGiven::Refused(refusal, status)) => (*status, Some(refusal.code())),
        Err(NotGiven::Upstream(upstream)) => (0, Some(upstream.kind.code())),
        Err(NotGiven::NoAsid) => (0, Some("no_asid")),
    };
    let asids = app.config.gp_connect_consumer.as_ref().map(|consumer| &consumer.asids);
    let way = if document.is_some() { Way::Binary } else { Way::Migrate };
    let noted = calls::Call {
        side: Side::Consumer,
        trace_id: Some(call.trace),
        from_asid: asids.and_then(|asids| asids.get(&fetch.practice).cloned()),
        to_asid: Some(call.asid.to_owned()),
        way,
        method: way.method().to_owned(),
        practice: Some(fetch.from.as_str().to_owned()),
        organisation: Some(fetch.practice.as_str().to_owned()),
        organisation_name: Some(fetch.practice_name.clone()),
        user_id: Some(fetch.user.clone()),
        user_name: Some(fetch.user_name.clone()),
        user_role: fetch.role.clone(),
        device: Some(concat!("proxy-access ", env!("CARGO_PKG_VERSION")).to_owned()),
        reason: Some(REASON.to_owned()),
        scope: Some(call.scope()),
        nhs_number: Some(fetch.nhs_number.as_str().to_owned()),
        document: document.map(calls::kept),
        status,
        fault,
    };
    calls::note(&app.db, &noted, app.clock.now()).await
}
