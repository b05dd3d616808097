//! A citizen has signed in with NHS login.

use crate::actions::perform::Failed;
use crate::app::App;
use crate::integrations::nhs_login::Identity;
use crate::storage::people::{self, Person, SignedIn};
use crate::storage::practices;
use domain::eligibility::{NotEligible, Standing};
use domain::{OdsCode, PersonId, PersonName};

/// The person, and whether they may use the service now.
#[derive(Debug)]
pub struct SignInOutcome {
    /// Our id of the person.
    pub id: PersonId,
    /// Name, for the header of every page.
    pub name: PersonName,
    /// Why they may not use it, if so.
    pub not_eligible: Option<NotEligible>,
}

/// Keeps what NHS login told and checks eligibility. The client has checked P9 already.
///
/// # Errors
/// When the database fails.
pub async fn citizen(app: &App, identity: Identity, language: &str) -> Result<SignInOutcome, Failed> {
    let now = app.clock.now();
    let name = PersonName::new(identity.given_name.unwrap_or_default(), identity.family_name);
    let practice = identity.gp_ods_code;
    let person = SignedIn {
        subject: identity.subject,
        nhs_number: identity.nhs_number,
        name: name.clone(),
        birth_date: identity.birth_date,
        email: identity.email,
        practice: practice.clone(),
        language: language.to_owned(),
    };
    let id = people::upsert_signed_in(&app.db, app.clock.new_id(), &person, now).await?;
    let standing = standing(app, identity.birth_date, practice.as_ref()).await?;
    let not_eligible = standing.check(app.clock.today_in_london()).err();
    Ok(SignInOutcome { id, name, not_eligible })
}

/// Whether this person may use the service at this moment; asked again on every request.
///
/// # Errors
/// When the database fails.
pub async fn still_eligible(app: &App, person: &Person) -> Result<Option<NotEligible>, Failed> {
    let Some(born) = person.birth_date else { return Ok(Some(NotEligible::NotProofed)) };
    let standing = standing(app, born, person.practice.as_ref()).await?;
    Ok(standing.check(app.clock.today_in_london()).err())
}

async fn standing(app: &App, born: time::Date, practice: Option<&OdsCode>) -> Result<Standing, Failed> {
    let practice_enabled = match practice {
        Some(practice) => practices::is_enabled(&app.db, practice).await?,
        None => false,
    };
    Ok(Standing { born, proofed: true, practice_enabled })
}
