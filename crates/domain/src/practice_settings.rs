//! What a practice has set for itself: where its messages go, how, and which of them it does without
//! (docs/life.md#messages), and where the access that it sets is used.

pub use super::channel::Channel;
use super::delegation::Message;
use super::email_address::EmailAddress;
pub use super::online_place::{OnlinePlace, OnlineService, OnlineServiceFaults};

/// Messages that every practice gets: something waits for it.
pub const ALWAYS: [Message; 3] = [Message::NewRequest, Message::RemovalNeeded, Message::ReviewNeeded];

/// Messages that a practice may switch off: its worklist and cases say the same.
pub const OPTIONAL: [Message; 3] = [Message::Withdrawn, Message::ChangeAsked, Message::ReviewDue];

/// Whether a practice's roles are recorded in the national store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum NationalUse {
    /// They are not.
    #[default]
    Off,
    /// They are, and compared, while nothing rests on it.
    Shadow,
    /// They are, and what ends there ends here.
    On,
}

impl NationalUse {
    /// All of them, in the order in which a practice goes through them.
    pub const ALL: [NationalUse; 3] = [NationalUse::Off, NationalUse::Shadow, NationalUse::On];

    /// The code.
    pub fn code(self) -> &'static str {
        match self {
            NationalUse::Off => "off",
            NationalUse::Shadow => "shadow",
            NationalUse::On => "on",
        }
    }

    /// The use with this code.
    pub fn from_code(code: &str) -> Option<NationalUse> {
        NationalUse::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What can be chosen: `On` only once the numbers of the roles that were moved are confirmed, or where it is on. To
    /// turn it off is always possible.
    pub fn choices(self, tally_is_confirmed: bool) -> Vec<NationalUse> {
        let may =
            |one: &NationalUse| *one != NationalUse::On || tally_is_confirmed || self == NationalUse::On;
        NationalUse::ALL.into_iter().filter(may).collect()
    }
}

/// What one practice has set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PracticeSettings {
    /// Address for messages; without one nobody is told by mail.
    pub email: Option<EmailAddress>,
    /// How messages go.
    pub channel: Channel,
    /// Messages that were switched off, in the order of [`OPTIONAL`].
    pub muted: Vec<Message>,
    /// Where a trusted person uses the access that it sets.
    pub place: OnlinePlace,
    /// Whether its roles are recorded in the national store.
    pub national: NationalUse,
}

/// One of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// [`PracticeSettings::email`].
    Email,
    /// Another address was asked for; it counts when the mailboxes have confirmed.
    AskedEmail,
    /// [`PracticeSettings::channel`].
    Channel,
    /// [`PracticeSettings::muted`].
    Muted,
    /// [`PracticeSettings::place`].
    Place,
    /// The name of the practice's own online service, where the place is one.
    OnlineName,
    /// The address of that service.
    OnlineAddress,
    /// [`PracticeSettings::national`].
    National,
}

impl Setting {
    /// All of them, in the order of the page.
    pub const ALL: [Setting; 8] = [
        Setting::Email,
        Setting::AskedEmail,
        Setting::Channel,
        Setting::Muted,
        Setting::Place,
        Setting::OnlineName,
        Setting::OnlineAddress,
        Setting::National,
    ];

    /// Those that are kept; that another address was asked for is only told in the history.
    pub const KEPT: [Setting; 7] = [
        Setting::Email,
        Setting::Channel,
        Setting::Muted,
        Setting::Place,
        Setting::OnlineName,
        Setting::OnlineAddress,
        Setting::National,
    ];

    /// The code in the history.
    pub fn code(self) -> &'static str {
        match self {
            Setting::Email => "email",
            Setting::AskedEmail => "asked_email",
            Setting::Channel => "channel",
            Setting::Muted => "muted",
            Setting::Place => "place",
            Setting::OnlineName => "online_name",
            Setting::OnlineAddress => "online_address",
            Setting::National => "national",
        }
    }

    /// The setting with this code.
    pub fn from_code(code: &str) -> Option<Setting> {
        Setting::ALL.into_iter().find(|setting| setting.code() == code)
    }
}

/// A setting that is to be another. No `Debug`: it may hold an address.
#[derive(Clone, PartialEq, Eq)]
pub struct SettingChange {
    /// Which.
    pub setting: Setting,
    /// As it was: an address, a name, a code, or codes with commas; empty for none.
    pub was: String,
    /// As it becomes.
    pub became: String,
}

impl PracticeSettings {
    /// Whether the practice does without this message; never one that it must get, whatever was stored.
    pub fn leaves_out(&self, message: Message) -> bool {
        OPTIONAL.contains(&message) && self.muted.contains(&message)
    }

