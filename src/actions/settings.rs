//! A practice sets where its messages go, how, which of them it does without, and where the access that it sets is used.

use crate::app::App;
use crate::config::Config;
use crate::storage::StorageError;
use crate::storage::address_changes::{self, Wish};
use crate::storage::practice_settings::{self, Saving};
use crate::storage::roles::to_follow;
use domain::delegation::Refusal;
use domain::practice_settings::{Channel, NationalUse, PracticeSettings, Setting, SettingChange};
use domain::{Actor, OdsCode};
use time::Duration;

use super::perform::Failed;

/// How saving ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is as wished, also when it was so before.
    Yes,
    /// The rest is; another address counts when the mailboxes have confirmed it.
    Asked,
    /// Somebody else saved other settings since: nothing was done.
    TooLate,
    /// This use of the national store was offered a moment ago and is no more: nothing was done.
    NotOffered,
}

/// How long the links in the letters work.
const LINK: Duration = Duration::days(7);

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

/// The uses of the national store that a practice can choose from; none where it is not set up.
pub fn national_uses(config: &Config, now: NationalUse, tally_is_confirmed: bool) -> Vec<NationalUse> {
    if config.vrs.is_some() { now.choices(tally_is_confirmed) } else { Vec::new() }
}

/// Saves the settings of the practice that `by` works for, if it still has the version `seen`. Another address is only asked
/// for: whoever sends a practice's messages elsewhere must have the old mailbox and the new one. Where it begins to use the
/// national store, all that it has decided so far is brought there.
///
/// # Errors
/// [`Refusal::NotFound`] to everybody but staff, and for a channel or a use of the national store that is not offered; see
/// also [`Failed`].
pub async fn save(app: &App, by: &Actor, seen: i32, new: &PracticeSettings) -> Result<Saved, Failed> {
    let (staff, practice) = match by {
        Actor::Staff { id, practice } => (*id, practice),
        Actor::Citizen { .. } | Actor::Program { .. } | Actor::InvitationLink { .. } | Actor::System => {
            return Err(Refusal::NotFound.into());
        }
    };
    let kept = practice_settings::find(&app.db, practice).await?.ok_or(Refusal::NotFound)?;
    let changes: Vec<SettingChange> = kept.settings.changes_to(new).into_iter().map(only_asked).collect();
    if changes.is_empty() {
        return Ok(Saved::Yes);
    }
    if !channels(&app.config).contains(&new.channel) {
        return Err(Refusal::NotFound.into());
    }
    let uses = national_uses(&app.config, kept.settings.national, kept.tally_is_confirmed);
    if new.national != kept.settings.national && !uses.contains(&new.national) {
        return Err(Refusal::NotFound.into());
    }
    let (at, was) = (app.clock.now(), kept.settings.email.clone());
    let settings = &PracticeSettings { email: was.clone(), ..new.clone() };
    let saving = Saving { practice, seen, settings, changes: &changes, by: Some(staff), at };
    let mut transaction = app.db.begin().await.map_err(StorageError::from)?;
    if !practice_settings::save(&mut *transaction, &saving).await? {
        drop(transaction);
        return not_saved(app, practice, seen).await;
    }
    if kept.settings.national == NationalUse::Off && new.national != NationalUse::Off {
        to_follow::begin(&mut *transaction, practice, at).await?;
    }
    let asks = was != new.email;
    if asks {
        let wish =
            Wish { practice, was: was.as_ref(), became: new.email.as_ref(), staff, at, until: at + LINK };
        let letters = [app.clock.new_id(), app.clock.new_id()];
        address_changes::begin(&mut transaction, app.clock.new_id(), &wish, letters).await?;
    }
    transaction.commit().await.map_err(StorageError::from)?;
    let changed: Vec<&str> = changes.iter().map(|change| change.setting.code()).collect();
    tracing::info!(%practice, %staff, ?changed, "the practice changed its settings");
    Ok(if asks { Saved::Asked } else { Saved::Yes })
}

/// Why nothing was saved: the settings are others by now, or still those that were seen.
async fn not_saved(app: &App, practice: &OdsCode, seen: i32) -> Result<Saved, Failed> {
    let now = practice_settings::find(&app.db, practice).await?;
    let is_as_seen = now.is_some_and(|now| now.version == seen);
    Ok(if is_as_seen { Saved::NotOffered } else { Saved::TooLate })
}

/// What the history says of it: another address was asked for, and nothing more yet.
fn only_asked(change: SettingChange) -> SettingChange {
    match change.setting {
        Setting::Email => SettingChange { setting: Setting::AskedEmail, ..change },
        Setting::AskedEmail | Setting::Channel | Setting::Muted | Setting::National => change,
        Setting::Place | Setting::OnlineName | Setting::OnlineAddress => change,
    }
}
