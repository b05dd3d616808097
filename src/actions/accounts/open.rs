//! A practice makes an account for somebody whom it has traced; nobody has two at a practice.

use crate::actions::by::By;
use crate::actions::perform::perform;
use crate::app::App;
use crate::storage::StorageError;
use crate::storage::accounts::{kept, traced};
use domain::PersonId;
use domain::account::{Account, AccountId, Command, Refusal};

use super::failed::{Done, Failed, practice_of};

/// How often another id is drawn where the number of the one before is another account's.
const TRIES: usize = 5;

/// Makes it.
///
/// # Errors
/// [`Refusal::HasOne`] when the person has one here, [`Refusal::NotFound`] when the practice has not traced them; see also [`Failed`].
pub async fn open(app: &App, by: impl Into<By>, person: PersonId) -> Result<Done, Failed> {
    let by = by.into();
    let practice = practice_of(&by.actor)?.clone();
    traced::find(&app.db, &practice, person).await?.ok_or(Refusal::NotFound)?;
    for _ in 0..TRIES {
        let has_one = kept::of(&app.db, person, &practice).await?.is_some();
        let command = Command::Open { person, practice: practice.clone(), has_one };
        let id = AccountId(app.clock.new_id());
        match perform::<Account>(app, id, by.clone(), &command, None).await {
            // The database says so of a number that another account has, too.
            Err(Failed::Refused(Refusal::HasOne)) if !has_one => {}
            outcome => return outcome,
        }
    }
    Err(StorageError::Conflict.into())
}
