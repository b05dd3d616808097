//! Whose role is brought to the national store, and how it should stand there: a case together with the account of its trusted person, or
//! an association that no case decides about.

use crate::app::App;
use crate::storage::accounts::{due, kept};
use crate::storage::roles::Whose;
use crate::storage::{StorageError, delegations, event_log, rechecks};
use domain::account::{self, Account, SuspendReason as Paused};
use domain::delegation::national::{self, Reasons};
use domain::delegation::{Command, Delegation, Refusal, SuspendReason, Tell};
use domain::role::{LegalBasis, Wish};
use domain::{Actor, OdsCode, PersonId};

use super::super::perform::{Failed, perform};

/// The versions of the case and of the account, where there are such.
pub(super) type Versions = (Option<i32>, Option<i32>);

/// One that is followed.
#[derive(Debug)]
pub(super) struct Subject {
    pub whose: Whose,
    /// The practice that decides.
    pub practice: OdsCode,
    pub patient: PersonId,
    pub proxy: PersonId,
    pub basis: LegalBasis,
}

impl Subject {
    /// What is followed; none where there is none, or it is somebody's own record, or a case decides about the association by now.
    pub async fn load(app: &App, whose: Whose) -> Result<Option<Subject>, StorageError> {
        match whose {
            Whose::Case(id) => {
                let case = delegations::load(&app.db, id).await?;
                Ok(case.map(|case| Subject {
                    whose,
                    practice: case.practice,
                    patient: case.delegator,
                    proxy: case.delegate,
                    basis: LegalBasis::Consent,
                }))
            }
            Whose::Association(id) => {
                let account = kept::with_association(&app.db, id).await?;
                let one = account.as_ref().and_then(|account| account.association(id));
                let ground = one.filter(|one| one.case.is_none()).and_then(|one| one.tie.ground());
                let found = account.as_ref().zip(one).zip(ground);
                Ok(found.map(|((account, one), ground)| Subject {
                    whose,
                    practice: account.practice.clone(),
                    patient: one.patient,
                    proxy: account.person,
                    basis: ground.legal_basis(),
                }))
            }
        }
    }

    /// How its role should stand, and by which versions; none where nothing was decided that is about the role.
    pub async fn wish(&self, app: &App, reasons: Reasons) -> Result<Option<(Wish, Versions)>, StorageError> {
        let of_account = match kept::of(&app.db, self.proxy, &self.practice).await? {
            Some(account) => event_log::history::<Account>(&app.db, account).await?,
            None => Vec::new(),
        };
        let account_version = of_account.last().map(|recorded| recorded.version);
        match self.whose {
            Whose::Case(id) => {
                let history = event_log::history::<Delegation>(&app.db, id).await?;
                let version = history.last().map(|recorded| recorded.version);
                let wish = national::wish(&history, reasons);
                let wish = wish.map(|wish| account::national::of_case(wish, &history, &of_account));
                Ok(wish.map(|wish| (wish, (version, account_version))))
            }
            Whose::Association(id) => {
                let wish = account::national::of_association(&of_account, id, reasons);
                Ok(wish.map(|wish| (wish, (None, account_version))))
            }
        }
    }

    /// The versions at this moment.
    pub async fn versions(&self, app: &App) -> Result<Versions, StorageError> {
        let case = match self.whose {
            Whose::Case(id) => delegations::load(&app.db, id).await?.map(|case| case.version),
            Whose::Association(_) => None,
        };
        let account = kept::load_of(&app.db, self.proxy, &self.practice).await?;
        Ok((case, account.map(|account| account.version)))
    }

    /// Has PDS asked about both people before all others: where the patient is registered now, who has died.
    pub async fn is_next_for_pds(&self, app: &App) -> Result<(), StorageError> {
        match self.whose {
            Whose::Case(id) => rechecks::at_once(&app.db, id).await,
            Whose::Association(_) => match kept::of(&app.db, self.proxy, &self.practice).await? {
                Some(account) => due::at_once(&app.db, account).await,
                None => Ok(()),
            },
        }
    }

    /// Access rests here, for the role has ended there; false where somebody paused or stopped it a moment ago.
    ///
    /// # Errors
    /// See [`Failed`].
    pub async fn rest(&self, app: &App) -> Result<bool, Failed> {
        let id = match self.whose {
            Whose::Case(id) => {
                let reason = SuspendReason::NationalRoleEnded;
                let command = Command::Suspend { reason, tell: Tell::NOTHING };
                return match perform::<Delegation>(app, id, &Actor::System, &command, None).await {
                    Ok(_) => Ok(true),
                    Err(Failed::Refused(Refusal::WrongStage(_))) => Ok(false),
                    Err(failed) => Err(failed),
                };
            }
            Whose::Association(id) => id,
        };
        let Some(account) = kept::of(&app.db, self.proxy, &self.practice).await? else { return Ok(false) };
        let command = account::Command::Suspend { association: id, reason: Paused::PendingReview };
        match perform::<Account>(app, account, &Actor::System, &command, None).await {
            Ok(_) => Ok(true),
            Err(Failed::Refused(account::Refusal::WrongPlace(_))) => Ok(false),
            Err(Failed::Storage(error)) => Err(error.into()),
            Err(failed) => {
                tracing::error!(association = %id, error = %failed, "an association could not rest");
                Err(StorageError::Corrupt("association of a role").into())
            }
        }
    }
}
