//! What every message must and must not say.

use scraper::{Html, Selector};
use time::macros::{date, datetime};
use uuid::Uuid;

use crate::locale::Language;
use domain::delegation::*;
use domain::practice_settings::OnlinePlace;
use domain::*;

use super::*;

/// The document for a practice's mailbox.
mod document;
/// Names, practices, days, and where the access is used.
mod places;
/// What must not be said.
mod safety;

const RECIPIENTS: [Recipient; 3] = [Recipient::Delegator, Recipient::Delegate, Recipient::Practice];
const NUMBERS: [&str; 4] = ["9990000018", "999 000 0018", "9990000026", "999 000 0026"];

fn delegation() -> Delegation {
    let [delegator, delegate] = [1, 2].map(|n| PersonId(Uuid::from_u128(n)));
    let ends = Some(date!(2027 - 11 - 30));
    let asked = Access::new(Service::ALL, RecordLevel::Detailed, date!(2026 - 12 - 01), ends).unwrap();
    let event = Event::DelegationRequested {
        delegator,
        delegate,
        practice: OdsCode::parse("A81001").unwrap(),
        relationship: Relationship::Partner,
        asked,
    };
    let (id, by) = (DelegationId(Uuid::from_u128(3)), Actor::Citizen { id: delegator });
    let at = datetime!(2026-11-21 09:00 UTC);
    let requested = Recorded { id, version: 1, event, by, at };
    let mut delegation = Delegation::replay([&requested]).unwrap();
    delegation.stage = Stage::Invited;
    delegation.lapses_on = Some(date!(2026 - 12 - 12));
    delegation
}

fn facts(recipient: Recipient, language: Language) -> Facts {
    let greeted = match recipient {
        Recipient::Delegator => "Margaret",
        Recipient::Delegate => "David",
        Recipient::Practice => "Riverside Medical Practice",
    };
    Facts {
        language,
        recipient,
        recipient_name: Some(greeted.to_owned()),
        delegator: PersonName::new("Margaret", "Ashworth"),
        delegate: PersonName::new("David", "Ashworth"),
        practice_name: "Riverside Medical Practice".to_owned(),
        practice_phone: Some("01632 960000".to_owned()),
        place: OnlinePlace::Unsaid,
        by_code: false,
        delegation: delegation(),
        link: "https://trusted.example/somewhere/1".to_owned(),
        service_url: "https://trusted.example".to_owned(),
        secure: None,
        today: date!(2026 - 11 - 21),
    }
}

fn secure() -> Secure {
    Secure {
        delegator_nhs_number: NhsNumber::parse("9990000018").unwrap(),
        delegate_nhs_number: NhsNumber::parse("9990000026").unwrap(),
        requested_on: date!(2026 - 11 - 21),
        accepted_on: Some(date!(2026 - 11 - 25)),
    }
}

fn checklist() -> domain::delegation::Checklist {
    use domain::delegation::{Checklist, ChecklistItem, ConsentMethod};
    Checklist::complete(&ChecklistItem::ALWAYS, ConsentMethod::InPerson).unwrap()
}

/// A stage at which the message is true.
fn stage_of(message: Message) -> Stage {
    match message {
        Message::Refused => Stage::Refused,
        Message::Suspended | Message::ReviewNeeded => Stage::Suspended,
        Message::NewRequest | Message::Accepted | Message::MovedHere => Stage::WithPractice,
        Message::EndingSoon | Message::AccessSet | Message::AccessChanged | Message::Resumed => Stage::Active,
        Message::RemovalNeeded | Message::Stopped => Stage::Ending,
        _ => Stage::Invited,
    }
}

