//! The settings, and what they are or were, in words.

use crate::locale::{Language, Words, date_time, words};
use crate::messages::names;
use crate::storage::views::address_changes::{AddressChange, Mailbox};
use crate::storage::views::practice_settings::Changed;
use crate::web::parts::{Choice, FieldView};
use domain::EmailAddress;
use domain::delegation::Message;
use domain::practice_settings::{Channel, NationalUse, PracticeSettings, Setting};

use super::form::EmailFault;
use super::place;

/// What was changed, and by whom, for one line of the history.
pub struct Line {
    /// What became what.
    pub what: String,
    /// When, and who did it.
    pub when: String,
}

/// A change of the address that waits for its mailboxes.
pub struct Pending {
    /// What is to become what, and who asked.
    pub what: String,
    /// How far each mailbox is.
    pub mailboxes: Vec<String>,
    /// Until when.
    pub until: String,
    /// Whether a letter could not be sent.
    pub is_undelivered: bool,
}

/// A change of the address in words.
pub fn pending(language: Language, change: &AddressChange) -> Pending {
    let t = words(language);
    let shown = |address: Option<&EmailAddress>| {
        address.map_or_else(|| t.msg_settings_none(), |address| address.as_str().to_owned())
    };
    let mailbox = |mailbox: Mailbox| {
        let address = change.address(mailbox)?.as_str();
        Some(match change.confirmed_at(mailbox) {
            Some(at) => t.msg_settings_pending_confirmed(address, date_time(at, language)),
            None => t.msg_settings_pending_waits(address),
        })
    };
    Pending {
        what: t.msg_settings_pending(
            shown(change.became.as_ref()),
            shown(change.was.as_ref()),
            change.asked_by.as_str(),
            date_time(change.asked_at, language),
        ),
        mailboxes: [Mailbox::Old, Mailbox::New].into_iter().filter_map(mailbox).collect(),
        until: t.msg_settings_pending_until(date_time(change.expires_at, language)),
        is_undelivered: change.is_undelivered,
    }
}

/// A way of messages, and what it means.
pub fn channel(t: &Words, channel: Channel) -> (String, String) {
    match channel {
        Channel::Mesh => (t.msg_settings_mesh(), t.msg_settings_mesh_hint()),
        Channel::Email => (t.msg_settings_email(), t.msg_settings_email_hint()),
        Channel::Notice => (t.msg_settings_notice(), t.msg_settings_notice_hint()),
    }
}

/// A use of the national store, and what it means.
fn national(t: &Words, national: NationalUse) -> (String, String) {
    match national {
        NationalUse::Off => (t.msg_settings_national_off(), t.msg_settings_national_off_means()),
        NationalUse::Shadow => (t.msg_settings_national_shadow(), t.msg_settings_national_shadow_means()),
        NationalUse::On => (t.msg_settings_national_on(), t.msg_settings_national_on_means()),
    }
}

/// The question whether roles are recorded in the national store.
pub struct NationalPart {
    /// The answer, and what is wrong with it.
    pub field: FieldView,
    /// What can be chosen; nothing where the store is not set up.
    pub choices: Vec<Choice>,
    /// What choosing means, and what is still missing before it can be put in use.
    pub hint: String,
}

/// The question, with the answer and whether it is wrong.
pub fn national_part(t: &Words, (answer, is_wrong): (&str, bool), uses: Vec<NationalUse>) -> NationalPart {
    let hint = t.msg_settings_national_hint();
    let may_use = uses.contains(&NationalUse::On);
    let choice = |one: NationalUse| {
        let (label, means) = national(t, one);
        Choice::new(one.code(), label).hint(means)
    };
    NationalPart {
        field: FieldView::new("national", answer)
            .with_error(is_wrong.then(|| t.msg_settings_national_empty())),
        choices: uses.into_iter().map(choice).collect(),
        hint: if may_use { hint } else { format!("{hint} {}", t.msg_settings_national_tally()) },
    }
}

/// A message to a practice; none for those that only citizens get.
pub fn message(t: &Words, message: Message) -> Option<String> {
    names(message).in_settings.map(|name| name(t))
}

/// What goes where as it is set now.
pub fn reach(t: &Words, settings: &PracticeSettings, secure_domains: &[String]) -> String {
    let by_mail = by_mail(t, settings, secure_domains);
    match settings.channel {
        Channel::Mesh => format!("{} {by_mail}", t.msg_settings_reach_mesh()),
        Channel::Email | Channel::Notice => by_mail,
    }
}

fn by_mail(t: &Words, settings: &PracticeSettings, secure_domains: &[String]) -> String {
    match (&settings.email, settings.channel) {
        (None, _) => t.msg_settings_reach_nobody(),
        (Some(_), _) if settings.carries_details(secure_domains) => t.msg_settings_reach_details(),
        (Some(_), Channel::Notice) => t.msg_settings_reach_chosen(),
        (Some(_), Channel::Mesh | Channel::Email) => t.msg_settings_reach_notice(),
    }
}

/// Why an address is not taken.
pub fn email_fault(t: &Words, fault: EmailFault) -> String {
    match fault {
        EmailFault::Unfit => t.msg_settings_address_unfit(),
        EmailFault::TakenAway => t.msg_settings_address_taken_away(),
    }
}

/// One change of the history.
pub fn line(language: Language, changed: &Changed) -> Line {
    let t = words(language);
    let change = &changed.change;
    let name = match change.setting {
        Setting::Email => t.msg_settings_address(),
        Setting::AskedEmail => t.msg_settings_asked(),
        Setting::Channel => t.msg_settings_channel(),
        Setting::Muted => t.msg_settings_muted(),
        Setting::Place => t.msg_settings_place(),
        Setting::OnlineName => t.msg_settings_online_name(),
        Setting::OnlineAddress => t.msg_settings_online_address(),
        Setting::National => t.msg_settings_national(),
    };
    let [was, became] = [&change.was, &change.became].map(|text| value(t, change.setting, text));
    let who = changed.by.clone().unwrap_or_else(|| t.msg_settings_operator());
    Line {
        what: t.msg_settings_changed(name, became, was),
        when: format!("{}, {who}", date_time(changed.at, language)),
    }
}

/// What a setting is, from the text that the history keeps.
fn value(t: &Words, setting: Setting, text: &str) -> String {
    match setting {
        Setting::Email | Setting::AskedEmail | Setting::OnlineName | Setting::OnlineAddress => {
            if text.is_empty() { t.msg_settings_none() } else { text.to_owned() }
        }
        Setting::Place => place::named(t, text),
        Setting::Channel => {
            Channel::from_code(text).map_or_else(|| text.to_owned(), |known| channel(t, known).0)
        }
        Setting::National => {
            NationalUse::from_code(text).map_or_else(|| text.to_owned(), |known| national(t, known).0)
        }
        Setting::Muted => {
            let off = text.split(',').filter_map(Message::from_code);
            let off: Vec<String> = off.filter_map(|one| message(t, one)).collect();
            if off.is_empty() { t.msg_settings_none() } else { off.join("; ") }
        }
    }
}
