//! A member of staff has signed in with CIS2 (facts nhs-login-and-cis2 §2.7, §2.8).

use crate::app::App;
use crate::integrations::cis2::Identity;
use crate::integrations::{Upstream, cis2::StaffRole};
use crate::storage::{StorageError, practices, staff};
use domain::{OdsCode, StaffId};

/// A member of staff who may work here.
#[derive(Debug, Clone)]
pub struct StaffMember {
    /// Our id.
    pub id: StaffId,
    /// Name, for the header and the timeline.
    pub name: String,
    /// The practice of the selected role.
    pub practice: OdsCode,
    /// Its name.
    pub practice_name: String,
}

/// Why somebody may not work here; each has its own page that says what next.
#[derive(Debug, thiserror::Error)]
pub enum StaffRefused {
    /// The role is none of those that may.
    #[error("the role may not work here")]
    RoleNotAllowed,
    /// The organisation of the role is not a GP practice.
    #[error("the organisation is not a GP practice")]
    NotAPractice {
        /// Name of the organisation, where known.
        name: String,
    },
    /// The practice is not in the trial.
    #[error("the practice is not in the trial")]
    PracticeNotInTrial {
        /// Name of the practice, where known.
        name: String,
    },
    /// The directory of organisations gave no answer.
    #[error(transparent)]
    Upstream(#[from] Upstream),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Checks role and practice of somebody who has just signed in and keeps their name.
///
/// # Errors
/// See [`StaffRefused`].
pub async fn staff_member(
    app: &App,
    identity: &Identity,
    correlation: &str,
) -> Result<StaffMember, StaffRefused> {
    let role = &identity.selected_role;
    let practice_name = still_allowed(app, role, correlation).await?;
    let now = app.clock.now();
    let id = staff::upsert(&app.db, app.clock.new_id(), &identity.subject, &identity.name, now).await?;
    Ok(StaffMember { id, name: identity.name.clone(), practice: role.org_code.clone(), practice_name })
}

/// Whether the role may work here at this moment, and the practice's name; asked again on every request.
///
/// A practice that we enabled was looked up then, so the directory is asked only to explain a refusal.
///
/// # Errors
/// See [`StaffRefused`].
pub async fn still_allowed(app: &App, role: &StaffRole, correlation: &str) -> Result<String, StaffRefused> {
    if !role.is_allowed(&app.config.cis2) {
        return Err(StaffRefused::RoleNotAllowed);
    }
    let name = role.org_name.clone().unwrap_or_else(|| role.org_code.to_string());
    match practices::find(&app.db, &role.org_code).await? {
        Some(practice) if practice.enabled => return Ok(practice.name),
        Some(practice) => return Err(StaffRefused::PracticeNotInTrial { name: practice.name }),
        None => {}
    }
    match app.ods.organisation(&role.org_code, correlation).await? {
        Some(found) if found.is_gp_practice => Err(StaffRefused::PracticeNotInTrial { name: found.name }),
        Some(found) => Err(StaffRefused::NotAPractice { name: found.name }),
        None => Err(StaffRefused::NotAPractice { name }),
    }
}