    /// Whether names and NHS numbers may go to the practice's address, of which the domain must be one of `secure_domains`
    /// or below one.
    pub fn carries_details(&self, secure_domains: &[String]) -> bool {
        let is_secure = self.email.as_ref().is_some_and(|email| email.is_at_one_of(secure_domains));
        match self.channel {
            Channel::Mesh | Channel::Email => is_secure,
            Channel::Notice => false,
        }
    }

    /// One setting as the history keeps it.
    fn text(&self, setting: Setting) -> String {
        match setting {
            Setting::Email | Setting::AskedEmail => {
                self.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default()
            }
            Setting::Channel => self.channel.code().to_owned(),
            Setting::Muted => {
                let off = OPTIONAL.into_iter().filter(|message| self.leaves_out(*message));
                off.map(Message::code).collect::<Vec<_>>().join(",")
            }
            Setting::Place => self.place.code().to_owned(),
            Setting::OnlineName => self.place.own().map(|own| own.name().to_owned()).unwrap_or_default(),
            Setting::OnlineAddress => {
                self.place.own().map(|own| own.address().to_owned()).unwrap_or_default()
            }
            Setting::National => self.national.code().to_owned(),
        }
    }

    /// What is different in `new`, in the order of the page.
    pub fn changes_to(&self, new: &PracticeSettings) -> Vec<SettingChange> {
        let change = |setting| SettingChange { setting, was: self.text(setting), became: new.text(setting) };
        Setting::KEPT.into_iter().map(change).filter(|change| change.was != change.became).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(email: &str, channel: Channel) -> PracticeSettings {
        PracticeSettings { email: EmailAddress::parse(email).ok(), channel, ..PracticeSettings::default() }
    }

    #[test]
    fn details_go_only_to_a_secure_address_and_never_as_a_notice() {
        let secure = ["nhs.net".to_owned()];
        let carries = |email, channel| settings(email, channel).carries_details(&secure);
        assert!(carries("a@nhs.net", Channel::Email));
        assert!(carries("a@practice.nhs.net", Channel::Mesh));
        assert!(!carries("a@nhs.net", Channel::Notice));
        assert!(!carries("a@notnhs.net", Channel::Email));
        assert!(!carries("", Channel::Email));
    }

    #[test]
    fn what_a_practice_must_get_cannot_be_switched_off() {
        let all = PracticeSettings { muted: Message::ALL.into(), ..PracticeSettings::default() };
        let left_out: Vec<Message> = Message::ALL.into_iter().filter(|one| all.leaves_out(*one)).collect();
        assert_eq!(left_out, OPTIONAL);
        assert!(ALWAYS.iter().all(|one| !all.leaves_out(*one)));
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let before = settings("a@nhs.net", Channel::Email);
        assert!(before.changes_to(&before).is_empty());
        let muted = vec![Message::ReviewDue, Message::Withdrawn];
        let after = PracticeSettings { muted, channel: Channel::Email, ..PracticeSettings::default() };
        let changes = before.changes_to(&after);
        let told: Vec<_> =
            changes.iter().map(|change| (change.setting, &*change.was, &*change.became)).collect();
        assert_eq!(told, [(Setting::Email, "a@nhs.net", ""), (Setting::Muted, "", "withdrawn,review_due")]);
    }

    #[test]
    fn another_place_is_a_change_of_its_own_with_the_service_that_it_names() {
        let place =
            |own| PracticeSettings { place: OnlinePlace::of(true, own), ..PracticeSettings::default() };
        let own = OnlineService::parse("Riverside Online", "online.example.org").ok();
        let changes = place(own).changes_to(&place(None));
        let told: Vec<_> =
            changes.iter().map(|change| (change.setting, &*change.was, &*change.became)).collect();
        let address = "https://online.example.org/";
        assert_eq!(
            told,
            [
                (Setting::Place, "both", "nhs_app"),
                (Setting::OnlineName, "Riverside Online", ""),
                (Setting::OnlineAddress, address, "")
            ]
        );
    }

    #[test]
    fn on_needs_the_numbers_and_off_nothing() {
        use NationalUse::{Off, On, Shadow};
        assert_eq!(Off.choices(false), [Off, Shadow]);
        assert_eq!(Shadow.choices(true), [Off, Shadow, On]);
        assert_eq!(On.choices(false), [Off, Shadow, On]);
        let on = PracticeSettings { national: On, ..PracticeSettings::default() };
        let changes = on.changes_to(&PracticeSettings::default());
        assert_eq!((changes[0].setting, &*changes[0].became), (Setting::National, "off"));
    }
}
