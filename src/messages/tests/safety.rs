//! What messages must keep to themselves.

use crate::locale::Language;
use domain::delegation::{Message, Recipient, RefusalReason, RevokeReason, Stage, TellThem};
use domain::{EmailAddress, Party, PersonName};

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
fn a_refusal_tells_no_more_than_the_practice_allowed() {
    let said = |tell, recipient| {
        let mut facts = facts(recipient, Language::En);
        facts.delegation.refused = Some((RefusalReason::Safeguarding, tell));
        facts.delegation.stage = domain::delegation::Stage::Refused;
        let composed = compose(Message::Refused, &facts).unwrap();
        format!("{}\n{}", composed.subject, composed.text).replace('\n', " ")
    };
    for recipient in [Recipient::Delegator, Recipient::Delegate] {
        let nothing = said(TellThem::Nothing, recipient);
        assert!(!nothing.contains("refused") && !nothing.contains("decision"), "{nothing}");
        assert!(!nothing.contains("safe") && nothing.contains("has ended"), "{nothing}");
        let outcome = said(TellThem::Outcome, recipient);
        assert!(outcome.contains("decision") && !outcome.contains("safe"), "{outcome}");
        assert!(said(TellThem::Reason, recipient).contains("everybody is safe"));
    }
}

#[test]
fn a_stop_names_the_one_who_stopped_it_to_nobody_else() {
    let said = |side, tell, recipient| {
        let mut facts = facts(recipient, Language::En);
        facts.delegation.revoked = Some((side, RevokeReason::Misuse, tell));
        facts.delegation.stage = Stage::Ending;
        compose(Message::Stopped, &facts).unwrap().text.replace('\n', " ")
    };
    let by_citizen = |side, recipient| said(side, TellThem::Outcome, recipient);
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
        let nothing = said(Party::Practice, TellThem::Nothing, recipient);
        assert!(nothing.contains("has ended") && !nothing.contains("reason"), "{nothing}");
        assert!(!nothing.contains("ended by") && !nothing.contains("has ended your"), "{nothing}");
        assert!(!said(Party::Practice, TellThem::Outcome, recipient).contains("agreed"));
        assert!(said(Party::Practice, TellThem::Reason, recipient).contains("not used as agreed"));
    }
}

#[test]
fn details_go_to_secure_domains_and_what_lies_below_them() {
    let secure = ["nhs.net".to_owned(), " Secure.Example ".to_owned(), String::new()];
    let may = |address: &str| EmailAddress::parse(address).unwrap().is_at_one_of(&secure);
    assert!(may("a@nhs.net") && may("a@NHS.NET") && may("a@surgery.nhs.net") && may("a@secure.example"));
    assert!(!may("a@notnhs.net") && !may("a@nhs.net.example.test") && !may("nhs.net@example.test"));
}
