//! What somebody who allowed a program something may hold at this moment. A token never gives more.

use uuid::Uuid;

use crate::app::App;
use crate::integrations::cis2::StaffRole;
use crate::storage::StorageError;
use crate::storage::grants::{self, Behind};
use domain::eligibility::{NotEligible, Standing};
use domain::scope::{ActsFor, Holder, Scopes};
use domain::{PersonId, StaffId};

use super::acts::Acts;

/// A grant that is good, and what it is worth now.
#[derive(Debug, Clone)]
pub(super) struct Held {
    /// On whose behalf.
    pub acts: Acts,
    /// What was allowed, as far as program and person may have it now; empty only for a citizen whose practice left the
    /// trial, who can still stop what they have.
    pub scopes: Scopes,
    /// As it is stored.
    pub behind: Behind,
}

/// What the grant is worth to this program now; none when it has ended, or whoever is behind it may do nothing here.
///
/// # Errors
/// When the database fails.
pub(super) async fn held(app: &App, grant: Uuid, client_id: &str) -> Result<Option<Held>, StorageError> {
    let Some(behind) = grants::behind(&app.db, grant, client_id, app.clock.now()).await? else {
        return Ok(None);
    };
    let Some((acts, holder)) = holder(app, &behind) else { return Ok(None) };
    let scopes = behind.scopes.within(&holder.scopes());
    let may_stop = holder == Holder::Citizen { not_eligible: Some(NotEligible::PracticeNotInTrial) };
    Ok((!scopes.is_empty() || may_stop).then_some(Held { acts, scopes, behind }))
}

fn holder(app: &App, behind: &Behind) -> Option<(Acts, Holder)> {
    match behind.acts_for {
        ActsFor::Citizen => {
            let not_eligible = not_eligible(app, behind);
            Some((Acts::Citizen(PersonId(behind.holder)), Holder::Citizen { not_eligible }))
        }
        ActsFor::Staff => {
            let role: StaffRole = serde_json::from_value(behind.role.clone()?).ok()?;
            let is_allowed = behind.practice_enabled && role.is_allowed(&app.config.cis2);
            let acts = Acts::Staff { id: StaffId(behind.holder), practice: behind.practice.clone()? };
            is_allowed.then_some((acts, Holder::Staff))
        }
        ActsFor::Itself => None, // nobody is behind a system
    }
}

fn not_eligible(app: &App, behind: &Behind) -> Option<NotEligible> {
    let Some(born) = behind.born else { return Some(NotEligible::NotProofed) };
    // Nobody signs in below P9, and no app without a sign-in.
    let standing = Standing { born, proofed: true, practice_enabled: behind.practice_enabled };
    standing.check(app.clock.today_in_london()).err()
}
