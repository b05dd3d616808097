//! Plain words for the terms of the domain, for pages and messages alike. Citizens read all of them: none says "proxy".

use time::Date;

use crate::domain::delegation::{DeclineReason, Delegation, RefusalReason, RevokeReason, Stage, TellThem};
use crate::domain::london::london_date;
use crate::domain::{Access, RecordLevel, Relationship, Service};
use crate::locale::{Language, Words, date_long, words};

/// Which of the two citizens reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The one who gives access.
    Delegator,
    /// The one who receives it.
    Delegate,
}

/// "Book, change and cancel appointments".
pub fn service(t: &Words, service: Service) -> String {
    match service {
        Service::BookAppointments => t.msg_words_service_book_appointments(),
        Service::OrderPrescriptions => t.msg_words_service_order_prescriptions(),
        Service::ViewRecord => t.msg_words_service_view_record(),
        Service::MessageSurgery => t.msg_words_service_message_surgery(),
    }
}

/// The level's name, as a choice in a form: "Summary".
pub fn record_level(t: &Words, level: RecordLevel) -> String {
    match level {
        RecordLevel::None => t.msg_words_record_none(),
        RecordLevel::Summary => t.msg_words_record_summary(),
        RecordLevel::Detailed => t.msg_words_record_detailed(),
        RecordLevel::Documents => t.msg_words_record_documents(),
        RecordLevel::Full => t.msg_words_record_full(),
    }
}

/// What the level shows, as a hint below its name; a sentence.
pub fn record_level_hint(t: &Words, level: RecordLevel) -> String {
    match level {
        RecordLevel::None => t.msg_words_record_none_hint(),
        RecordLevel::Summary => t.msg_words_record_summary_hint(),
        RecordLevel::Detailed => t.msg_words_record_detailed_hint(),
        RecordLevel::Documents => t.msg_words_record_documents_hint(),
        RecordLevel::Full => t.msg_words_record_full_hint(),
    }
}

/// One line for each service, the record with its level, in the order of the form.
pub fn access_lines(t: &Words, access: &Access) -> Vec<String> {
    let line = |one: Service| match one {
        Service::ViewRecord => see_record(t, access.record()),
        Service::BookAppointments | Service::OrderPrescriptions | Service::MessageSurgery => service(t, one),
    };
    access.services().map(line).collect()
}

fn see_record(t: &Words, level: RecordLevel) -> String {
    match level {
        RecordLevel::None => t.msg_words_record_none(),
        RecordLevel::Summary => t.msg_words_see_summary(),
        RecordLevel::Detailed => t.msg_words_see_detailed(),
        RecordLevel::Documents => t.msg_words_see_documents(),
        RecordLevel::Full => t.msg_words_see_full(),
    }
}

/// "From 1 December 2026 to 30 November 2027", "From 1 December 2026, with no end date"; the last day counts.
pub fn access_dates(language: Language, access: &Access) -> String {
    let (t, starts) = (words(language), date_long(access.starts(), language));
    match access.ends() {
        Some(ends) => t.msg_words_dates_until(starts, date_long(ends, language)),
        None => t.msg_words_dates_open(starts),
    }
}

/// What the delegate is to the delegator, as a choice in a form.
pub fn relationship(t: &Words, relationship: Relationship) -> String {
    match relationship {
        Relationship::Partner => t.msg_words_relationship_partner(),
        Relationship::Parent => t.msg_words_relationship_parent(),
        Relationship::Child => t.msg_words_relationship_child(),
        Relationship::Sibling => t.msg_words_relationship_sibling(),
        Relationship::OtherRelative => t.msg_words_relationship_other_relative(),
        Relationship::Friend => t.msg_words_relationship_friend(),
        Relationship::Carer => t.msg_words_relationship_carer(),
    }
}

/// Why the practice refused, as a sentence both citizens may read when [`TellThem::Reason`] allows it.
pub fn refusal_reason(t: &Words, reason: RefusalReason) -> String {
    match reason {
        RefusalReason::NotNeeded => t.msg_words_refusal_not_needed(),
        RefusalReason::Safeguarding => t.msg_words_refusal_safeguarding(),
        RefusalReason::IdentityNotVerified => t.msg_words_refusal_identity_not_verified(),
        RefusalReason::NoConsent => t.msg_words_refusal_no_consent(),
        RefusalReason::LacksCapacity => t.msg_words_refusal_lacks_capacity(),
        RefusalReason::NotLivingInEnglandOrWales => t.msg_words_refusal_not_living_here(),
        RefusalReason::NoLegalBasis => t.msg_words_refusal_no_legal_basis(),
        RefusalReason::Other => t.msg_words_refusal_other(),
    }
}

