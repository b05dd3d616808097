//! What staff do around a case: take it, let go of it, note something, write down whom they tried to reach, wait for somebody,
//! have a message tried again. No citizen is told.

use uuid::Uuid;

use crate::app::App;
use crate::storage::views::case::{self, Case};
use crate::storage::{case_work, contacts, delegations, messages, outbox, waitings};
use domain::contact_attempt::ContactAttempt;
use domain::delegation::{Command, Delegation, Refusal};
use domain::waiting::Waiting;
use domain::{About, Actor, DelegationId, OdsCode, Party, StaffId};

use super::by::By;
use super::on::On;
use super::perform::{Done, Failed, perform_on};

/// The member of staff and the case, if the case is their practice's and was sent to it; everybody else is answered as if there were none.
pub(super) async fn colleague(
    app: &App,
    by: &Actor,
    id: DelegationId,
) -> Result<(StaffId, Delegation), Failed> {
    let delegation = delegations::load(&app.db, id).await?.ok_or(Refusal::NotFound)?;
    let is_theirs =
        by.party(&delegation) == Some(Party::Practice) && delegation.sent_to_practice_at.is_some();
    match by {
        Actor::Staff { id, .. } if is_theirs => Ok((*id, delegation)),
        _ => Err(Refusal::NotFound.into()),
    }
}

/// Takes the case, also from a colleague; nothing happens to one that is closed.
///
/// # Errors
/// See [`Failed`].
pub async fn take(app: &App, by: &Actor, id: DelegationId) -> Result<(), Failed> {
    let (staff, delegation) = colleague(app, by, id).await?;
    if !delegation.stage.is_open() {
        return Ok(());
    }
    Ok(case_work::take(&app.db, id, staff, app.clock.now()).await?)
}

/// Lets go of the case.
///
/// # Errors
/// See [`Failed`].
pub async fn release(app: &App, by: &Actor, id: DelegationId) -> Result<(), Failed> {
    colleague(app, by, id).await?;
    Ok(case_work::release(&app.db, id).await?)
}

/// Does what the practice decided about a case: once that is done nobody has it any more and nobody is waited for, but for who
/// took it, and what began, afterwards. The decision is recorded by then, so that a database which fails now cannot undo it;
/// whoever sends it again lets go too, of what there was when the case came to its stage: a colleague may work on it since.
pub(super) async fn decide(
    app: &App,
    on: impl Into<On>,
    by: impl Into<By>,
    command: &Command,
    remark: Option<&str>,
) -> Result<Done, Failed> {
    let (begun, on, by): (_, On, By) = (app.clock.now(), on.into(), by.into());
    let (id, staff) = match by.actor {
        Actor::Staff { id, .. } => (on.id, Some(id)),
        _ => (on.id, None),
    };
    let done: Done = perform_on(app, on, by, command, remark).await?;
    let begun = if done.changed { begun } else { done.after.stage_since };
    if let Err(error) = case_work::settle(&app.db, id, staff, (begun, app.clock.now())).await {
        tracing::warn!(%id, %error, "a decided case is still taken, or still waits for somebody");
    }
    Ok(done)
}

/// Keeps a note.
///
/// # Errors
/// See [`Failed`].
pub async fn note(app: &App, by: &Actor, id: DelegationId, text: &str) -> Result<(), Failed> {
    let (staff, _) = colleague(app, by, id).await?;
    let note = app.clock.new_id();
    Ok(case_work::write(&app.db, (note, id), (staff, text), app.clock.now()).await?)
}

/// Keeps an attempt to reach one of the two.
///
/// # Errors
/// See [`Failed`].
pub async fn contact(
    app: &App,
    by: &Actor,
    id: DelegationId,
    attempt: &ContactAttempt,
) -> Result<(), Failed> {
    let (staff, _) = colleague(app, by, id).await?;
    let contact = app.clock.new_id();
    Ok(contacts::write(&app.db, (contact, id), (staff, attempt), app.clock.now()).await?)
}

/// Waits for one of the two; nothing happens to a case that is closed.
///
/// # Errors
/// See [`Failed`].
pub async fn wait(app: &App, by: &Actor, id: DelegationId, waiting: &Waiting) -> Result<(), Failed> {
    let (staff, delegation) = colleague(app, by, id).await?;
    if !delegation.stage.is_open() {
        return Ok(());
    }
    let row = app.clock.new_id();
    Ok(waitings::begin(&app.db, (row, id), (staff, waiting), &app.clock).await?)
}

/// Waits no longer.
///
/// # Errors
/// See [`Failed`].
pub async fn stop_waiting(app: &App, by: &Actor, id: DelegationId) -> Result<(), Failed> {
    let (staff, _) = colleague(app, by, id).await?;
    Ok(waitings::end(&app.db, id, staff, app.clock.now()).await?)
}

/// Has a message that was given up tried again; nothing happens to one that went, or still waits.
///
/// # Errors
/// See [`Failed`].
pub async fn retry_message(app: &App, by: &Actor, id: DelegationId, message: Uuid) -> Result<(), Failed> {
    colleague(app, by, id).await?;
    let entry =
        messages::find(&app.db, message).await?.filter(|entry| entry.about == About::one::<Delegation>(id));
    entry.ok_or(Refusal::NotFound)?;
    outbox::retry(&app.db, Some(message), app.clock.now()).await?;
    Ok(())
}

/// Writes down that somebody took a file of these cases.
///
/// # Errors
/// See [`Failed`].
pub async fn read_all(app: &App, staff: StaffId, ids: &[DelegationId], page: &str) -> Result<(), Failed> {
    Ok(case_work::read_all(&app.db, ids, (staff, page), app.clock.now()).await?)
}

/// The case, if it is this practice's and was sent to it, for a member of its staff: that they look is written down with the same
/// statement, before they see anything.
///
/// # Errors
/// See [`Failed`].
pub async fn open(
    app: &App,
    (staff, practice): (StaffId, &OdsCode),
    id: DelegationId,
    page: &str,
) -> Result<Option<Case>, Failed> {
    Ok(case::open(&app.db, practice, id, (staff, page), app.clock.now()).await?)
}
