//! What stands in its place: names, practices, days, and where the access is used.

use domain::practice_settings::OnlineService;

use super::*;

#[test]
fn names_practices_and_days_stand_in_their_places() {
    let say = |message, recipient| {
        let mut facts = facts(recipient, Language::En);
        let practice = (Party::Practice, RevokeReason::Other, Tell::OUTCOME);
        facts.delegation.revoked = Some(practice);
        facts.delegation.refused = Some((RefusalReason::Other, Tell::OUTCOME));
        facts.delegation.stage = stage_of(message);
        compose(message, &facts).unwrap().text.replace('\n', " ")
    };
    for (message, part) in [
        (Message::RequestStarted, "send David Ashworth an invitation. They then have 21 days to answer"),
        (Message::Accepted, "David Ashworth has agreed to be your trusted person."),
        (Message::Accepted, "to your GP surgery, Riverside Medical Practice."),
        (Message::AccessSet, "Access for David Ashworth was set up by Riverside Medical Practice."),
        (Message::AccessChanged, "of David Ashworth was changed by Riverside Medical Practice."),
        (Message::Refused, "David Ashworth was refused by your GP surgery, Riverside Medical Practice."),
        (Message::Stopped, "The access of David Ashworth was ended by Riverside Medical Practice."),
        (Message::EndingSoon, "which David Ashworth can use GP services for you is 30 November 2027."),
    ] {
        let said = say(message, Recipient::Delegator);
        assert!(said.contains(part), "{part}\n{said}");
    }
    for message in [Message::Suspended, Message::Accepted, Message::Refused] {
        let said = say(message, Recipient::Delegator);
        assert!(said.contains("Practice (01632 960000)."), "whom to contact: {said}");
    }
    assert!(say(Message::AccessSet, Recipient::Delegate).contains("where Riverside Medical Practice offers"));
    let said = say(Message::EndingSoon, Recipient::Delegate);
    assert!(said.contains("you can use GP services for Margaret Ashworth is 30 November 2027."), "{said}");
}

#[test]
fn the_trusted_person_reads_where_the_practice_says_that_the_access_is_used() {
    let own = || OnlineService::parse("Riverside.Online", "https://online.example.org").ok();
    let in_own = "in Riverside. Online, the online service of Riverside Medical Practice.";
    let switch = "switch to the profile of the person you act for";
    let cases: [(OnlinePlace, &[&str]); 5] = [
        (OnlinePlace::Unsaid, &["in the NHS App, or in the surgery’s own online service."]),
        (OnlinePlace::NhsApp, &["Use the access in the NHS App", switch, "ask Riverside Medical Practice."]),
        (OnlinePlace::of(false, own()), &[in_own]),
        (OnlinePlace::of(true, own()), &["in the NHS App", switch, in_own]),
        (OnlinePlace::Ask, &["Ask Riverside Medical Practice where and how"]),
    ];
    for (place, parts) in cases {
        for message in [Message::AccessSet, Message::AccessChanged, Message::Resumed] {
            let said = |recipient| {
                let mut facts = facts(recipient, Language::En);
                (facts.delegation.stage, facts.place) = (stage_of(message), place.clone());
                let composed = compose(message, &facts).unwrap();
                [composed.text.replace('\n', " "), words_of_html(&composed.html)]
            };
            for text in said(Recipient::Delegate) {
                assert!(parts.iter().all(|part| text.contains(part)), "{message:?} {place:?}\n{text}");
                assert!(!text.contains("example.org"), "a mail has one link, and it leads to us: {text}");
            }
            let others = said(Recipient::Delegator);
            assert!(others.iter().all(|text| !text.contains(parts[0])), "{message:?} {place:?}");
        }
    }
}
