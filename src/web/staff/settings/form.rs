//! The form: an address, a channel, and the messages that the practice wants.

use serde::Deserialize;

use crate::storage::views::practice_settings::Kept;
use domain::EmailAddress;
use domain::practice_settings::{Channel, OPTIONAL, PracticeSettings};

/// The form, as typed. No `Debug`: it holds an address.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    /// The version of the settings that the page showed.
    pub version: String,
    /// Address for messages.
    pub email: String,
    /// Ticked: there is to be no address.
    pub no_email: String,
    /// How messages go.
    pub channel: String,
    /// Codes of the messages that are wanted beside those that always go.
    pub wanted: Vec<String>,
}

/// Why an address is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailFault {
    /// It is no address.
    Unfit,
    /// It was taken away, and not said that this is meant.
    TakenAway,
}

/// What is wrong with the form, field by field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    /// The address.
    pub email: Option<EmailFault>,
    /// No channel, or one that is not offered.
    pub channel: bool,
}

impl Form {
    /// The settings as they stand.
    pub fn of(kept: &Kept) -> Form {
        let settings = &kept.settings;
        let wanted = OPTIONAL.into_iter().filter(|message| !settings.leaves_out(*message));
        Form {
            version: kept.version.to_string(),
            email: settings.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default(),
            no_email: String::new(),
            channel: settings.channel.code().to_owned(),
            wanted: wanted.map(|message| message.code().to_owned()).collect(),
        }
    }

    /// The version that was shown; one that never is where a form does not say.
    pub fn seen(&self) -> i32 {
        self.version.parse().unwrap_or(-1)
    }

    /// Whether the address was left empty.
    pub fn has_no_email(&self) -> bool {
        self.email.trim().is_empty()
    }

    /// The settings that are wished, where so many channels are `offered` and the practice `had` an address.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn parse(&self, offered: &[Channel], had: bool) -> Result<PracticeSettings, Faults> {
        let email = match EmailAddress::parse(&self.email) {
            Ok(email) => Ok(Some(email)),
            Err(_) if !self.has_no_email() => Err(EmailFault::Unfit),
            Err(_) if had && self.no_email != "yes" => Err(EmailFault::TakenAway),
            Err(_) => Ok(None),
        };
        let channel = Channel::from_code(&self.channel).filter(|channel| offered.contains(channel));
        let muted =
            OPTIONAL.into_iter().filter(|message| !self.wanted.iter().any(|one| one == message.code()));
        match (email, channel) {
            (Ok(email), Some(channel)) => Ok(PracticeSettings { email, channel, muted: muted.collect() }),
            (email, channel) => Err(Faults { email: email.err(), channel: channel.is_none() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::delegation::Message;

    const OFFERED: [Channel; 2] = [Channel::Email, Channel::Notice];

    fn form(email: &str, no_email: &str, channel: &str) -> Form {
        let [email, no_email, channel] = [email, no_email, channel].map(str::to_owned);
        Form { email, no_email, channel, ..Form::default() }
    }

    #[test]
    fn each_mistake_is_named() {
        let none = Faults::default();
        let cases = [
            (form("nobody", "", "email"), Faults { email: Some(EmailFault::Unfit), ..none }),
            (form("nobody", "yes", "email"), Faults { email: Some(EmailFault::Unfit), ..none }),
            (form("  ", "", "notice"), Faults { email: Some(EmailFault::TakenAway), ..none }),
            (form("a@nhs.net", "", ""), Faults { channel: true, ..none }),
            (form("a@nhs.net", "", "mesh"), Faults { channel: true, ..none }),
            (form("", "", "pigeon"), Faults { email: Some(EmailFault::TakenAway), channel: true }),
        ];
        for (number, (form, faults)) in cases.into_iter().enumerate() {
            assert_eq!(form.parse(&OFFERED, true), Err(faults), "case {number}");
        }
    }

    #[test]
    fn what_is_not_ticked_is_switched_off() {
        let mut form = form(" a@nhs.net ", "", "notice");
        form.wanted = vec!["change_asked".to_owned(), "nonsense".to_owned()];
        let settings = form.parse(&OFFERED, true).unwrap();
        assert_eq!(settings.muted, [Message::Withdrawn, Message::ReviewDue]);
        assert_eq!(settings.email.unwrap().as_str(), "a@nhs.net");
        let form = super::Form { email: String::new(), no_email: "yes".to_owned(), ..form };
        assert_eq!(form.parse(&OFFERED, true).unwrap().email, None);
        let form = super::Form { no_email: String::new(), ..form };
        assert_eq!(form.parse(&OFFERED, false).unwrap().email, None, "there was none before");
    }
}
