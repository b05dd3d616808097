//! The case a message is about, and what of it the message may tell.

use crate::actions::invitation_link;
use crate::app::App;
use crate::locale::Language;
use crate::messages::{Facts, Secure};
use crate::storage::invitations::Invitation;
use crate::storage::messages::Entry;
use crate::storage::people::Person;
use crate::storage::practices::Practice;
use crate::storage::{StorageError, delegations, invitations, people, practice_settings, practices};
use domain::PersonName;
use domain::delegation::{Delegation, Message, Recipient, Stage};
use domain::london::london_date;
use domain::practice_settings::PracticeSettings;

/// All that a message may need.
pub(super) struct Case {
    pub delegation: Delegation,
    pub invitation: Invitation,
    pub delegator: Person,
    pub delegate: Person,
    practice: Practice,
    practice_phone: Option<String>,
    pub settings: PracticeSettings,
}

/// Reads it; none when what the message is about is gone.
pub(super) async fn gather(app: &App, entry: &Entry) -> Result<Option<Case>, StorageError> {
    let Some(id) = entry.about.id_of::<Delegation>() else { return Ok(None) };
    let Some(delegation) = delegations::load(&app.db, id).await? else { return Ok(None) };
    let (invitation, delegator, delegate, practice, practice_phone, kept) = tokio::try_join!(
        invitations::find(&app.db, id),
        people::find(&app.db, delegation.delegator),
        people::find(&app.db, delegation.delegate),
        practices::find(&app.db, &delegation.practice),
        practices::phone(&app.db, &delegation.practice),
        practice_settings::find(&app.db, &delegation.practice),
    )?;
    let parts = invitation.zip(delegator).zip(delegate).zip(practice).zip(kept);
    Ok(parts.map(|((((invitation, delegator), delegate), practice), kept)| Case {
        delegation,
        invitation,
        delegator,
        delegate,
        practice,
        practice_phone,
        settings: kept.settings,
    }))
}

impl Case {
    /// What the message may tell; the details only where `carries` says that the way may carry them.
    pub(super) fn facts(&self, app: &App, entry: &Entry, carries: bool) -> Facts {
        let recipient = entry.recipient;
        let (reader, reader_name) = match recipient {
            Recipient::Delegator => (Some(&self.delegator), self.delegator.name.clone()),
            Recipient::Delegate => (Some(&self.delegate), Some(self.invitation.name.clone())),
            Recipient::Practice => (None, None),
        };
        let greeted = match recipient {
            Recipient::Practice => Some(self.practice.name.clone()),
            Recipient::Delegator | Recipient::Delegate => reader_name.map(|name| name.called().to_owned()),
        };
        let settings = &app.config.messages;
        let secure = carries.then(|| Secure {
            delegator_nhs_number: self.delegator.nhs_number.clone(),
            delegate_nhs_number: self.delegate.nhs_number.clone(),
            requested_on: london_date(self.delegation.requested_at),
            accepted_on: self.delegation.responded_at.map(london_date),
        });
        let delegate = match recipient {
            Recipient::Practice => self.delegate.name.clone().unwrap_or_else(|| self.invitation.name.clone()),
            Recipient::Delegator | Recipient::Delegate => self.invitation.name.clone(),
        };
        Facts {
            language: language(reader, &settings.languages),
            recipient,
            recipient_name: greeted,
            delegator: self.delegator.name.clone().unwrap_or_else(|| PersonName::new("", "")),
            delegate,
            practice_name: self.practice.name.clone(),
            practice_phone: self.practice_phone.clone(),
            place: self.settings.place.clone(),
            by_code: self.invitation.entered_email.is_none(),
            link: link(app, entry, &self.delegation),
            service_url: app.config.server.public_url.clone(),
            secure,
            today: app.clock.today_in_london(),
            delegation: self.delegation.clone(),
        }
    }
}

/// The reader's own language where it is offered, else the first that is.
pub(super) fn language(reader: Option<&Person>, offered: &[String]) -> Language {
    let chosen =
        reader.map(|person| person.language.as_str()).filter(|tag| offered.iter().any(|one| one == tag));
    let tag = chosen.or(offered.first().map(String::as_str)).unwrap_or("en");
    Language::parse(tag).unwrap_or(Language::En)
}

/// The one link of the message.
fn link(app: &App, entry: &Entry, delegation: &Delegation) -> String {
    let base = &app.config.server.public_url;
    match (entry.recipient, entry.message) {
        (Recipient::Delegate, Message::Invitation | Message::Reminder) => {
            format!("{base}/respond/{}", invitation_link::code(&app.config.server.link_secret, delegation.id))
        }
        (Recipient::Delegator, Message::EndingSoon) if may_ask_to_go_on(delegation) => {
            format!("{base}/delegations/{}/ask-change", delegation.id)
        }
        (Recipient::Delegator | Recipient::Delegate, _) => format!("{base}/delegations/{}", delegation.id),
        (Recipient::Practice, _) => format!("{base}/staff/cases/{}", delegation.id),
    }
}

/// Whether there is still an end that could be moved: mail may have waited while things went on.
fn may_ask_to_go_on(delegation: &Delegation) -> bool {
    let is_set = matches!(delegation.stage, Stage::Active | Stage::Suspended);
    is_set && delegation.set.as_ref().is_some_and(|set| set.ends().is_some())
}
