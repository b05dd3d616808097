//! What messages must keep to themselves.

use crate::locale::Language;
use domain::delegation::{
    LessReason, Message, Recipient, RefusalReason, RevokeReason, Stage, SuspendReason, Tell,
};
use domain::{Access, EmailAddress, Party, PersonName, RecordLevel, Service};

use super::super::{compose, is_for};
use super::{NUMBERS, everything, facts, secure};

#[test]
fn a_pair_that_is_not_meant_learns_only_that_there_is_news() {
    for (message, facts, composed) in everything(|_| {}) {
        if !is_for(message, facts.recipient) {
            assert!(!composed.text.contains("Ashworth"), "{message:?} {}", composed.text);
        }
    }
}

#[test]
fn numbers_reach_only_a_practice_at_a_secure_address() {
    for (message, facts, composed) in everything(|facts| facts.secure = Some(secure())) {
        let whole = format!("{}{}{}", composed.subject, composed.text, composed.html);
        let carries = facts.recipient == Recipient::Practice && is_for(message, facts.recipient);
        assert_eq!(whole.contains("999 000 0018"), carries, "{message:?}");
        assert_eq!(whole.contains("999 000 0026"), carries, "{message:?}");
    }
    for (message, _, composed) in everything(|_| {}) {
        let whole = format!("{}{}{}", composed.subject, composed.text, composed.html);
        assert!(!NUMBERS.iter().any(|number| whole.contains(number)), "{message:?}");
    }
}

#[test]
fn the_practice_gets_the_six_outputs_at_a_secure_address_and_none_elsewhere() {
    let mut facts = facts(Recipient::Practice, Language::En);
    facts.delegation.stage = Stage::WithPractice;
    let bare = compose(Message::NewRequest, &facts).unwrap();
    assert!(!bare.text.contains("Margaret") && !bare.text.contains("David"), "{}", bare.text);
    facts.secure = Some(secure());
    let full = compose(Message::NewRequest, &facts).unwrap();
    for output in [
        "Patient: Margaret Ashworth",
        "NHS number of the patient: 999 000 0018",
        "Trusted person: David Ashworth",
        "NHS number of the trusted person: 999 000 0026",
        "Date of the request: 21 November 2026",
        "Date it was accepted: 25 November 2026",
    ] {
        assert!(full.text.contains(output), "{output}\n{}", full.text);
    }
}

#[test]
fn names_cannot_become_markup_or_sentences() {
    for (message, _, composed) in everything(|facts| {
        facts.delegator = PersonName::new("<script>alert(1)", "O'Neill & Co");
        facts.delegate = facts.delegator.clone();
        if facts.recipient != Recipient::Practice {
            facts.recipient_name = Some("<script>alert(1)</script> click evil.test now".to_owned());
        }
        facts.secure = Some(secure());
    }) {
        assert!(!composed.html.contains("<script"), "{message:?}");
        assert!(!composed.text.contains("click") && !composed.text.contains("evil"), "{}", composed.text);
    }
}

#[test]
fn a_refusal_tells_each_no_more_than_the_practice_allowed_and_the_rules_let_them_know() {
    let said = |tell, recipient| {
        let mut facts = facts(recipient, Language::En);
        facts.delegation.refused = Some((RefusalReason::Safeguarding, tell));
        facts.delegation.stage = Stage::Refused;
        let composed = compose(Message::Refused, &facts).unwrap();
        format!("{}\n{}", composed.subject, composed.text).replace('\n', " ")
    };
    for recipient in [Recipient::Delegator, Recipient::Delegate] {
        let nothing = said(Tell::NOTHING, recipient);
        assert!(!nothing.contains("refused") && !nothing.contains("decision"), "{nothing}");
        assert!(!nothing.contains("safe") && nothing.contains("has ended"), "{nothing}");
        let outcome = said(Tell::OUTCOME, recipient);
        assert!(outcome.contains("decision") && !outcome.contains("safe"), "{outcome}");
    }
    assert!(said(Tell::REASON, Recipient::Delegator).contains("wants to be sure that you are safe"));
    let never = said(Tell::REASON, Recipient::Delegate);
    assert!(never.contains("decision") && !never.contains("safe"), "{never}");
}

