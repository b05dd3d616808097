//! Decisions about an account that need no more than the account: identity, pauses and ends, off and on, what is linked.

use crate::actions::by::By;
use crate::actions::perform::perform;
use crate::app::App;
use crate::storage::accounts::kept;
use crate::storage::people;
use domain::account::{
    Account, AccountId, AssociationId, Command, EndReason, OnlineAccountId, Refusal, SuspendReason,
    SwitchOffReason, UnverifyReason, Verification,
};

use super::beside::{Beside, change};
use super::failed::{Done, Failed};
use super::letters::telling;

/// The practice has made sure who it is. By NHS login that counts where the person signed in here with identity proofed to P9.
///
/// # Errors
/// See [`Failed`].
pub async fn verify(
    app: &App,
    by: impl Into<By>,
    id: AccountId,
    verification: Verification,
    remark: Option<&str>,
) -> Result<Done, Failed> {
    let account = kept::load(&app.db, id).await?.ok_or(Refusal::NotFound)?;
    let person = people::find(&app.db, account.person).await?;
    let is_proofed = person.is_some_and(|person| person.is_proofed());
    let command = Command::Verify { verification, is_proofed };
    give(app, by.into(), id, command, remark).await
}

/// That counts no more, and the copies of documents that were kept with it are gone.
///
/// # Errors
/// See [`Failed`].
pub async fn unverify(
    app: &App,
    by: impl Into<By>,
    id: AccountId,
    reason: UnverifyReason,
    remark: Option<&str>,
) -> Result<Done, Failed> {
    let by = by.into();
    let command = telling(&by, Command::Unverify(reason));
    change(app, &by, id, (&command, remark), &Beside::NoCopies).await
}

/// Pauses an association; it goes on when the practice decides anew.
///
/// # Errors
/// See [`Failed`].
pub async fn suspend(
    app: &App,
    by: impl Into<By>,
    (id, association): (AccountId, AssociationId),
    reason: SuspendReason,
    remark: Option<&str>,
) -> Result<Done, Failed> {
    give(app, by.into(), id, Command::Suspend { association, reason }, remark).await
}

/// Ends an association, for good.
///
/// # Errors
/// See [`Failed`].
pub async fn end(
    app: &App,
    by: impl Into<By>,
    (id, association): (AccountId, AssociationId),
    reason: EndReason,
    remark: Option<&str>,
) -> Result<Done, Failed> {
    give(app, by.into(), id, Command::End { association, reason }, remark).await
}

/// Makes an account inactive by hand.
///
/// # Errors
/// See [`Failed`].
pub async fn switch_off(
    app: &App,
    by: impl Into<By>,
    id: AccountId,
    reason: SwitchOffReason,
    remark: Option<&str>,
) -> Result<Done, Failed> {
    give(app, by.into(), id, Command::SwitchOff(reason), remark).await
}

/// Switches it on again; the account is active again if nothing else is missing.
///
/// # Errors
/// See [`Failed`].
pub async fn switch_on(app: &App, by: impl Into<By>, id: AccountId) -> Result<Done, Failed> {
    give(app, by.into(), id, Command::SwitchOn, None).await
}

/// An online account is linked no more.
///
/// # Errors
/// See [`Failed`].
pub async fn unlink(
    app: &App,
    by: impl Into<By>,
    id: AccountId,
    from: OnlineAccountId,
) -> Result<Done, Failed> {
    give(app, by.into(), id, Command::Unlink(from), None).await
}

async fn give(
    app: &App,
    by: By,
    id: AccountId,
    command: Command,
    remark: Option<&str>,
) -> Result<Done, Failed> {
    let command = telling(&by, command);
    perform::<Account>(app, id, by, &command, remark).await
}
