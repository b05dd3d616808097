//! Sends one message of the ledger: gathers what it says, has it composed, gives it to the mail server.

use crate::actions::invitation_link;
use crate::app::App;
use crate::integrations::{Email, Upstream};
use crate::locale::Language;
use crate::messages::{Composed, Facts, Secure, compose};
use crate::storage::invitations::Invitation;
use crate::storage::messages::Entry;
use crate::storage::outbox::Job;
use crate::storage::people::Person;
use crate::storage::practices::Practice;
use crate::storage::{StorageError, delegations, invitations, people, practice_settings, practices};
use domain::delegation::{Delegation, Message, Recipient};
use domain::london::london_date;
use domain::practice_settings::PracticeSettings;
use domain::{EmailAddress, PersonName};

use super::practice::send_to_practice;

/// Why a message did not go.
pub(super) enum NotSent {
    /// The mail server did not take it.
    Upstream(Upstream),
    /// There is no way to reach the recipient.
    NoAddress,
    /// The practice does without messages of this kind.
    SwitchedOff,
    /// What it is about is gone, or it could not be written.
    Unreadable,
}

/// All that a message may need.
pub(super) struct Case {
    pub delegation: Delegation,
    invitation: Invitation,
    delegator: Person,
    delegate: Person,
    practice: Practice,
    pub settings: PracticeSettings,
}

/// Sends it, with the key by which the far side can tell a repeat.
pub(super) async fn send_message(
    app: &App,
    entry: &Entry,
    job: &Job,
) -> Result<Result<(), NotSent>, StorageError> {
    let Some(case) = gather(app, entry).await? else { return Ok(Err(NotSent::Unreadable)) };
    let address = match entry.recipient {
        Recipient::Practice if case.settings.leaves_out(entry.message) => {
            return Ok(Err(NotSent::SwitchedOff));
        }
        Recipient::Practice => return send_to_practice(app, entry, job, case).await,
        Recipient::Delegator => case.delegator.email.clone(),
        // By the address of the invitation until they have signed in here and said yes: it may be one that the patient typed.
        Recipient::Delegate => {
            let (invited, own) = (case.invitation.email.clone(), case.delegate.email.clone());
            if case.delegation.accepted == Some(true) { own.or(invited) } else { invited.or(own) }
        }
    };
    let Some(address) = address else { return Ok(Err(NotSent::NoAddress)) };
    let facts = case.facts(app, entry, false);
    Ok(send_email(app, entry, &job.key, (address, &facts)).await)
}

/// Composes it and hands it to the mail server.
pub(super) async fn send_email(
    app: &App,
    entry: &Entry,
    key: &str,
    (to, facts): (EmailAddress, &Facts),
) -> Result<(), NotSent> {
    let composed = compose(entry.message, facts).map_err(|_| NotSent::Unreadable)?;
    let Composed { subject, text, html } = composed;
    let email = Email { to, subject, text, html, message_id: key.to_owned() };
    app.mail.send(email).await.map_err(NotSent::Upstream)
}

async fn gather(app: &App, entry: &Entry) -> Result<Option<Case>, StorageError> {
    let Some(delegation) = delegations::load(&app.db, entry.delegation).await? else { return Ok(None) };
    let (invitation, delegator, delegate, practice, kept) = tokio::try_join!(
        invitations::find(&app.db, entry.delegation),
        people::find(&app.db, delegation.delegator),
        people::find(&app.db, delegation.delegate),
        practices::find(&app.db, &delegation.practice),
        practice_settings::find(&app.db, &delegation.practice),
    )?;
    let parts = invitation.zip(delegator).zip(delegate).zip(practice).zip(kept);
    Ok(parts.map(|((((invitation, delegator), delegate), practice), kept)| Case {
        delegation,
        invitation,
        delegator,
        delegate,
        practice,
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
            Recipient::Delegator | Recipient::Delegate => reader_name.map(|name| name.given),
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
            link: link(app, entry, &self.delegation),
            service_url: app.config.server.public_url.clone(),
            secure,
            today: app.clock.today_in_london(),
            delegation: self.delegation.clone(),
        }
    }
}

/// The reader's own language where it is offered, else the first that is.
fn language(reader: Option<&Person>, offered: &[String]) -> Language {
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
        (Recipient::Delegator | Recipient::Delegate, _) => format!("{base}/delegations/{}", delegation.id),
        (Recipient::Practice, _) => format!("{base}/staff/cases/{}", delegation.id),
    }
}
