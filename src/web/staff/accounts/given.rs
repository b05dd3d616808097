//! Gives a command through the action of its name.

use crate::actions::accounts::associate::{self, Wish};
use crate::actions::accounts::keys::{self, Made};
use crate::actions::accounts::{Failed, settle};
use crate::actions::by::By;
use crate::app::App;
use domain::account::{AccountId, Associate, Command, Refusal, Renew};

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

/// Gives it.
///
/// # Errors
/// See [`Failed`].
pub async fn give(app: &App, by: By, id: AccountId, wanted: Wanted) -> Result<Given, Failed> {
    let Wanted { command, remark, .. } = wanted;
    let remark = remark.as_deref();
    match command {
        Command::IssueKey => return Ok(keys::issue(app, by, id).await?.map_or(Given::Done, Given::key)),
        Command::ResetKey(reason) => {
            let made = keys::reset(app, by, id, (reason, remark)).await?;
            return Ok(made.map_or(Given::Done, Given::key));
        }
        Command::RevokeKey(reason) => keys::revoke(app, by, id, (reason, remark)).await?,
        Command::Verify { verification, .. } => settle::verify(app, by, id, verification, remark).await?,
        Command::Unverify(reason) => settle::unverify(app, by, id, reason, remark).await?,
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
        Command::SwitchOff(reason) => settle::switch_off(app, by, id, reason, remark).await?,
        Command::SwitchOn => settle::switch_on(app, by, id).await?,
        Command::Open { .. } | Command::Link { .. } | Command::Unlink(_) | Command::Day { .. } => {
            return Err(Refusal::NotFound.into());
        }
    };
    Ok(Given::Done)
}
