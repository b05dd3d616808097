//! Plain words for the terms of the domain, for pages and messages alike. Citizens read all of them: none says "proxy".

mod place;
mod record;
mod status;
mod why;

pub use place::place;
pub use record::{record_part, record_when};
pub use status::{Reader, next_step, stage, status, status_sentence};
pub use why::{less, why};

use crate::locale::{Language, Words, date_long, words};
use domain::delegation::{CloseReason, DeclineReason};
use domain::{Access, RecordLevel, Relationship, Service};

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

/// What the access is, line by line, and from when to when.
pub fn access_in_full(language: Language, access: &Access) -> Vec<String> {
    let mut lines = access_lines(words(language), access);
    lines.push(access_dates(language, access));
    lines
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

/// Why a request was closed through nobody's choice, for the practice; citizens read `why`.
pub fn close_reason(t: &Words, reason: CloseReason) -> String {
    match reason {
        CloseReason::PracticeLeftTrial => t.msg_words_close_practice_left(),
        CloseReason::DelegatorLeftPractice => t.msg_words_close_delegator_left(),
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
