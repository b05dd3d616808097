//! Gives a command through the action of its name.

use crate::actions::accounts::associate::{self, Wish};
use crate::actions::accounts::evidence::{Brought, NotKept, verify_by_documents};
use crate::actions::accounts::keys::{self, Made};
use crate::actions::accounts::{Done, Failed, settle};
use crate::actions::by::By;
use crate::app::App;
use domain::account::{AccountId, Associate, Command, Proof, Refusal, Renew, Verification};

use super::wanted::Wanted;

/// What came of it.
pub enum Given {
    /// It is done, or was so before.
    Done,
    /// A key was made, which is shown now and never again.
    Key(Box<Made>),
}

impl Given {
    fn key(made: Made) -> Given {
        Given::Key(Box::new(made))
    }
}

/// Gives it, with the copy of a document where one was brought.
///
/// # Errors
/// See [`NotKept`].
pub async fn give(
    app: &App,
    by: By,
    id: AccountId,
    (wanted, copy): (Wanted, Option<Brought>),
) -> Result<Given, NotKept> {
    let Wanted { command, remark, .. } = wanted;
    match command {
        Command::Verify {
            verification: Verification { on, proof: Proof::Documents { seen, .. } }, ..
        } => {
            verify_by_documents(app, by, id, (on, seen, copy), remark.as_deref()).await?;
            Ok(Given::Done)
        }
        command => Ok(settled(app, by, id, (command, remark.as_deref())).await?),
    }
}

async fn settled(
    app: &App,
    by: By,
    id: AccountId,
    (command, remark): (Command, Option<&str>),
) -> Result<Given, Failed> {
    match command {
        Command::IssueKey => return Ok(keys::issue(app, by, id).await?.map_or(Given::Done, Given::key)),
        Command::ResetKey(reason) => {
            let made = keys::reset(app, by, id, (reason, remark)).await?;
            return Ok(made.map_or(Given::Done, Given::key));
        }
        Command::RevokeKey(reason) => keys::revoke(app, by, id, (reason, remark)).await?,
        Command::Verify { verification, .. } => settle::verify(app, by, id, verification, remark).await?,
        Command::Unverify(reason) => settle::unverify(app, by, id, reason, remark).await?,
        Command::SwitchOff(reason) => settle::switch_off(app, by, id, reason, remark).await?,
        Command::SwitchOn => settle::switch_on(app, by, id).await?,
        command => of_association(app, by, id, (command, remark)).await?,
    };
    Ok(Given::Done)
}

async fn of_association(
    app: &App,
    by: By,
    id: AccountId,
    (command, remark): (Command, Option<&str>),
) -> Result<Done, Failed> {
    Ok(match command {
        Command::Associate(wish) => {
            let Associate { patient, tie, access, .. } = *wish;
            associate::associate(app, by, (id, patient), Wish { tie, access }, remark).await?.1
        }
        Command::ChangeAccess { association, access, off } => {
            associate::change(app, by, (id, association), (access, off), remark).await?
        }
        Command::Renew(wish) => {
            let Renew { association, tie, access, off, .. } = *wish;
            associate::renew(app, by, (id, association), (Wish { tie, access }, off), remark).await?
        }
        Command::Suspend { association, reason } => {
            settle::suspend(app, by, (id, association), reason, remark).await?
        }
        Command::End { association, reason } => {
            settle::end(app, by, (id, association), reason, remark).await?
        }
        // The practice gives no other command; who is told stands in `by`.
        _ => return Err(Refusal::NotFound.into()),
    })
}
