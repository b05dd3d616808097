//! The messages about online accounts, and about access by them: to their holders, and to the patients for whom they act. None says
//! why, and none has a key, a number or a day of birth.

use askama::Template;
use time::Date;

use crate::locale::{Language, Words, date_long, words};
use crate::wording;
use domain::PersonName;
use domain::account::{Account, Association, News, Recipient, State};

use super::{Composed, plain};

/// What such a message may tell. No `Debug`: all of it is personal.
pub struct Facts {
    /// The reader's language.
    pub language: Language,
    /// Who reads it.
    pub to: Recipient,
    /// Their name; without it the greeting is "Hello".
    pub reader: Option<PersonName>,
    /// The other one: to the holder the patient, to the patient the holder.
    pub other: PersonName,
    /// The practice.
    pub practice: String,
    /// Its telephone number.
    pub practice_phone: Option<String>,
    /// How the account stands.
    pub account: Account,
    /// The association that it is about; none where it is about the account.
    pub association: Option<Association>,
    /// The one link.
    pub link: String,
    /// The day in London.
    pub today: Date,
}

/// The message with all that its templates say.
struct Letter {
    t: &'static Words,
    language: Language,
    subject: String,
    greeting: String,
    what: String,
    access_lines: Vec<String>,
    access_dates: String,
    next: Option<String>,
    link_text: String,
    link: String,
    /// Whether it is about access, with which somebody may be pressed.
    is_about_access: bool,
}

/// Plain text.
#[derive(Template)]
#[template(path = "email/account.txt", whitespace = "preserve")]
struct Text<'a> {
    m: &'a Letter,
}

/// HTML.
#[derive(Template)]
#[template(path = "email/account.html")]
struct Html<'a> {
    m: &'a Letter,
}

/// For whom somebody acts, as a sentence has it.
#[derive(Clone, Copy)]
enum Reads {
    /// The holder, of access to their own record.
    Own,
    /// The holder, of access to another's.
    Holder,
    /// The patient.
    Patient,
}

/// Writes one message. What is no longer so when it goes is only news.
///
/// # Errors
/// When a template fails, which none of ours can with these facts.
pub fn compose(news: News, facts: &Facts) -> Result<Composed, askama::Error> {
    let letter = if holds(news, facts) { Letter::new(news, facts) } else { Letter::only_news(news, facts) };
    let (text, html) = (Text { m: &letter }.render()?, Html { m: &letter }.render()?);
    Ok(Composed { subject: letter.subject, text: plain::tidy(&text), html })
}

/// Whether it says what is so: mail may have waited while things went on.
fn holds(news: News, facts: &Facts) -> bool {
    let (account, one) = (&facts.account, facts.association.as_ref());
    let stands = |is_so: fn(&State) -> bool| one.is_some_and(|one| is_so(&one.state));
    match news {
        News::Linked => !account.linkages.is_empty(),
        News::Unlinked => account.linkages.is_empty() && account.key_since.is_some(),
        News::KeyReset => account.linkages.is_empty() && account.key_since.is_some(),
        News::KeyRevoked => account.key_since.is_none(),
        News::SwitchedOff => account.switched_off.is_some(),
        News::SwitchedOn => account.switched_off.is_none(),
        News::AccessGiven | News::AccessChanged | News::AgeNear => stands(|state| *state == State::Running),
        News::AccessSuspended => stands(|state| matches!(state, State::Suspended(_))),
        News::AccessEnded => stands(|state| matches!(state, State::Ended(_))),
        News::EndNear => {
            let ends = one.and_then(|one| one.access.ends());
            stands(|state| *state == State::Running) && ends.is_some_and(|ends| facts.today <= ends)
        }
    }
}

impl Letter {
    fn new(news: News, facts: &Facts) -> Letter {
        let (t, language) = (words(facts.language), facts.language);
        let shows_access = matches!(news, News::AccessGiven | News::AccessChanged);
        let access = facts.association.as_ref().map(|one| &one.access).filter(|_| shows_access);
        let what = match &facts.association {
            Some(one) => of_access(t, news, (facts, one)),
            None => of_account(t, news, &plain::name(&facts.practice)),
        };
        Letter {
            subject: subject(t, news),
            what,
            access_lines: access.map(|access| wording::access_lines(t, access)).unwrap_or_default(),
            access_dates: access.map(|access| wording::access_dates(language, access)).unwrap_or_default(),
            next: Some(next(t, news, facts)),
            ..Letter::only_news(news, facts)
        }
    }

    /// Says no more than that there is news.
    fn only_news(news: News, facts: &Facts) -> Letter {
        let t = words(facts.language);
        Letter {
            t,
            language: facts.language,
            subject: t.msg_account_news_subject_other(),
            greeting: greeting(t, facts),
            what: t.msg_account_news_other(),
            access_lines: Vec::new(),
            access_dates: String::new(),
            next: None,
            link_text: match facts.to {
                Recipient::Holder => t.msg_account_see(),
                Recipient::Patient => t.msg_acts_for_me_see(),
            },
            link: facts.link.clone(),
            is_about_access: news.is_about_access(),
        }
    }
}

/// By the first name alone, as in every message to a citizen.
fn greeting(t: &Words, facts: &Facts) -> String {
    let name = facts.reader.as_ref().map(|name| plain::name(name.called())).unwrap_or_default();
    match name.split(' ').next().unwrap_or_default() {
        "" => t.msg_messages_hello(),
        first => t.msg_messages_dear(first),
    }
}

