//! A practice switches services on and off, for all or for one patient.

use crate::actions::by::By;
use crate::actions::perform::perform;
use crate::app::App;
use crate::storage::accounts::switches::{id_of, load};
use crate::storage::people;
use domain::PersonId;
use domain::account::{OffReason, Offer, Refusal, SetSwitches, Switches};

use super::failed::{Failed, practice_of};

/// Sets all switches so, of the practice or of one patient; whether anything changed.
///
/// # Errors
/// [`Refusal::ReasonNeeded`] when something is taken away without a reason; see also [`Failed`].
pub async fn set(
    app: &App,
    by: impl Into<By>,
    patient: Option<PersonId>,
    (offer, off): (Offer, Option<OffReason>),
    remark: Option<&str>,
) -> Result<bool, Failed> {
    let by = by.into();
    let practice = practice_of(&by.actor)?.clone();
    let id = id_of(&practice, patient);
    if let Some(patient) = patient {
        people::find(&app.db, patient).await?.ok_or(Refusal::NotFound)?;
    }
    // Switches that nobody has touched are on already, and are not made for that.
    if offer == Offer::everything() && load(&app.db, id).await?.is_none() {
        return Ok(false);
    }
    let command = SetSwitches { practice, patient, offer, off };
    Ok(perform::<Switches>(app, id, by, &command, remark).await?.changed)
}