/// Each message to each recipient in each language, with facts changed by `change`.
fn everything(change: impl Fn(&mut Facts)) -> Vec<(Message, Facts, Composed)> {
    let mut all = Vec::new();
    for message in Message::ALL {
        for recipient in RECIPIENTS {
            for language in Language::ALL {
                let mut facts = facts(recipient, language);
                facts.delegation.stage = stage_of(message);
                facts.delegation.change_asked =
                    (message == Message::ChangeAsked).then(|| facts.delegation.asked.clone());
                change(&mut facts);
                let composed = compose(message, &facts).unwrap();
                all.push((message, facts, composed));
            }
        }
    }
    all
}

/// The words of a document's body, one space between any two.
fn words_of_html(html: &str) -> String {
    let document = Html::parse_document(html);
    let main = document.select(&Selector::parse("main").unwrap()).next().unwrap();
    let words: Vec<&str> = main.text().flat_map(str::split_whitespace).collect();
    words.join(" ")
}

#[test]
fn what_is_no_longer_so_when_it_goes_is_only_news() {
    let late = [
        (Message::NewRequest, Stage::Withdrawn),
        (Message::NewRequest, Stage::Active),
        (Message::Accepted, Stage::Active),
        (Message::Accepted, Stage::Withdrawn),
        (Message::ChangeAsked, Stage::Active),
        (Message::ReviewNeeded, Stage::Active),
        (Message::Stopped, Stage::Active),
    ];
    for (message, stage) in late {
        for recipient in RECIPIENTS {
            let mut facts = facts(recipient, Language::En);
            facts.delegation.stage = stage;
            assert!(about::is_only_news(message, &facts), "{message:?} at {stage:?}");
        }
    }
}

#[test]
fn text_and_html_of_every_message_say_the_same() {
    for (message, facts, composed) in everything(|facts| facts.secure = Some(secure())) {
        let lines: Vec<&str> = composed.text.lines().filter(|line| !line.starts_with("https://")).collect();
        let said: Vec<&str> =
            lines.iter().flat_map(|line| line.trim_start_matches("- ").split_whitespace()).collect();
        let expected = format!("{} {}", composed.subject, said.join(" "));
        assert_eq!(words_of_html(&composed.html), expected, "{message:?} {:?}", facts.language);
        assert!(composed.html.contains(&format!("lang=\"{}\"", facts.language.tag())));
        assert!(composed.text.lines().all(|line| line.chars().count() <= 72), "{}", composed.text);
    }
}

#[test]
fn every_notice_of_the_domain_is_meant_for_its_recipient() {
    let events = [
        Event::DetailsNotConfirmed,
        Event::InvitationSent { lapses_on: date!(2026 - 12 - 12) },
        Event::InvitationReminded { reminder: 1 },
        Event::DelegationAccepted,
        Event::SentToPractice,
        Event::DelegationDeclined { reason: None },
        Event::DelegationWithdrawn { side: Party::Delegate },
        Event::InvitationLapsed,
        Event::DelegationReactivated { checklist: checklist(), granted: delegation().asked.into() },
        Event::DelegationRefused { reason: RefusalReason::Other, tell: Tell::OUTCOME },
        Event::AccessChanged { checklist: None, granted: delegation().asked.into() },
        Event::AccessResumed { tell: Tell::OUTCOME },
        Event::DelegationRevoked { side: Party::Practice, reason: RevokeReason::Other, tell: Tell::OUTCOME },
    ];
    let before = delegation();
    for event in events {
        for notice in domain::delegation::notice::notices(Some(&before), &event) {
            assert!(is_for(notice.message, notice.to), "{notice:?}");
        }
    }
}

#[test]
fn subjects_are_short_and_the_same_for_everybody() {
    let usual = everything(|_| {});
    let odd = everything(|facts| {
        facts.recipient_name = Some("Eve\r\nBcc: all@example.test".to_owned());
        facts.delegator = PersonName::new("Eve\r\nBcc: all@example.test", "X");
        facts.delegate = facts.delegator.clone();
        facts.practice_name = "P\r\nX: y".to_owned();
    });
    for ((message, _, composed), (_, _, other)) in usual.iter().zip(&odd) {
        assert_eq!(composed.subject, other.subject, "{message:?}");
        assert!(composed.subject.chars().count() <= 60, "{}", composed.subject);
        assert!(!composed.subject.contains(|c: char| c.is_control() || c.is_ascii_digit()));
        assert!(!other.text.contains('\r') && !other.text.contains("Bcc:"), "{}", other.text);
        assert!(!other.text.contains('@'), "{}", other.text);
    }
}

