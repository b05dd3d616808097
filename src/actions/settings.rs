//! A practice sets where its messages go, how, and which of them it does without.

use crate::app::App;
use crate::config::Config;
use crate::storage::practice_settings::{self, Saving};
use domain::Actor;
use domain::delegation::Refusal;
use domain::practice_settings::{Channel, PracticeSettings};

use super::perform::Failed;

/// How saving ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is as wished, also when it was so before.
    Yes,
    /// Somebody else saved other settings since: nothing was done.
    TooLate,
}

/// Whether messages can go from our NHS mailbox.
pub fn mesh_is_configured(config: &Config) -> bool {
    config.mesh.is_some()
}

/// The ways of messages that a practice can choose from.
pub fn channels(config: &Config) -> Vec<Channel> {
    let is_offered = |channel: &Channel| match channel {
        Channel::Mesh => mesh_is_configured(config),
        Channel::Email | Channel::Notice => true,
    };
    Channel::ALL.into_iter().filter(is_offered).collect()
}

/// Saves the settings of the practice that `by` works for, if it still has the version `seen`.
///
/// # Errors
/// [`Refusal::NotFound`] to everybody but staff, and for a channel that is not offered; see also [`Failed`].
pub async fn save(app: &App, by: &Actor, seen: i32, new: &PracticeSettings) -> Result<Saved, Failed> {
    let (staff, practice) = match by {
        Actor::Staff { id, practice } => (*id, practice),
        Actor::Citizen { .. } | Actor::Program { .. } | Actor::InvitationLink { .. } | Actor::System => {
            return Err(Refusal::NotFound.into());
        }
    };
    let kept = practice_settings::find(&app.db, practice).await?.ok_or(Refusal::NotFound)?;
    let changes = kept.settings.changes_to(new);
    if changes.is_empty() {
        return Ok(Saved::Yes);
    }
    if !channels(&app.config).contains(&new.channel) {
        return Err(Refusal::NotFound.into());
    }
    let at = app.clock.now();
    let saving = Saving { practice, seen, settings: new, changes: &changes, by: staff, at };
    if !practice_settings::save(&app.db, &saving).await? {
        return Ok(Saved::TooLate);
    }
    let changed: Vec<&str> = changes.iter().map(|change| change.setting.code()).collect();
    tracing::info!(%practice, %staff, ?changed, "the practice changed its settings");
    Ok(Saved::Yes)
}
