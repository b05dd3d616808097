//! What is known of a case, as rows of questions and answers.

use time::OffsetDateTime;

use crate::locale::{Language, date_long, date_time, day_long, words};
use crate::storage::views::case::{Case, CasePerson, Entry};
use crate::web::lists::{CopyButton, SummaryList, SummaryRow};
use crate::web::parts::unbroken;
use crate::web::staff::words as staff_words;
use crate::wording;
use domain::Access;
use domain::delegation::{Checklist, Event};

/// Who somebody is. The NHS number stays on one line.
pub fn person(language: Language, person: &CasePerson) -> SummaryList {
    let t = words(language);
    let born = person.birth_date.map_or_else(|| t.msg_case_unknown(), |born| date_long(born, language));
    let practice = match &person.practice {
        Some((code, name)) if name.is_empty() => code.clone(),
        Some((code, name)) => format!("{name} ({code})"),
        None => t.msg_case_unknown(),
    };
    let copy = CopyButton {
        value: person.nhs_number.as_str().to_owned(),
        text: t.msg_case_copy(),
        hidden: t.msg_case_copy_whose(person.name.full()),
        done: t.msg_case_copied(),
    };
    let identity = if person.proofed { t.msg_case_identity_seen() } else { t.msg_case_identity_not_seen() };
    SummaryList(vec![
        SummaryRow::new(t.msg_case_name(), person.name.full()),
        SummaryRow::new(t.msg_case_born(), born),
        SummaryRow::new(t.msg_case_number(), unbroken(&person.nhs_number.spaced())).copied(copy),
        SummaryRow::new(t.msg_case_practice(), practice),
        SummaryRow::new(t.msg_case_identity(), identity),
    ])
}

/// Both people so that nobody takes one for another: name, date of birth and NHS number, a row each.
pub fn people(language: Language, case: &Case) -> Vec<SummaryRow> {
    let t = words(language);
    let lines = |person: &CasePerson| {
        let born = person.birth_date.map_or_else(|| t.msg_case_unknown(), |born| date_long(born, language));
        let number = unbroken(&person.nhs_number.spaced());
        vec![person.name.full(), t.msg_case_born_on(born), t.msg_case_number_is(number)]
    };
    vec![
        SummaryRow::lines(t.msg_case_patient(), lines(&case.delegator)),
        SummaryRow::lines(t.msg_case_trusted(), lines(&case.delegate)),
    ]
}

/// Who the trusted person is, and what they are to the patient.
pub fn trusted(language: Language, case: &Case) -> SummaryList {
    let t = words(language);
    let mut list = person(language, &case.delegate);
    let relationship = wording::relationship(t, case.delegation.relationship);
    list.0.push(SummaryRow::new(t.msg_case_relationship(), relationship));
    list
}

/// Services, level and dates.
pub fn access(language: Language, access: &Access) -> SummaryList {
    let t = words(language);
    SummaryList(vec![
        SummaryRow::paragraphs(t.msg_case_services(), wording::access_lines(t, access)),
        SummaryRow::new(t.msg_case_how_long(), wording::access_dates(language, access)),
    ])
}

/// What is set, with what was checked for it: which points, how consent was given, by whom and when.
pub fn set(language: Language, entries: &[Entry], set: &Access) -> SummaryList {
    let t = words(language);
    let mut list = access(language, set);
    let checked = entries.iter().rev().find_map(|entry| Some((entry, checklist(&entry.recorded.event)?)));
    let Some((entry, checklist)) = checked else { return list };
    let who = entry.staff_name.clone().unwrap_or_else(|| t.msg_case_who_some_staff());
    let mut lines: Vec<String> = checklist.checks().iter().map(|item| staff_words::point(t, *item)).collect();
    lines.push(t.msg_case_consent(staff_words::consent(t, checklist.consent())));
    lines.push(t.msg_case_checked_by(who, date_time(entry.recorded.at, language)));
    list.0.push(SummaryRow::paragraphs(t.msg_access_form_check_done(), lines));
    list
}

/// What was checked with this event, if anything.
fn checklist(event: &Event) -> Option<&Checklist> {
    match event {
        Event::DelegationApplied { checklist, .. } | Event::DelegationReactivated { checklist, .. } => {
            Some(checklist)
        }
        Event::AccessChanged { checklist, .. } => checklist.as_ref(),
        _ => None,
    }
}

/// What docs/sources.md#proxy-mvp calls the meta data of a delegation process.
pub fn dates(language: Language, case: &Case) -> SummaryList {
    let (t, delegation) = (words(language), &case.delegation);
    let when =
        |at: Option<OffsetDateTime>| at.map_or_else(|| t.msg_case_not_yet(), |at| date_time(at, language));
    let response = match delegation.accepted {
        Some(true) => t.msg_case_accepted(),
        Some(false) => t.msg_case_declined(),
        None => t.msg_case_not_yet(),
    };
    // What came with the patient was begun by the service and invited nobody, and of the answer it knows the day alone.
    let (begun_by, invited, responded) = match delegation.former {
        None => (case.delegator.name.full(), when(delegation.invited_at), when(delegation.responded_at)),
        Some(_) => {
            let responded = delegation.responded_at.map(|at| day_long(at, language));
            (t.msg_case_who_system(), when(None), responded.unwrap_or_else(|| when(None)))
        }
    };
    let confirmed = if delegation.confirmed_at.is_some() { t.msg_common_yes() } else { t.msg_common_no() };
    SummaryList(vec![
        SummaryRow::new(t.msg_case_started_by(), begun_by),
        SummaryRow::new(t.msg_case_started(), date_time(delegation.requested_at, language)),
        SummaryRow::new(t.msg_case_invited(), invited),
        SummaryRow::new(t.msg_case_response(), response),
        SummaryRow::new(t.msg_case_responded(), responded),
        SummaryRow::new(t.msg_case_sent(), when(delegation.sent_to_practice_at)),
        SummaryRow::new(t.msg_case_confirmed(), confirmed),
        SummaryRow::new(t.msg_case_confirmed_at(), when(delegation.confirmed_at)),
    ])
}