/// Why the access ended, as a sentence both citizens may read when [`TellThem::Reason`] allows it.
pub fn stop_reason(t: &Words, reason: RevokeReason) -> String {
    match reason {
        RevokeReason::DelegatorRequest => t.msg_words_stop_delegator_request(),
        RevokeReason::DelegateRequest => t.msg_words_stop_delegate_request(),
        RevokeReason::Safeguarding => t.msg_words_stop_safeguarding(),
        RevokeReason::Misuse => t.msg_words_stop_misuse(),
        RevokeReason::ChangeInRelationship => t.msg_words_stop_change_in_relationship(),
        RevokeReason::LacksCapacity => t.msg_words_stop_lacks_capacity(),
        RevokeReason::NotUsed => t.msg_words_stop_not_used(),
        RevokeReason::DelegatorDeceased => t.msg_words_stop_delegator_deceased(),
        RevokeReason::DelegateDeceased => t.msg_words_stop_delegate_deceased(),
        RevokeReason::DelegatorLeftPractice => t.msg_words_stop_delegator_left_practice(),
        RevokeReason::EndDateReached => t.msg_words_stop_end_date_reached(),
        RevokeReason::Other => t.msg_words_stop_other(),
    }
}

/// Why the delegate declines, as a choice in their form.
pub fn decline_reason(t: &Words, reason: DeclineReason) -> String {
    match reason {
        DeclineReason::DoesNotKnow => t.msg_words_decline_does_not_know(),
        DeclineReason::NotNow => t.msg_words_decline_not_now(),
        DeclineReason::SomebodyElse => t.msg_words_decline_somebody_else(),
        DeclineReason::Pressure => t.msg_words_decline_pressure(),
    }
}

/// The stage in a word or two, for staff; citizens get [`status`], which keeps back what they may not be told.
pub fn stage(t: &Words, stage: Stage) -> String {
    match stage {
        Stage::Checking => t.msg_words_stage_checking(),
        Stage::NotConfirmed => t.msg_words_stage_not_confirmed(),
        Stage::Invited => t.msg_words_stage_invited(),
        Stage::Declined => t.msg_words_stage_declined(),
        Stage::Withdrawn => t.msg_words_stage_withdrawn(),
        Stage::Lapsed => t.msg_words_stage_lapsed(),
        Stage::WithPractice => t.msg_words_stage_with_practice(),
        Stage::Refused => t.msg_words_stage_refused(),
        Stage::Active => t.msg_words_stage_active(),
        Stage::Suspended => t.msg_words_stage_suspended(),
        Stage::Ending => t.msg_words_stage_ending(),
        Stage::Ended => t.msg_words_stage_ended(),
    }
}

/// The stage in a word or two, for the two citizens.
pub fn status(t: &Words, delegation: &Delegation) -> String {
    match delegation.stage {
        Stage::Refused if !may_tell_refusal(delegation) => t.msg_words_stage_ended(),
        Stage::Ending => t.msg_words_stage_ended(),
        other => stage(t, other),
    }
}

/// Whether the citizens may be told that it was the practice that said no (facts ux, DAPB3051 §4.6).
fn may_tell_refusal(delegation: &Delegation) -> bool {
    match delegation.refused {
        Some((_, TellThem::Outcome | TellThem::Reason)) => true,
        Some((_, TellThem::Nothing)) | None => false,
    }
}

/// Where it stands, as a dated plain sentence; `other` is the other citizen's name.
pub fn status_sentence(language: Language, delegation: &Delegation, reader: Reader, other: &str) -> String {
    let since = match delegation.stage {
        Stage::Active => delegation.confirmed_at.unwrap_or(delegation.stage_since),
        _ => delegation.stage_since,
    };
    let date = date_long(london_date(since), language);
    match reader {
        Reader::Delegator => gives(words(language), delegation, other, &date),
        Reader::Delegate => receives(words(language), delegation, other, &date),
    }
}