#[test]
fn a_stop_names_the_one_who_stopped_it_to_nobody_else() {
    let said = |side, tell, recipient| {
        let mut facts = facts(recipient, Language::En);
        facts.delegation.revoked = Some((side, RevokeReason::Misuse, tell));
        facts.delegation.stage = Stage::Ending;
        compose(Message::Stopped, &facts).unwrap().text.replace('\n', " ")
    };
    let by_citizen = |side, recipient| said(side, Tell::OUTCOME, recipient);
    assert!(
        by_citizen(Party::Delegator, Recipient::Delegator).contains("You have stopped the access of David")
    );
    assert!(
        by_citizen(Party::Delegate, Recipient::Delegate).contains("You have stopped acting for Margaret")
    );
    let told = by_citizen(Party::Delegate, Recipient::Delegator);
    assert!(told.contains("no longer able to act for you") && !told.contains("stopped"), "{told}");
    let told = by_citizen(Party::Delegator, Recipient::Delegate);
    assert!(told.contains("for Margaret Ashworth has ended") && !told.contains("stopped"), "{told}");
    for recipient in [Recipient::Delegator, Recipient::Delegate] {
        let nothing = said(Party::Practice, Tell::NOTHING, recipient);
        assert!(nothing.contains("has ended") && !nothing.contains("reason"), "{nothing}");
        assert!(!nothing.contains("ended by") && !nothing.contains("has ended your"), "{nothing}");
        assert!(!said(Party::Practice, Tell::OUTCOME, recipient).contains("agreed"));
        assert!(said(Party::Practice, Tell::REASON, recipient).contains("not used as agreed"));
    }
}

#[test]
fn of_a_pause_for_safeguarding_the_trusted_person_never_reads_why() {
    let said = |reason, recipient| {
        let mut facts = facts(recipient, Language::En);
        facts.delegation.suspended = Some((reason, Tell::REASON));
        facts.delegation.stage = Stage::Suspended;
        compose(Message::Suspended, &facts).unwrap().text.replace('\n', " ")
    };
    let review = |recipient| said(SuspendReason::PendingReview, recipient);
    assert!(review(Recipient::Delegator).contains("looking at whether this is still right for you"));
    assert!(review(Recipient::Delegate).contains("looking at the access again"));
    assert!(said(SuspendReason::Safeguarding, Recipient::Delegator).contains("that you are safe"));
    assert!(!said(SuspendReason::Safeguarding, Recipient::Delegate).contains("reason"));
}

#[test]
fn the_patient_reads_that_it_is_less_than_they_asked_for_and_why_and_nobody_else_does() {
    let said = |less, recipient| {
        let mut facts = facts(recipient, Language::En);
        let asked = facts.delegation.asked.clone();
        let services = [Service::BookAppointments];
        let set = Access::new(services, RecordLevel::None, asked.starts(), asked.ends()).unwrap();
        facts.delegation.set = Some(set);
        facts.delegation.less = less;
        facts.delegation.stage = Stage::Active;
        compose(Message::AccessSet, &facts).unwrap().text.replace('\n', " ")
    };
    let why = said(Some(LessReason::TalkFirst), Recipient::Delegator);
    assert!(why.contains("This is less than you asked for. Your GP surgery wants to talk with you"), "{why}");
    assert!(said(None, Recipient::Delegator).contains("You can ask your GP surgery why."));
    assert!(!said(Some(LessReason::TalkFirst), Recipient::Delegate).contains("less than"));
}

#[test]
fn details_go_to_secure_domains_and_what_lies_below_them() {
    let secure = ["nhs.net".to_owned(), " Secure.Example ".to_owned(), String::new()];
    let may = |address: &str| EmailAddress::parse(address).unwrap().is_at_one_of(&secure);
    assert!(may("a@nhs.net") && may("a@NHS.NET") && may("a@surgery.nhs.net") && may("a@secure.example"));
    assert!(!may("a@notnhs.net") && !may("a@nhs.net.example.test") && !may("nhs.net@example.test"));
}
