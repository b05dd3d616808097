//! What has happened to an account, or would happen, in plain words.

use crate::locale::{Language, Words, date_long, date_time, words};
use crate::storage::views::accounts::Dated;
use crate::wording;
use domain::account::{Account, AssociationId, Event, OffReason};
use domain::{Access, Actor, PersonId};

use super::opened::Opened;
use super::words as account_words;

/// One entry of the history.
pub struct Happening {
    /// What happened.
    pub title: String,
    /// When, and who did it.
    pub when: String,
    /// More about it, each a line.
    pub details: Vec<String>,
}

/// An entry in words.
pub fn happening(language: Language, opened: &Opened, dated: &Dated) -> Happening {
    let t = words(language);
    let recorded = &dated.recorded;
    let mut details = details(language, &recorded.event);
    details.extend(dated.remark.iter().flat_map(|text| text.lines()).map(str::to_owned));
    // Their own letter links an account, or a case whose invitation they accepted.
    let is_by_case = matches!(recorded.event, Event::Linked { .. }) && !is_citizen(&recorded.by);
    Happening {
        title: if is_by_case { t.msg_case_account_linked_so() } else { title(t, opened, &recorded.event) },
        when: format!("{}, {}", date_time(recorded.at, language), who(t, opened, dated)),
        details,
    }
}

fn is_citizen(by: &Actor) -> bool {
    matches!(by, Actor::Citizen { .. })
}

/// What would happen, each a line; who is told stands among the answers already.
pub fn ahead(language: Language, opened: &Opened, events: &[Event]) -> Vec<String> {
    let events = events.iter().filter(|event| !matches!(event, Event::Told { .. }));
    events.map(|event| title(words(language), opened, event)).collect()
}

/// Who did it.
pub fn who(t: &Words, opened: &Opened, dated: &Dated) -> String {
    match &dated.recorded.by {
        Actor::Citizen { id } => opened.name_of(*id).full(),
        Actor::InvitationLink { .. } => t.msg_case_who_system(),
        Actor::Staff { .. } => match &dated.staff {
            Some(name) => t.msg_case_who_staff(name.as_str()),
            None => t.msg_case_who_some_staff(),
        },
        Actor::Program { .. } => t.msg_case_who_program(),
        Actor::System => t.msg_case_who_system(),
    }
}

/// The name of an association's patient.
fn patient(opened: &Opened, account: &Account, association: AssociationId) -> String {
    let patient = account.association(association).map(|one| one.patient);
    patient.map(|patient| name(opened, patient)).unwrap_or_default()
}

fn name(opened: &Opened, person: PersonId) -> String {
    match &opened.patient {
        Some((patient, described)) if *patient == person => described.name.full(),
        Some(_) | None => opened.name_of(person).full(),
    }
}

fn title(t: &Words, opened: &Opened, event: &Event) -> String {
    let of = |association: &AssociationId| patient(opened, &opened.shown.account, *association);
    match event {
        Event::AccountOpened { .. } => t.msg_accounts_event_opened(),
        Event::KeyIssued => t.msg_accounts_event_key(),
        Event::KeyReset { .. } => t.msg_accounts_event_key_reset(),
        Event::KeyRevoked { .. } => t.msg_accounts_event_key_revoked(),
        Event::Linked { .. } => t.msg_accounts_event_linked(),
        Event::Unlinked { .. } => t.msg_accounts_event_unlinked(),
        Event::IdentityVerified { .. } => t.msg_accounts_event_verified(),
        Event::IdentityUnverified { .. } => t.msg_accounts_event_unverified(),
        Event::Associated { patient, .. } => t.msg_accounts_event_associated(name(opened, *patient)),
        Event::CaseFollowed { association, .. } => t.msg_accounts_event_case(of(association)),
        Event::AccessChanged { association, .. } => t.msg_accounts_event_changed(of(association)),
        Event::AssociationRenewed { association, .. } => t.msg_accounts_event_renewed(of(association)),
        Event::AssociationSuspended { association, .. } => t.msg_accounts_event_suspended(of(association)),
        Event::AssociationEnded { association, .. } => t.msg_accounts_event_ended(of(association)),
        Event::AgeNear { association, .. } => t.msg_accounts_event_age_near(of(association)),
        Event::EndNear { association, .. } => t.msg_accounts_event_end_near(of(association)),
        Event::ReviewDue { association, .. } => t.msg_accounts_event_review(of(association)),
        Event::SwitchedOff { .. } => t.msg_accounts_event_off(),
        Event::SwitchedOn => t.msg_accounts_event_on(),
        Event::Told { patient: false, .. } => t.msg_accounts_event_told_holder(),
        Event::Told { holder: false, .. } => t.msg_accounts_event_told_patient(),
        Event::Told { .. } => t.msg_accounts_event_told_both(),
        Event::AccountActivated => t.msg_accounts_event_active(),
        Event::AccountInactivated { why } => t.msg_accounts_event_inactive(account_words::status(t, *why)),
    }
}

fn details(language: Language, event: &Event) -> Vec<String> {
    let t = words(language);
    match event {
        Event::KeyReset { reason } => vec![account_words::reset(t, *reason)],
        Event::KeyRevoked { reason } => vec![account_words::revoke_key(t, *reason)],
        Event::IdentityVerified { verification } => {
            let lines = [account_words::proof(t, &verification.proof), date_long(verification.on, language)];
            let copy = verification.copy().map(|_| t.msg_accounts_event_copy());
            lines.into_iter().chain(copy).collect()
        }
        Event::IdentityUnverified { reason } => vec![account_words::unverify(t, *reason)],
        Event::Associated { tie, access, .. } => {
            [account_words::tie(language, *tie), wording::access_in_full(language, access)].concat()
        }
        Event::AssociationRenewed { tie, access, off, .. } => {
            [account_words::tie(language, *tie), changed(language, access, *off)].concat()
        }
        Event::AccessChanged { access, off, .. } => changed(language, access, *off),
        Event::AssociationSuspended { reason, .. } => vec![account_words::suspend(t, *reason)],
        Event::AssociationEnded { reason, .. } => vec![account_words::end(t, *reason)],
        Event::AgeNear { milestone, on, .. } => {
            vec![account_words::milestone(t, *milestone), date_long(*on, language)]
        }
        Event::EndNear { ends: day, .. } | Event::ReviewDue { day, .. } => vec![date_long(*day, language)],
        Event::SwitchedOff { reason } => vec![account_words::switch_off(t, *reason)],
        Event::AccountOpened { .. }
        | Event::KeyIssued
        | Event::Linked { .. }
        | Event::CaseFollowed { .. }
        | Event::Unlinked { .. }
        | Event::Told { .. }
        | Event::SwitchedOn => Vec::new(),
        Event::AccountActivated | Event::AccountInactivated { .. } => Vec::new(),
    }
}

/// What access gives now, and why something of it is off.
fn changed(language: Language, access: &Access, off: Option<OffReason>) -> Vec<String> {
    let mut lines = wording::access_in_full(language, access);
    lines.extend(off.map(|reason| account_words::off(words(language), reason)));
    lines
}
