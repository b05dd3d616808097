//! Any sequence of commands by anybody: no panic, no illegal stage, replay gives the same, nothing personal is written.

use std::cell::RefCell;
use std::collections::BTreeSet;

use domain::delegation::table::Cell;
use domain::delegation::{
    Checklist, ChecklistItem, CloseReason, Command, ConsentMethod, ContactSource, DeclineReason, Delegation,
    Event, Granted, LessReason, Recorded, RefusalReason, Request, RevokeReason, Stage, SuspendReason, Tell,
    TellThem, decide,
};
use domain::eligibility::Standing;
use domain::{Access, Actor, Aggregate, RecordLevel, Relationship, Service};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use time::{Date, Duration};

use crate::support::*;
use crate::table::expected;

fn config() -> Config {
    Config { cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(2), ..Config::default() }
}

fn any_day() -> impl Strategy<Value = Date> {
    (-400..800_i64).prop_map(|days| THAT_DAY + Duration::days(days))
}

fn any_access() -> impl Strategy<Value = Access> {
    let services = proptest::sample::subsequence(Service::ALL.to_vec(), 1..=4);
    (services, select(RecordLevel::SEEN.to_vec()), any_day(), proptest::option::of(0..900_i64)).prop_map(
        |(services, level, starts, lasts)| {
            let record = if services.contains(&Service::ViewRecord) { level } else { RecordLevel::None };
            let ends = lasts.map(|days| starts + Duration::days(days));
            Access::new(services, record, starts, ends).expect("parts that fit")
        },
    )
}

fn any_standing() -> impl Strategy<Value = Standing> {
    (0..40_000_i64, prop::bool::weighted(0.9), prop::bool::weighted(0.9)).prop_map(
        |(days, proofed, practice_enabled)| Standing {
            born: THAT_DAY - Duration::days(days),
            proofed,
            practice_enabled,
        },
    )
}

fn any_request() -> impl Strategy<Value = Request> {
    let people = (select(vec![MARGARET, DAVID]), select(vec![DAVID, MARGARET, PETER]));
    let yes = || prop::bool::weighted(0.9);
    (people, any_standing(), any_access(), select(Relationship::ALL.to_vec()), yes(), yes(), any_day())
        .prop_map(|((delegator, delegate), standing, asked, relationship, free_of_pressure, alone, today)| {
            Request {
                delegator,
                delegator_standing: standing,
                delegate,
                relationship,
                asked,
                free_of_pressure,
                pair_is_open: !alone,
                today,
                ..a_request()
            }
        })
}

fn any_consent() -> impl Strategy<Value = Checklist> {
    (select(ConsentMethod::ALL.to_vec()), prop::bool::weighted(0.8)).prop_map(|(consent, to_more)| {
        let ticked = if to_more { &ChecklistItem::ALL[..] } else { &ChecklistItem::ALWAYS[..] };
        Checklist::complete(ticked, consent).expect("every item is ticked")
    })
}

fn any_tell() -> impl Strategy<Value = Tell> {
    let one = || select(TellThem::ALL);
    (one(), one()).prop_map(|(delegator, delegate)| Tell { delegator, delegate })
}

fn any_grant() -> impl Strategy<Value = Granted> {
    (any_access(), any_tell(), proptest::option::of(select(LessReason::ALL)))
        .prop_map(|(access, tell, less)| Granted { access, tell, less })
}

fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        any_request().prop_map(|request| Command::Request(Box::new(request))),
        Just(request()),
        Just(crate::moved::move_here()),
        select(vec![ContactSource::Pds, ContactSource::Delegator, ContactSource::Code])
            .prop_map(Command::ConfirmDetails),
        Just(Command::RejectDetails),
        (any_standing(), prop::bool::weighted(0.9), any_day()).prop_map(|(standing, matches, today)| {
            Command::Accept { standing, matches_invitation: matches, practice_enabled: matches, today }
        }),
        Just(accept()),
        proptest::option::of(select(DeclineReason::ALL)).prop_map(Command::Decline),
        Just(Command::Resend),
        Just(Command::Withdraw),
        select(CloseReason::ALL).prop_map(Command::Close),
        Just(Command::Lapse),
        Just(Command::Remind),
        (any_consent(), any_grant(), any_day()).prop_map(|(checklist, granted, today)| Command::Confirm {
            checklist,
            granted,
            today
        }),
        Just(confirm()),
        (select(RefusalReason::ALL), any_tell()).prop_map(|(reason, tell)| Command::Refuse { reason, tell }),
        (any_access(), prop::bool::weighted(0.8), any_day()).prop_map(|(access, free_of_pressure, today)| {
            Command::AskChange { access, free_of_pressure, today }
        }),
        select(TellThem::ALL).prop_map(Command::DeclineChange),
        any_day().prop_map(|today| Command::WarnOfEnd { today }),
        any_day().prop_map(|today| Command::Nudge { today }),
        (proptest::option::of(any_consent()), any_grant(), any_day())
            .prop_map(|(checklist, granted, today)| { Command::Change { checklist, granted, today } }),
        (select(SuspendReason::ALL), any_tell()).prop_map(|(reason, tell)| Command::Suspend { reason, tell }),
        any_tell().prop_map(Command::Resume),
        (select(RevokeReason::ALL), any_tell()).prop_map(|(reason, tell)| Command::Revoke { reason, tell }),
        any_day().prop_map(|today| Command::ReachEndDate { today }),
        Just(Command::Remove),
        (any_consent(), any_grant(), any_day()).prop_map(|(checklist, granted, today)| Command::Reactivate {
            checklist,
            granted,
            today
        }),
    ]
}

fn anybody() -> impl Strategy<Value = Actor> {
    prop_oneof![
        3 => Just(the_delegator()),
        3 => Just(the_delegate()),
        3 => Just(the_practice()),
        3 => Just(our_worker()),
        1 => Just(a_stranger()),
        1 => Just(another_practice()),
    ]
}

/// Somebody gives a command some hours after the last one.
type Step = (Actor, Command, i64);

/// Mostly less than the pause between two letters, now and then longer than an invitation waits.
fn some_hours() -> impl Strategy<Value = i64> {
    prop_oneof![9 => 0..60_i64, 1 => 400..600_i64]
}

/// Some way along the straight road, then anything: so that the late stages are visited often.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let road = [
        (the_delegator(), request()),
        (our_worker(), confirm_details()),
        (the_delegate(), accept()),
        (the_practice(), confirm()),
        (the_practice(), suspend()),
        (the_delegator(), revoke()),
        (the_practice(), Command::Remove),
        (the_practice(), reactivate()),
    ];
    let anything = prop::collection::vec((anybody(), any_command(), some_hours()), 0..80);
    (0..=road.len(), anything).prop_map(move |(length, anything)| {
        let first = road[..length].iter().cloned().map(|(by, command)| (by, command, 1));
        first.chain(anything).collect()
    })
}

