//! An account's events, and beside them what no event may hold: both are written in one transaction, so that neither is there without
//! the other.

use time::OffsetDateTime;

use crate::actions::by::By;
use crate::actions::perform::{Outcome, not_recorded};
use crate::app::App;
use crate::storage::accounts::evidence::{self, Sealed};
use crate::storage::accounts::{kept, keys};
use crate::storage::{StorageError, remarks};
use domain::StaffId;
use domain::account::{Account, AccountId, Command, EvidenceId, decide};

use super::failed::{Done, Failed};

/// How often it is decided again where others were first.
const TRIES: usize = 5;

/// What is written beside events.
pub(super) enum Beside<'a> {
    /// The hash of the account's key.
    Key(&'a [u8]),
    /// There is no key any more.
    NoKey,
    /// A copy of a document.
    Copy {
        /// By this the event names it.
        id: EvidenceId,
        /// What is kept.
        sealed: &'a Sealed,
        /// Who keeps it.
        by: StaffId,
    },
    /// There are no copies any more.
    NoCopies,
}

/// Decides, and writes the events together with what is beside them; nothing where it was so already.
///
/// # Errors
/// See [`Failed`]; nothing is written then.
pub(super) async fn change(
    app: &App,
    by: &By,
    id: AccountId,
    (command, remark): (&Command, Option<&str>),
    beside: &Beside<'_>,
) -> Result<Done, Failed> {
    for _ in 0..TRIES {
        let current = kept::load(&app.db, id).await?;
        let known = current.as_ref().filter(|account| account.side(&by.actor).is_some());
        if let (Some(account), Some(expected)) = (known, &by.expected)
            && !expected.contains(&account.version)
        {
            return Err(Failed::Changed(account.version));
        }
        let now = app.clock.now();
        let events = decide(current.as_ref(), command, &by.actor, now)?;
        if let (true, Some(after)) = (events.is_empty(), &current) {
            return Ok(Done { after: after.clone(), changed: false });
        }
        let first = current.as_ref().map_or(0, |account| account.version) + 1;
        let outcome = Outcome::<Account>::of(app, id, current, events, (by, now))?;
        match write(app, (&outcome, now), beside, remark.map(|text| (first, text))).await {
            Ok(()) => {
                outcome.log();
                return Ok(Done { after: outcome.after, changed: true });
            }
            Err(StorageError::Conflict) => {}
            Err(error) => return Err(not_recorded::<Account>(error)),
        }
    }
    Err(StorageError::Conflict.into())
}

async fn write(
    app: &App,
    (outcome, now): (&Outcome<Account>, OffsetDateTime),
    beside: &Beside<'_>,
    remark: Option<(i32, &str)>,
) -> Result<(), StorageError> {
    let (account, practice) = (outcome.after.id, &outcome.after.practice);
    let mut transaction = app.db.begin().await?;
    outcome.record(&mut *transaction).await?;
    match beside {
        Beside::Key(hash) => keys::keep(&mut *transaction, account, hash).await?,
        Beside::NoKey => keys::forget(&mut *transaction, account).await?,
        Beside::Copy { id, sealed, by } => {
            evidence::insert(&mut *transaction, (account, *id), practice, sealed, (*by, now)).await?;
        }
        Beside::NoCopies => evidence::forget(&mut *transaction, account).await?,
    }
    if let Some((version, text)) = remark {
        remarks::insert(&mut *transaction, account.0, version, text).await?;
    }
    transaction.commit().await?;
    Ok(())
}