#[test]
fn each_message_has_one_link_on_our_own_host() {
    for link in ["https://trusted.example/somewhere/1", "https://trusted.example.evil.test/", "javascript:x"]
    {
        for (message, _, composed) in everything(|facts| facts.link = link.to_owned()) {
            let in_text: Vec<&str> =
                composed.text.split_whitespace().filter(|word| word.contains("://")).collect();
            let ours = in_text.iter().all(|url| *url == "https://trusted.example" || *url == link);
            assert!(in_text.len() == 1 && ours, "{message:?} {in_text:?}");
            assert!(!in_text[0].contains("evil"), "{in_text:?}");
            let document = Html::parse_document(&composed.html);
            let hrefs = Selector::parse("[href], [src]").unwrap();
            let hrefs: Vec<_> =
                document.select(&hrefs).filter_map(|element| element.value().attr("href")).collect();
            assert_eq!(hrefs, in_text, "{message:?}");
        }
    }
}

#[test]
fn every_message_says_who_writes_and_what_we_never_ask() {
    for (message, facts, composed) in everything(|_| {}) {
        let t = crate::locale::words(facts.language);
        let flat = composed.text.replace('\n', " ");
        assert!(flat.contains(&t.msg_messages_never_ask()), "{message:?}");
        assert!(flat.contains(&t.msg_common_service_name()));
        assert!(!composed.html.to_lowercase().contains("proxy"), "{message:?}");
        assert!(!flat.contains("{ $") && !composed.html.contains('\u{2068}'));
    }
}

#[test]
fn an_invitation_says_who_asks_what_for_until_when_and_that_one_may_say_no() {
    let text = compose(Message::Invitation, &facts(Recipient::Delegate, Language::En)).unwrap().text;
    let flat = text.replace("\n  ", " ").replace('\n', " ");
    for part in [
        "Dear David,",
        "Margaret Ashworth has asked you",
        "- Book, change and cancel appointments",
        "- See the detailed GP record",
        "From 1 December 2026 to 30 November 2027.",
        "You do not have to agree",
        "The last day to answer is 12 December 2026.",
        "If you feel pressured",
    ] {
        assert!(flat.contains(part), "{part}\n{text}");
    }
}

#[test]
fn an_end_date_that_was_taken_away_is_not_announced() {
    let mut facts = facts(Recipient::Delegate, Language::En);
    let open = Access::new([Service::ViewRecord], RecordLevel::Full, date!(2026 - 12 - 01), None).unwrap();
    facts.delegation.set = Some(open);
    let composed = compose(Message::EndingSoon, &facts).unwrap();
    assert_eq!(composed.subject, "There is news about a request");
    assert!(composed.text.contains("Sign in to see it"), "{}", composed.text);
}

#[test]
fn what_is_no_longer_so_is_not_said() {
    for (message, stage) in [
        (Message::Invitation, Stage::Withdrawn),
        (Message::Refused, Stage::Active),
        (Message::Suspended, Stage::Active),
        (Message::EndingSoon, Stage::Ending),
        (Message::AccessSet, Stage::Ending),
        (Message::AccessChanged, Stage::Ended),
        (Message::Resumed, Stage::Suspended),
        (Message::RemovalNeeded, Stage::Ended),
    ] {
        for recipient in RECIPIENTS {
            let mut facts = facts(recipient, Language::En);
            facts.delegation.stage = stage;
            let composed = compose(message, &facts).unwrap();
            assert!(composed.text.contains("There is news about a request"), "{message:?}");
        }
    }
}
