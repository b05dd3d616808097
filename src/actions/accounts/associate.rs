//! A practice associates an account with a patient, changes what an association gives, or decides it anew.

use time::Date;

use crate::actions::by::By;
use crate::actions::perform::perform;
use crate::app::App;
use crate::storage::accounts::{kept, options, traced};
use domain::account::{
    Account, AccountId, Associate, AssociationId, Command, EndReason, OffReason, Refusal, Renew, Tie,
};
use domain::{Access, Actor, OdsCode, PersonId};

use super::failed::{Done, Failed, practice_of};
use super::letters::telling;

/// What an association is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Their own, or on what ground they act.
    pub tie: Tie,
    /// Services, level of the record, first and last day.
    pub access: Access,
}

/// Associates an account with a patient whom the practice has traced; the association's id.
///
/// # Errors
/// [`Refusal::NotFound`] when the practice has not traced the patient, [`Refusal::RegisteredElsewhere`] when they are registered at
/// another practice; see also [`Failed`].
pub async fn associate(
    app: &App,
    by: impl Into<By>,
    (id, patient): (AccountId, PersonId),
    wish: Wish,
    remark: Option<&str>,
) -> Result<(AssociationId, Done), Failed> {
    let by = by.into();
    let practice = practice_of(&by.actor)?.clone();
    let (patient_born, is_elsewhere) = patient_of(app, &practice, patient).await?;
    if is_elsewhere {
        return Err(Refusal::RegisteredElsewhere.into());
    }
    let association = AssociationId(app.clock.new_id());
    let verify_first = options::find(&app.db, &practice).await?.verify_first;
    let Wish { tie, access } = wish;
    let wish = Associate { association, patient, patient_born, tie, access, verify_first };
    let command = telling(&by, Command::Associate(Box::new(wish)));
    let done: Done = perform::<Account>(app, id, by, &command, remark).await?;
    // They may have left meanwhile, and whoever saw it looked for associations before there was this one.
    if patient_of(app, &practice, patient).await?.1 {
        let end = Command::End { association, reason: EndReason::PatientLeft };
        perform::<Account>(app, id, &Actor::System, &end, None).await?;
        return Err(Refusal::RegisteredElsewhere.into());
    }
    Ok((association, done))
}

/// Changes services, level or dates; for another never to more.
///
/// # Errors
/// See [`Failed`].
pub async fn change(
    app: &App,
    by: impl Into<By>,
    (id, association): (AccountId, AssociationId),
    (access, off): (Access, Option<OffReason>),
    remark: Option<&str>,
) -> Result<Done, Failed> {
    let by = by.into();
    let command = telling(&by, Command::ChangeAccess { association, access, off });
    perform::<Account>(app, id, by, &command, remark).await
}

/// Decides it anew, with its ground: so a pause ends, and so access for another grows.
///
/// # Errors
/// [`Refusal::RegisteredElsewhere`] when the patient is registered at another practice; see also [`Failed`].
pub async fn renew(
    app: &App,
    by: impl Into<By>,
    (id, association): (AccountId, AssociationId),
    (wish, off): (Wish, Option<OffReason>),
    remark: Option<&str>,
) -> Result<Done, Failed> {
    let by = by.into();
    let practice = practice_of(&by.actor)?.clone();
    let account = kept::load(&app.db, id).await?.ok_or(Refusal::NotFound)?;
    let patient = account.association(association).ok_or(Refusal::NotFound)?.patient;
    let (patient_born, is_elsewhere) = patient_of(app, &practice, patient).await?;
    if is_elsewhere {
        return Err(Refusal::RegisteredElsewhere.into());
    }
    let Wish { tie, access } = wish;
    let wish = Renew { association, patient_born, tie, access, off };
    let command = telling(&by, Command::Renew(Box::new(wish)));
    perform::<Account>(app, id, by, &command, remark).await
}

/// When a patient was born, and whether they are registered at another practice, as PDS told this one.
async fn patient_of(app: &App, practice: &OdsCode, patient: PersonId) -> Result<(Date, bool), Failed> {
    let traced = traced::patient(&app.db, practice, patient).await?.ok_or(Refusal::NotFound)?;
    let is_elsewhere = traced.registered.is_some_and(|registered| registered != *practice);
    Ok((traced.born, is_elsewhere))
}