#[test]
fn any_sequence_of_commands_keeps_the_law() {
    let table = expected();
    let reached = RefCell::new(BTreeSet::new());
    TestRunner::new(config())
        .run(&steps(), |steps| {
            let (mut state, mut log, mut now) = (None::<Delegation>, Vec::<Recorded>::new(), THEN);
            for (by, command, hours) in steps {
                now += Duration::hours(hours);
                let before = state.as_ref().map(|delegation| delegation.stage);
                let Ok(events) = decide(state.as_ref(), &command, &by, now) else { continue };
                for event in events {
                    let next = recorded(log.len() + 1, event, by.clone(), now);
                    state = Delegation::evolve(state, &next);
                    log.push(next);
                }
                let after = state.as_ref().map(|delegation| delegation.stage);
                let leads = table.iter().find(|cell| (cell.0, cell.1) == (before, command.kind()));
                match leads.map(|cell| cell.2) {
                    Some(Cell::To(next)) => prop_assert!(after == Some(next) || after == before),
                    Some(Cell::Harmless) => prop_assert_eq!(after, before),
                    Some(Cell::Refused) | None => prop_assert!(false, "{:?} at {:?}", command, before),
                }
                reached.borrow_mut().extend(after);
                if let Some(delegation) = &state {
                    is_consistent(delegation, &log)?;
                }
            }
            prop_assert_eq!(Delegation::replay(&log), state);
            log.iter().try_for_each(is_written_faithfully_and_namelessly)
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(reached.into_inner(), BTreeSet::from(Stage::ALL), "the sequences go everywhere");
}

/// What must hold after every event.
fn is_consistent(delegation: &Delegation, log: &[Recorded]) -> Result<(), TestCaseError> {
    let stage = delegation.stage;
    prop_assert_eq!(usize::try_from(delegation.version).ok(), Some(log.len()));
    prop_assert!(delegation.delegator != delegation.delegate);
    let is_or_was_set = matches!(stage, Stage::Active | Stage::Suspended | Stage::Ending | Stage::Ended);
    prop_assert_eq!(delegation.set.is_some(), is_or_was_set);
    prop_assert_eq!(delegation.revoked.is_some(), matches!(stage, Stage::Ending | Stage::Ended));
    prop_assert_eq!(delegation.refused.is_some(), stage == Stage::Refused);
    prop_assert_eq!(delegation.suspended.is_some(), stage == Stage::Suspended);
    prop_assert!(!is_or_was_set || delegation.accepted == Some(true), "no access without the delegate's yes");
    prop_assert!(delegation.sent_to_practice_at.is_none() || delegation.accepted == Some(true));
    prop_assert!(delegation.reminders <= 2);
    prop_assert!(delegation.stage_since >= delegation.requested_at);
    let finished = log.last().is_some_and(|last| last.event == Event::DelegationFinished);
    prop_assert!(!finished || stage.is_settled());
    Ok(())
}

fn is_written_faithfully_and_namelessly(recorded: &Recorded) -> Result<(), TestCaseError> {
    let text = serde_json::to_string(&recorded.event).expect("an event is written");
    let read: Event = serde_json::from_str(&text).expect("an event is read");
    prop_assert_eq!(&read, &recorded.event);
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    prop_assert_eq!(value["event"].as_str(), Some(recorded.event.name()));
    prop_assert!(is_impersonal(&value), "{}", text);

    let by = serde_json::to_string(&recorded.by).expect("an actor is written");
    prop_assert_eq!(&serde_json::from_str::<Actor>(&by).expect("an actor is read"), &recorded.by);
    prop_assert!(is_impersonal(&serde_json::from_str(&by).expect("JSON")), "{}", by);
    Ok(())
}

/// Only our ids, codes, days, the practice's ODS code and small numbers.
pub fn is_impersonal(value: &serde_json::Value) -> bool {
    use serde_json::Value;
    match value {
        Value::Null | Value::Bool(_) => true,
        Value::Number(number) => number.as_u64().is_some_and(|number| number < 100),
        Value::Array(values) => values.iter().all(is_impersonal),
        Value::Object(fields) => fields.values().all(is_impersonal),
        Value::String(text) => is_id(text) || is_code(text) || is_day(text) || is_practice(text),
    }
}

fn is_id(text: &str) -> bool {
    uuid::Uuid::parse_str(text).is_ok()
}

fn is_code(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn is_day(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    shape == "9999-99-99"
}

fn is_practice(text: &str) -> bool {
    text == "A81001" || text == "B82002"
}

#[test]
fn the_check_for_personal_data_finds_some() {
    let found = |text: &str| !is_impersonal(&serde_json::json!({ "field": [text] }));
    assert!(found("9990000018"));
    assert!(found("Margaret"));
    assert!(found("margaret@example.test"));
    assert!(found("she said so"));
    assert!(found("2026-03-02T10:00:00Z"));
    assert!(!found("2026-03-02"));
}
