//! What each of the two may read of a delegation.

use time::macros::{date, datetime};
use uuid::Uuid;

use crate::locale::Language;
use crate::wording::Reader;
use domain::delegation::{Delegation, Event, Recorded, RefusalReason, Stage, Tell, TellThem};
use domain::{Access, Actor, Aggregate, DelegationId, OdsCode, PersonId, RecordLevel, Relationship, Service};

use super::progress::{Place, steps};

fn after(events: Vec<Event>) -> Delegation {
    let [delegator, delegate] = [1, 2].map(|n| PersonId(Uuid::from_u128(n)));
    let practice = OdsCode::parse("A81001").unwrap();
    let asked = Access::new([Service::BookAppointments], RecordLevel::None, date!(2026 - 12 - 01), None);
    let (relationship, asked) = (Relationship::Partner, asked.unwrap());
    let first = Event::DelegationRequested { delegator, delegate, practice, relationship, asked };
    let recorded: Vec<Recorded> = (1..)
        .zip(std::iter::once(first).chain(events))
        .map(|(version, event)| Recorded {
            id: DelegationId(Uuid::from_u128(3)),
            version,
            event,
            by: Actor::System,
            at: datetime!(2026-11-21 09:00 UTC),
        })
        .collect();
    Delegation::replay(&recorded).unwrap()
}

fn sent() -> Vec<Event> {
    vec![
        Event::DetailsConfirmed,
        Event::InvitationSent { lapses_on: date!(2026 - 12 - 12) },
        Event::DelegationAccepted,
        Event::SentToPractice,
    ]
}

fn refused(tell: Tell) -> Delegation {
    let reason = RefusalReason::Safeguarding;
    after(sent().into_iter().chain([Event::DelegationRefused { reason, tell }]).collect())
}

fn told(delegation: &Delegation, reader: Reader) -> String {
    let steps = steps(Language::En, delegation, reader, "David O’Neill");
    steps.iter().map(|step| step.title.as_str()).collect::<Vec<_>>().join(" | ")
}

#[test]
fn an_open_invitation_shows_what_is_done_now_and_next() {
    let invited = after(sent().into_iter().take(2).collect());
    let steps = steps(Language::En, &invited, Reader::Delegator, "David O’Neill");
    let places: Vec<Place> = steps.iter().map(|step| step.place).collect();
    assert_eq!(places, [Place::Done, Place::Done, Place::Now, Place::Next, Place::Next]);
    assert_eq!(steps[0].when, "21 November 2026");
    assert_eq!(steps[2].when, "By 12 December 2026");
    assert!(steps[2].title.contains("David O’Neill"), "{}", steps[2].title);
}

#[test]
fn a_refusal_of_which_nothing_may_be_told_reads_as_an_end() {
    for reader in [Reader::Delegator, Reader::Delegate] {
        assert!(told(&refused(Tell::NOTHING), reader).ends_with("| Request ended"));
        assert!(told(&refused(Tell::OUTCOME), reader).ends_with("| The GP surgery said no"));
    }
    let one = refused(Tell { delegator: TellThem::Outcome, delegate: TellThem::Nothing });
    assert!(told(&one, Reader::Delegator).ends_with("| The GP surgery said no"));
    assert!(told(&one, Reader::Delegate).ends_with("| Request ended"));
}

#[test]
fn every_stage_has_one_step_under_way_at_most() {
    for stage in Stage::ALL {
        for reader in [Reader::Delegator, Reader::Delegate] {
            let mut delegation = after(sent());
            delegation.stage = stage;
            let steps = steps(Language::Cy, &delegation, reader, "David O’Neill");
            assert!(steps.iter().filter(|step| step.is_now()).count() <= 1, "{stage:?}");
            assert_eq!(steps.iter().any(|step| step.place == Place::Next), waits(stage), "{stage:?}");
        }
    }
}

fn waits(stage: Stage) -> bool {
    matches!(stage, Stage::Checking | Stage::Invited | Stage::WithPractice)
}