fn gives(t: &Words, delegation: &Delegation, name: &str, date: &str) -> String {
    match delegation.stage {
        Stage::Checking => t.msg_words_gives_checking(name, date),
        Stage::NotConfirmed => t.msg_words_gives_not_confirmed(name, date),
        Stage::Invited => t.msg_words_gives_invited(name, date),
        Stage::Declined => t.msg_words_gives_declined(name, date),
        Stage::Withdrawn => t.msg_words_gives_withdrawn(name, date),
        Stage::Lapsed => t.msg_words_gives_lapsed(name, date),
        Stage::WithPractice => t.msg_words_gives_with_practice(name, date),
        Stage::Refused if may_tell_refusal(delegation) => t.msg_words_gives_refused(name, date),
        Stage::Refused => t.msg_words_gives_closed(name, date),
        Stage::Active => t.msg_words_gives_active(name, date),
        Stage::Suspended => t.msg_words_gives_suspended(name, date),
        Stage::Ending | Stage::Ended => t.msg_words_gives_ended(name, date),
    }
}

fn receives(t: &Words, delegation: &Delegation, name: &str, date: &str) -> String {
    match delegation.stage {
        Stage::Checking | Stage::Invited => t.msg_words_receives_invited(name, date),
        Stage::NotConfirmed => t.msg_words_receives_closed(name, date),
        Stage::Declined => t.msg_words_receives_declined(name, date),
        Stage::Withdrawn => t.msg_words_receives_withdrawn(name, date),
        Stage::Lapsed => t.msg_words_receives_lapsed(name, date),
        Stage::WithPractice => t.msg_words_receives_with_practice(name, date),
        Stage::Refused if may_tell_refusal(delegation) => t.msg_words_receives_refused(name, date),
        Stage::Refused => t.msg_words_receives_closed(name, date),
        Stage::Active => t.msg_words_receives_active(name, date),
        Stage::Suspended => t.msg_words_receives_suspended(name, date),
        Stage::Ending | Stage::Ended => t.msg_words_receives_ended(name, date),
    }
}

/// What happens next, or what the reader may do, as one or two sentences.
pub fn next_step(language: Language, delegation: &Delegation, reader: Reader) -> String {
    let t = words(language);
    let last_day = last_day(language, delegation.lapses_on);
    match (reader, delegation.stage) {
        (Reader::Delegator, Stage::Checking) => t.msg_words_next_checking(),
        (Reader::Delegator, Stage::NotConfirmed) => t.msg_words_next_not_confirmed(),
        (Reader::Delegator, Stage::Invited) => t.msg_words_next_invited(last_day),
        (Reader::Delegator, Stage::Declined | Stage::Withdrawn | Stage::Lapsed) => {
            t.msg_words_next_may_ask_again()
        }
        (Reader::Delegator, Stage::WithPractice) => t.msg_words_next_with_practice(),
        (Reader::Delegator, Stage::Refused) => t.msg_words_next_refused(),
        (Reader::Delegator, Stage::Active) => t.msg_words_next_active(),
        (Reader::Delegator, Stage::Suspended) => t.msg_words_next_suspended(),
        (Reader::Delegator, Stage::Ending) => t.msg_words_next_ending(),
        (Reader::Delegator, Stage::Ended) => t.msg_words_next_ended(),
        (Reader::Delegate, Stage::Invited) => t.msg_words_next_answer(last_day),
        (Reader::Delegate, Stage::WithPractice) => t.msg_words_next_wait(),
        (Reader::Delegate, Stage::Active) => t.msg_words_next_may_stop(),
        (Reader::Delegate, Stage::Suspended) => t.msg_words_next_suspended(),
        (Reader::Delegate, Stage::Checking | Stage::NotConfirmed | Stage::Declined) => {
            t.msg_words_next_nothing()
        }
        (Reader::Delegate, Stage::Withdrawn | Stage::Lapsed | Stage::Refused) => t.msg_words_next_nothing(),
        (Reader::Delegate, Stage::Ending | Stage::Ended) => t.msg_words_next_nothing(),
    }
}

fn last_day(language: Language, day: Option<Date>) -> String {
    day.map(|day| date_long(day, language)).unwrap_or_default()
}
