//! Accounts are compared with PDS from time to time: deaths, restrictions, patients who left the practice.

use crate::actions::by::By;
use crate::actions::pds::{known, record_of};
use crate::actions::perform::perform;
use crate::app::App;
use crate::integrations::pds::Patience;
use crate::storage::accounts::{kept, traced};
use crate::storage::{StorageError, people};
use domain::account::recheck::findings;
use domain::account::{Account, AccountId, Command, Refusal, Tell};
use domain::delegation::recheck::Known;
use domain::{Actor, PersonId};

use super::failed::{Failed, NotAsked};
use super::letters::telling;

/// Looks once at the holder and everybody for whom they act; how much had to happen. A number that PDS no longer knows is left to
/// people: the log says so.
///
/// # Errors
/// See [`NotAsked`]; what was done stays done.
pub async fn recheck(app: &App, id: AccountId, correlation: &str) -> Result<usize, NotAsked> {
    let Some(account) = kept::load(&app.db, id).await? else { return Ok(0) };
    let Some(holder) = ask(app, account.person, correlation).await? else {
        tracing::warn!(account = %id, "PDS no longer knows the number of its holder");
        return Ok(0);
    };
    let mut patients = Vec::new();
    let open = account.associations.iter().filter(|one| one.is_open() && one.patient != account.person);
    for one in open {
        match ask(app, one.patient, correlation).await? {
            Some(known) => patients.push((one.patient, known)),
            None => {
                tracing::warn!(account = %id, association = %one.id, "PDS no longer knows the patient's number")
            }
        }
    }
    Ok(give(app, id, findings(&account, &holder, &patients)).await?)
}

/// What PDS was found to say of a patient reaches everybody's accounts that are associated with them; how much had to happen.
///
/// # Errors
/// See [`Failed`]; what was done stays done.
pub async fn told(app: &App, patient: PersonId, known: &Known) -> Result<usize, Failed> {
    registered(app, patient, known).await?;
    let mut changed = 0;
    for id in kept::with_patient(&app.db, patient).await? {
        let Some(account) = kept::load(&app.db, id).await? else { continue };
        let holder = if account.person == patient { known.clone() } else { Known::default() };
        changed += give(app, id, findings(&account, &holder, &[(patient, known.clone())])).await?;
    }
    Ok(changed)
}

async fn ask(app: &App, person: PersonId, correlation: &str) -> Result<Option<Known>, NotAsked> {
    let person =
        people::find(&app.db, person).await?.ok_or_else(|| NotAsked::Failed(Refusal::NotFound.into()))?;
    let known = record_of(app, &person.nhs_number, (correlation, Patience::Short)).await?.map(known);
    if let Some(known) = &known {
        registered(app, person.id, known).await?;
    }
    Ok(known)
}

/// Keeps where somebody is registered, before their associations are looked for: who associates meanwhile looks for it afterwards, so
/// that one of the two sees the other.
async fn registered(app: &App, person: PersonId, known: &Known) -> Result<(), StorageError> {
    match &known.practice {
        Some(practice) => traced::registered_at(&app.db, person, practice).await,
        None => Ok(()),
    }
}

async fn give(app: &App, id: AccountId, commands: Vec<Command>) -> Result<usize, Failed> {
    let mut changed = 0;
    let by = By { tell: Some(Tell::BOTH), ..By::from(Actor::System) };
    for command in commands {
        let command = telling(&by, command);
        match perform::<Account>(app, id, by.clone(), &command, None).await {
            Ok(done) => changed += usize::from(done.changed),
            // Somebody ended it a moment ago.
            Err(Failed::Refused(Refusal::WrongPlace(_))) => {}
            Err(failed) => return Err(failed),
        }
    }
    Ok(changed)
}
