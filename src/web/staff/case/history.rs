//! What has happened to a case, in plain words: what, when, who.

use crate::locale::{Language, Words, date_long, date_time, words};
use crate::storage::views::case::{Case, Entry};
use crate::web::staff::told;
use crate::web::staff::words as staff_words;
use crate::wording;
use domain::delegation::{Checklist, ContactSource, Event, Granted};
use domain::{Actor, Party};

use super::account;

/// One entry of the history.
pub struct Happening {
    /// What happened.
    pub title: String,
    /// When, in London.
    pub when: String,
    /// Who did it.
    pub who: String,
    /// More about it, each a line.
    pub details: Vec<String>,
    /// What was noted with it, line by line.
    pub note: Vec<String>,
}

/// `entry` in words.
pub fn happening(language: Language, case: &Case, entry: &Entry) -> Happening {
    let t = words(language);
    let event = &entry.recorded.event;
    Happening {
        title: title(t, event),
        when: date_time(entry.recorded.at, language),
        who: who(t, case, entry),
        details: [details(language, event), account::steps(t, case, &entry.steps)].concat(),
        note: entry.remark.iter().flat_map(|text| text.lines()).map(str::to_owned).collect(),
    }
}

fn who(t: &Words, case: &Case, entry: &Entry) -> String {
    match &entry.recorded.by {
        Actor::Citizen { id } if *id == case.delegation.delegator => {
            t.msg_case_who_patient(case.delegator.name.full())
        }
        Actor::Citizen { .. } | Actor::InvitationLink { .. } => {
            t.msg_case_who_trusted(case.delegate.name.full())
        }
        Actor::Staff { .. } => match &entry.staff_name {
            Some(name) => t.msg_case_who_staff(name.as_str()),
            None => t.msg_case_who_some_staff(),
        },
        Actor::Program { .. } => t.msg_case_who_program(),
        Actor::System => t.msg_case_who_system(),
    }
}

fn title(t: &Words, event: &Event) -> String {
    match event {
        Event::DelegationRequested { .. } => t.msg_case_event_requested(),
        Event::DelegationMovedHere { .. } => t.msg_moved_event(),
        Event::DetailsConfirmed => t.msg_case_event_details(),
        Event::DetailsNotConfirmed => t.msg_case_event_no_details(),
        Event::ContactFound { source: ContactSource::Code } => t.msg_case_event_by_code(),
        Event::ContactFound { .. } => t.msg_case_event_contact(),
        Event::InvitationSent { .. } => t.msg_case_event_invited(),
        Event::InvitationReminded { .. } => t.msg_case_event_reminded(),
        Event::InvitationResent => t.msg_case_event_resent(),
        Event::DelegationAccepted => t.msg_case_event_accepted(),
        Event::DelegationDeclined { .. } => t.msg_case_event_declined(),
        Event::DelegationWithdrawn { .. } => t.msg_case_event_withdrawn(),
        Event::RequestClosed { .. } => t.msg_case_event_closed(),
        Event::InvitationLapsed => t.msg_case_event_lapsed(),
        Event::SentToPractice => t.msg_case_event_sent(),
        Event::DelegationApplied { .. } => t.msg_case_event_applied(),
        Event::DelegationRefused { .. } => t.msg_case_event_refused(),
        Event::ChangeAsked { .. } => t.msg_case_event_change_asked(),
        Event::ChangeDeclined { .. } => t.msg_case_event_change_declined(),
        Event::AccessChanged { .. } => t.msg_case_event_changed(),
        Event::AccessSuspended { .. } => t.msg_case_event_suspended(),
        Event::AccessResumed { .. } => t.msg_case_event_resumed(),
        Event::DelegationRevoked { .. } => t.msg_case_event_revoked(),
        Event::EndingSoon { .. } => t.msg_case_event_ending_soon(),
        Event::ReviewDue => t.msg_case_event_review_due(),
        Event::RemovalConfirmed => t.msg_case_event_removed(),
        Event::DelegationReactivated { .. } => t.msg_case_event_reactivated(),
        Event::DelegationFinished => t.msg_case_event_finished(),
    }
}

/// Why a trusted person declined is told to nobody, so it is not here (domain `DeclineReason`).
fn details(language: Language, event: &Event) -> Vec<String> {
    let t = words(language);
    match event {
        Event::ContactFound { source: ContactSource::Pds } => vec![t.msg_case_contact_pds()],
        Event::ContactFound { source: ContactSource::Delegator } => vec![t.msg_case_contact_patient()],
        Event::ContactFound { source: ContactSource::Code } => vec![],
        Event::InvitationSent { lapses_on } => vec![t.msg_case_answer_by(date_long(*lapses_on, language))],
        Event::DelegationApplied { checklist, granted }
        | Event::DelegationReactivated { checklist, granted } => {
            [checked(t, checklist), given(language, granted)].concat()
        }
        Event::AccessChanged { checklist, granted } => {
            let checked = checklist.as_ref().map(|checklist| checked(t, checklist));
            [checked.unwrap_or_default(), given(language, granted)].concat()
        }
        Event::ChangeAsked { access } => wording::access_in_full(language, access),
        Event::EndingSoon { ends } => vec![t.msg_case_last_day(date_long(*ends, language))],
        Event::RequestClosed { reason } => vec![wording::close_reason(t, *reason)],
        Event::DelegationRefused { reason, tell } => {
            [vec![staff_words::refusal_reason(t, *reason)], told::lines(t, *tell)].concat()
        }
        Event::AccessSuspended { reason, tell } => {
            [vec![staff_words::suspend_reason(t, *reason)], told::lines(t, *tell)].concat()
        }
        Event::AccessResumed { tell } => told::lines(t, *tell),
        Event::ChangeDeclined { tell } => vec![told::patient(t, *tell)],
        Event::DelegationRevoked { side: Party::Practice, reason, tell } => {
            [vec![staff_words::revoke_reason(t, *reason)], told::lines(t, *tell)].concat()
        }
        Event::DelegationRevoked { reason, .. } => vec![staff_words::revoke_reason(t, *reason)],
        Event::DelegationMovedHere { asked, .. } => wording::access_in_full(language, asked),
        Event::DelegationRequested { .. } | Event::DetailsConfirmed | Event::DetailsNotConfirmed => vec![],
        Event::InvitationReminded { .. } | Event::InvitationResent | Event::DelegationAccepted => vec![],
        Event::ReviewDue => vec![],
        Event::DelegationDeclined { .. } | Event::DelegationWithdrawn { .. } => vec![],
        Event::InvitationLapsed | Event::SentToPractice => vec![],
        Event::RemovalConfirmed | Event::DelegationFinished => vec![],
    }
}

/// What was ticked, and how consent was given.
fn checked(t: &Words, checklist: &Checklist) -> Vec<String> {
    let consent = t.msg_case_consent(staff_words::consent(t, checklist.consent()));
    checklist.checks().iter().map(|item| staff_words::point(t, *item)).chain([consent]).collect()
}

/// What was set, and who was told.
fn given(language: Language, granted: &Granted) -> Vec<String> {
    let t = words(language);
    let less = granted.less.map(|less| t.msg_told_patient_reads(wording::less(t, Some(less))));
    let access = wording::access_in_full(language, &granted.access);
    access.into_iter().chain(told::lines(t, granted.tell)).chain(less).collect()
}