fn subject(t: &Words, news: News) -> String {
    match news {
        News::Linked => t.msg_account_news_subject_linked(),
        News::Unlinked => t.msg_account_news_subject_unlinked(),
        News::KeyReset => t.msg_account_news_subject_reset(),
        News::KeyRevoked => t.msg_account_news_subject_revoked(),
        News::SwitchedOff => t.msg_account_news_subject_off(),
        News::SwitchedOn => t.msg_account_news_subject_on(),
        News::AccessGiven => t.msg_account_news_subject_given(),
        News::AccessChanged => t.msg_account_news_subject_changed(),
        News::AccessSuspended => t.msg_account_news_subject_suspended(),
        News::AccessEnded => t.msg_account_news_subject_ended(),
        News::EndNear => t.msg_account_news_subject_ends(),
        News::AgeNear => t.msg_account_news_subject_rests(),
    }
}

/// What has become of the account.
fn of_account(t: &Words, news: News, practice: &str) -> String {
    match news {
        News::Linked => t.msg_account_news_linked(practice),
        News::Unlinked => t.msg_account_news_unlinked(practice),
        News::KeyReset => t.msg_account_news_reset(practice),
        News::KeyRevoked => t.msg_account_news_revoked(practice),
        News::SwitchedOff => t.msg_account_news_off(practice),
        News::SwitchedOn => t.msg_account_news_on(practice),
        News::AccessGiven | News::AccessChanged | News::AccessSuspended => t.msg_account_news_other(),
        News::AccessEnded | News::EndNear | News::AgeNear => t.msg_account_news_other(),
    }
}

/// What has become of access, or will.
fn of_access(t: &Words, news: News, (facts, one): (&Facts, &Association)) -> String {
    let (practice, name) = (plain::name(&facts.practice), plain::name(&facts.other.full()));
    let day = one.access.ends().map(|day| date_long(day, facts.language)).unwrap_or_default();
    let reads = match facts.to {
        Recipient::Patient => Reads::Patient,
        Recipient::Holder if one.tie.is_proxy() => Reads::Holder,
        Recipient::Holder => Reads::Own,
    };
    match (news, reads) {
        (News::AccessGiven, Reads::Own) => t.msg_account_news_given_own(practice),
        (News::AccessGiven, Reads::Holder) => t.msg_account_news_given_holder(practice, name),
        (News::AccessGiven, Reads::Patient) => t.msg_account_news_given_patient(practice, name),
        (News::AccessChanged, Reads::Own) => t.msg_account_news_changed_own(practice),
        (News::AccessChanged, Reads::Holder) => t.msg_account_news_changed_holder(practice, name),
        (News::AccessChanged, Reads::Patient) => t.msg_account_news_changed_patient(practice, name),
        (News::AccessSuspended, Reads::Own) => t.msg_account_news_suspended_own(),
        (News::AccessSuspended, Reads::Holder) => t.msg_account_news_suspended_holder(name),
        (News::AccessSuspended, Reads::Patient) => t.msg_account_news_suspended_patient(name),
        (News::AccessEnded, Reads::Own) => t.msg_account_news_ended_own(),
        (News::AccessEnded, Reads::Holder) => t.msg_account_news_ended_holder(name),
        (News::AccessEnded, Reads::Patient) => t.msg_account_news_ended_patient(name),
        (News::EndNear, Reads::Own) => t.msg_account_news_ends_own(day),
        (News::EndNear, Reads::Holder) => t.msg_account_news_ends_holder(name, day),
        (News::EndNear, Reads::Patient) => t.msg_account_news_ends_patient(name, day),
        (News::AgeNear, Reads::Own | Reads::Holder) => t.msg_account_news_rests_holder(name),
        (News::AgeNear, Reads::Patient) => t.msg_account_news_rests_patient(name),
        (News::Linked | News::Unlinked | News::KeyReset, _) => of_account(t, news, &practice),
        (News::KeyRevoked | News::SwitchedOff | News::SwitchedOn, _) => of_account(t, news, &practice),
    }
}

/// What the reader can do.
fn next(t: &Words, news: News, facts: &Facts) -> String {
    let contact = plain::contact(&facts.practice, facts.practice_phone.as_deref());
    match (news, facts.to) {
        (News::Linked | News::Unlinked, _) => t.msg_account_news_not_you(contact),
        (News::KeyReset, _) => t.msg_account_news_reset_next(contact),
        (News::KeyRevoked, _) => t.msg_account_news_revoked_next(contact),
        (News::SwitchedOn, _) => t.msg_account_news_on_next(),
        (News::AccessGiven | News::AccessChanged, Recipient::Holder) => t.msg_account_news_given_next(),
        (News::AccessGiven | News::AccessChanged, Recipient::Patient) => {
            t.msg_account_news_not_agreed(contact)
        }
        (News::AccessSuspended, _) => t.msg_account_news_suspended_next(contact),
        (News::EndNear, _) => t.msg_account_news_ends_next(contact),
        (News::AgeNear, _) => t.msg_account_news_rests_next(contact),
        (News::SwitchedOff | News::AccessEnded, _) => t.msg_account_news_ask(contact),
    }
}
