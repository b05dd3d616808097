//! What somebody may do for a patient today, at each practice where they are associated.

use time::{Date, Duration};

use crate::app::App;
use crate::storage::accounts::permitted::{Inputs, inputs};
use crate::storage::accounts::uses;
use crate::storage::views::roles::Role;
use domain::account::{AccountId, AssociationId, Layers, Permission, permission};
use domain::{OdsCode, PersonId};

use super::failed::Failed;
use super::link::signed_in;

/// A use is written down once in so many days: years are counted by it.
const NOTED_EVERY: Duration = Duration::days(28);

/// What somebody may do for a patient at one practice.
#[derive(Debug, Clone)]
pub struct Permitted {
    /// The practice.
    pub practice: OdsCode,
    /// The account by which they act.
    pub account: AccountId,
    /// The association, where there is one that has not ended.
    pub association: Option<AssociationId>,
    /// What may be done, and why not.
    pub permission: Permission,
    /// Whether the account is linked with the person's sign-in here, and not only with that of another program.
    pub is_linked_here: bool,
    /// Whether its use is to be written down.
    is_use_new: bool,
}

/// What a person may do today for a patient, or for themselves.
///
/// # Errors
/// See [`Failed`].
pub async fn permitted(app: &App, person: PersonId, patient: PersonId) -> Result<Vec<Permitted>, Failed> {
    let today = app.clock.today_in_london();
    let found = inputs(&app.db, person, patient).await?;
    let permitted = found.iter().map(|of_one| {
        let Inputs { account, practice, patient: on, ages, used_on } = of_one;
        let layers = Layers { practice, patient: on, account, ages: *ages };
        Permitted {
            practice: of_one.at().clone(),
            account: account.id,
            association: account.with_patient(patient).map(|association| association.id),
            is_linked_here: account.is_linked(signed_in(person)),
            permission: permission(layers, patient, today),
            is_use_new: is_new(*used_on, today),
        }
    });
    Ok(permitted.collect())
}

fn is_new(used_on: Option<Date>, today: Date) -> bool {
    used_on.is_none_or(|used| today - used >= NOTED_EVERY)
}

/// Somebody was told that they may act in this role: whoever asks is about to.
pub async fn acted(app: &App, role: &Role) {
    let today = app.clock.today_in_london();
    note(app, role.association.filter(|_| is_new(role.used_on, today)), today).await;
}

/// Somebody has used what was permitted.
pub async fn used(app: &App, permitted: &Permitted) {
    note(app, permitted.association.filter(|_| permitted.is_use_new), app.clock.today_in_london()).await;
}

/// Notes the use of an association. Where it cannot be written, nobody is kept from their answer for it: the next use is noted.
async fn note(app: &App, association: Option<AssociationId>, today: Date) {
    let Some(association) = association else { return };
    if let Err(error) = uses::note(&app.db, association, today).await {
        tracing::warn!(%association, %error, "that access is used could not be written down");
    }
}
