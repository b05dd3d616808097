//! The form: an address, a channel, the messages that the practice wants, and where the access is used.

use serde::Deserialize;

use crate::storage::views::practice_settings::Kept;
use domain::EmailAddress;
use domain::practice_settings::{Channel, NationalUse, OPTIONAL, PracticeSettings};

use super::place;

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
    /// What is ticked of the places where the access is used.
    pub place: Vec<String>,
    /// Name of the practice's own online service.
    pub online_name: String,
    /// Address of that service.
    pub online_address: String,
    /// Whether roles are recorded in the national store.
    pub national: String,
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
    /// Where the access is used.
    pub place: place::Faults,
    /// No use of the national store, or one that is not offered.
    pub national: bool,
}

/// What can be chosen.
pub struct Offered<'a> {
    /// Ways of messages.
    pub channels: &'a [Channel],
    /// Uses of the national store; none where it is not set up.
    pub national: &'a [NationalUse],
}

impl Form {
    /// The settings as they stand.
    pub fn of(kept: &Kept) -> Form {
        let settings = &kept.settings;
        let wanted = OPTIONAL.into_iter().filter(|message| !settings.leaves_out(*message));
        let own = settings.place.own();
        Form {
            version: kept.version.to_string(),
            email: settings.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default(),
            no_email: String::new(),
            channel: settings.channel.code().to_owned(),
            wanted: wanted.map(|message| message.code().to_owned()).collect(),
            place: place::ticks(&settings.place),
            online_name: own.map(|own| own.name().to_owned()).unwrap_or_default(),
            online_address: own.map(|own| own.address().to_owned()).unwrap_or_default(),
            national: settings.national.code().to_owned(),
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

    /// Where the access is used, as typed.
    pub fn place(&self) -> place::Typed<'_> {
        place::Typed { ticked: &self.place, name: &self.online_name, address: &self.online_address }
    }

    /// The settings that are wished, where this is `offered` and `now` is set.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn parse(&self, offered: &Offered<'_>, now: &PracticeSettings) -> Result<PracticeSettings, Faults> {
        let email = match EmailAddress::parse(&self.email) {
            Ok(email) => Ok(Some(email)),
            Err(_) if !self.has_no_email() => Err(EmailFault::Unfit),
            Err(_) if now.email.is_some() && self.no_email != "yes" => Err(EmailFault::TakenAway),
            Err(_) => Ok(None),
        };
        let channel = Channel::from_code(&self.channel).filter(|channel| offered.channels.contains(channel));
        let national = match offered.national {
            [] => Some(now.national),
            uses => NationalUse::from_code(&self.national).filter(|national| uses.contains(national)),
        };
        let muted =
            OPTIONAL.into_iter().filter(|message| !self.wanted.iter().any(|one| one == message.code()));
        match (email, channel, place::parse(self.place()), national) {
            (Ok(email), Some(channel), Ok(place), Some(national)) => {
                Ok(PracticeSettings { email, channel, muted: muted.collect(), place, national })
            }
            (email, channel, place, national) => Err(Faults {
                email: email.err(),
                channel: channel.is_none(),
                place: place.err().unwrap_or_default(),
                national: national.is_none(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::delegation::Message;

    const OFFERED: Offered<'static> = Offered { channels: &[Channel::Email, Channel::Notice], national: &[] };

    fn had(email: &str) -> PracticeSettings {
        PracticeSettings { email: EmailAddress::parse(email).ok(), ..PracticeSettings::default() }
    }

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
            (form("", "", "pigeon"), Faults { email: Some(EmailFault::TakenAway), channel: true, ..none }),
        ];
        for (number, (form, faults)) in cases.into_iter().enumerate() {
            assert_eq!(form.parse(&OFFERED, &had("a@nhs.net")), Err(faults), "case {number}");
        }
    }

    #[test]
    fn a_place_that_is_none_is_named_beside_the_rest() {
        let form = Form { place: vec!["own".to_owned()], ..form("a@nhs.net", "", "pigeon") };
        let faults = form.parse(&OFFERED, &had("a@nhs.net")).unwrap_err();
        assert!(faults.channel && faults.place.service.address && faults.place.service.name.is_some());
    }

    #[test]
    fn what_is_not_ticked_is_switched_off() {
        let mut form = form(" a@nhs.net ", "", "notice");
        form.wanted = vec!["change_asked".to_owned(), "nonsense".to_owned()];
        let settings = form.parse(&OFFERED, &had("a@nhs.net")).unwrap();
        assert_eq!(settings.muted, [Message::Withdrawn, Message::ReviewDue]);
        assert_eq!(settings.email.unwrap().as_str(), "a@nhs.net");
        let form = super::Form { email: String::new(), no_email: "yes".to_owned(), ..form };
        assert_eq!(form.parse(&OFFERED, &had("a@nhs.net")).unwrap().email, None);
        let form = super::Form { no_email: String::new(), ..form };
        assert_eq!(form.parse(&OFFERED, &had("")).unwrap().email, None, "there was none before");
    }

    #[test]
    fn the_use_of_the_national_store_is_one_that_is_offered_and_stays_where_none_is() {
        let shadow = PracticeSettings { national: NationalUse::Shadow, ..had("a@nhs.net") };
        let form = |national: &str| Form { national: national.to_owned(), ..form("a@nhs.net", "", "email") };
        assert_eq!(form("").parse(&OFFERED, &shadow).unwrap().national, NationalUse::Shadow);
        let offered = Offered { national: &[NationalUse::Off, NationalUse::Shadow], ..OFFERED };
        assert_eq!(form("off").parse(&offered, &shadow).unwrap().national, NationalUse::Off);
        for wrong in ["", "on", "always"] {
            let faults = Faults { national: true, ..Faults::default() };
            assert_eq!(form(wrong).parse(&offered, &shadow), Err(faults), "{wrong}");
        }
    }
}
