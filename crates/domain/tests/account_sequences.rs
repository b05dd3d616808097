//! Any sequence of commands by anybody, to the accounts of three people at two practices: the laws hold after each
//! (docs/sources.md#citizen-services, status and associations of a verified user account).

use std::cell::RefCell;
use std::collections::BTreeSet;

use domain::account::{
    Account, AccountId, AgeRules, Associate, AssociationId, Checked, Command, Document, EndReason, Event,
    Evidence, EvidenceId, Follow, Ground, Known, OffReason, OnlineAccountId, Proof, Renew, ResetReason,
    RevokeKeyReason, Says, State, Status, SuspendReason, SwitchOffReason, Tie, Tries, UnverifyReason,
    Verification, Vouching, decide,
};
use domain::delegation::ConsentMethod;
use domain::london::london_date;
use domain::{
    Access, Actor, Aggregate, DelegationId, OdsCode, PersonId, RecordLevel, Relationship, Service, StaffId,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use crate::account_support::{PHONE, Recorded, TABLET};
use crate::sequences::is_impersonal;
use crate::support::{DAVID, MARGARET, PETER, THAT_DAY, THEN, staff_of};

const PEOPLE: [PersonId; 3] = [DAVID, MARGARET, PETER];
const PRACTICES: [&str; 2] = ["A81001", "B82002"];

fn config() -> Config {
    Config { cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(16), ..Config::default() }
}

fn practice(code: &str) -> OdsCode {
    OdsCode::parse(code).expect("an ODS code")
}

fn any_day() -> impl Strategy<Value = Date> {
    (-400..800_i64).prop_map(|days| THAT_DAY + Duration::days(days))
}

fn any_birth() -> impl Strategy<Value = Date> {
    (0..9_000_i64).prop_map(|days| THAT_DAY - Duration::days(days))
}

fn any_person() -> impl Strategy<Value = PersonId> {
    select(PEOPLE.to_vec())
}

/// One of few, so that commands meet associations that there are.
fn any_association() -> impl Strategy<Value = AssociationId> {
    (0..6_u128).prop_map(|number| AssociationId(Uuid::from_u128(0xA0 + number)))
}

fn any_online_account() -> impl Strategy<Value = OnlineAccountId> {
    select(vec![PHONE, TABLET])
}

fn any_access() -> impl Strategy<Value = Access> {
    let services = subsequence(Service::ALL.to_vec(), 1..=4);
    let lasts = proptest::option::of(0..900_i64);
    (services, select(RecordLevel::SEEN.to_vec()), any_day(), lasts).prop_map(
        |(services, level, starts, lasts)| {
            let record = if services.contains(&Service::ViewRecord) { level } else { RecordLevel::None };
            let ends = lasts.map(|days| starts + Duration::days(days));
            Access::new(services, record, starts, ends).expect("parts that fit")
        },
    )
}

fn any_ground() -> impl Strategy<Value = Ground> {
    let checked = || {
        (select(Evidence::ALL), any_day()).prop_map(|(evidence, review_on)| Checked { evidence, review_on })
    };
    prop_oneof![
        3 => select(ConsentMethod::ALL.to_vec()).prop_map(|method| Ground::Consent { method }),
        1 => checked().prop_map(Ground::ParentalResponsibility),
        1 => checked().prop_map(Ground::BestInterests),
        1 => checked().prop_map(Ground::PowerOfAttorney),
        1 => checked().prop_map(Ground::Deputy),
    ]
}

fn any_tie() -> impl Strategy<Value = Tie> {
    prop_oneof![
        1 => Just(Tie::Own),
        3 => (select(Relationship::ALL.to_vec()), any_ground())
            .prop_map(|(relationship, ground)| Tie::Proxy { relationship, ground }),
    ]
}

fn any_proof() -> impl Strategy<Value = Proof> {
    let by = StaffId(Uuid::from_u128(0x55));
    prop_oneof![
        subsequence(Document::ALL.to_vec(), 0..=4)
            .prop_map(|seen| Proof::Documents { seen, copy: Some(EvidenceId(Uuid::from_u128(9))) }),
        select(vec![Vouching::Personal, Vouching::Information, Vouching::NamedStaff { by }])
            .prop_map(Proof::Vouching),
        Just(Proof::NhsLogin),
    ]
}

fn any_associate() -> impl Strategy<Value = Associate> {
    (any_association(), any_person(), any_birth(), any_tie(), any_access(), any::<bool>()).prop_map(
        |(association, patient, patient_born, tie, access, verify_first)| Associate {
            association,
            patient,
            patient_born,
            tie,
            access,
            verify_first,
        },
    )
}

fn any_off() -> impl Strategy<Value = Option<OffReason>> {
    proptest::option::of(select(OffReason::ALL))
}

fn any_renew() -> impl Strategy<Value = Renew> {
    (any_association(), any_birth(), any_tie(), any_access(), any_off()).prop_map(
        |(association, patient_born, tie, access, off)| Renew { association, patient_born, tie, access, off },
    )
}

fn of_keys() -> impl Strategy<Value = Command> {
    prop_oneof![
        2 => Just(Command::IssueKey),
        1 => select(ResetReason::ALL).prop_map(Command::ResetKey),
        1 => select(RevokeKeyReason::ALL).prop_map(Command::RevokeKey),
        4 => (any_online_account(), prop::bool::weighted(0.9), 0..6_i64).prop_map(|(to, matches, tries)| {
            Command::Link { to, matches, tries: Tries { of_account: tries, of_person: 0 } }
        }),
        1 => any_online_account().prop_map(Command::Unlink),
    ]
}

fn of_associations() -> impl Strategy<Value = Command> {
    prop_oneof![
        6 => any_associate().prop_map(|wish| Command::Associate(Box::new(wish))),
        2 => (any_association(), any_access(), any_off())
            .prop_map(|(association, access, off)| Command::ChangeAccess { association, access, off }),
        2 => any_renew().prop_map(|wish| Command::Renew(Box::new(wish))),
        1 => (any_association(), select(SuspendReason::ALL))
            .prop_map(|(association, reason)| Command::Suspend { association, reason }),
        1 => (any_association(), select(EndReason::ALL))
            .prop_map(|(association, reason)| Command::End { association, reason }),
    ]
}

fn a_day() -> impl Strategy<Value = Command> {
    let known = (any_association(), any_birth(), proptest::option::of(any_day()))
        .prop_map(|(association, patient_born, last_used)| Known { association, patient_born, last_used });
    let young = proptest::option::of(0..20_i16);
    (young, prop::collection::vec(known, 0..4))
        .prop_map(|(young, known)| Command::Day { rules: AgeRules::suspending_at(young), known })
}

fn any_says() -> impl Strategy<Value = Says> {
    let stands = prop_oneof![
        3 => Just(State::Running),
        1 => select(SuspendReason::ALL).prop_map(State::Suspended),
        1 => select(EndReason::ALL).prop_map(State::Ended),
    ];
    let consent = proptest::option::of(select(ConsentMethod::ALL.to_vec()));
    (select(Relationship::ALL.to_vec()), consent, any_access(), any_off(), stands).prop_map(
        |(relationship, consent, access, less, stands)| Says { relationship, consent, access, less, stands },
    )
}

fn any_follow() -> impl Strategy<Value = Follow> {
    let case = (0..3_u128).prop_map(|number| DelegationId(Uuid::from_u128(0xC0 + number)));
    let pair = (any_person(), any_person(), select(PRACTICES.to_vec()));
    (case, pair, any_says(), any_association(), any_online_account(), prop::bool::weighted(0.8)).prop_map(
        |(case, (person, patient, code), says, association, sign_in, is_proofed)| Follow {
            case,
            person,
            practice: practice(code),
            patient,
            says,
            association,
            sign_in,
            is_proofed,
        },
    )
}

fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        1 => (any_person(), select(PRACTICES.to_vec()))
            .prop_map(|(person, code)| Command::Open { person, practice: practice(code), has_one: false }),
        4 => of_keys(),
        3 => (any_day(), any_proof(), prop::bool::weighted(0.8)).prop_map(|(on, proof, is_proofed)| {
            Command::Verify { verification: Verification { on, proof }, is_proofed }
        }),
        1 => select(UnverifyReason::ALL).prop_map(Command::Unverify),
        6 => of_associations(),
        1 => select(SwitchOffReason::ALL).prop_map(Command::SwitchOff),
        1 => Just(Command::SwitchOn),
        2 => a_day(),
        3 => any_follow().prop_map(|wish| Command::Follow(Box::new(wish))),
    ]
}

fn anybody() -> impl Strategy<Value = Actor> {
    prop_oneof![
        3 => Just(Actor::Citizen { id: DAVID }),
        2 => any_person().prop_map(|id| Actor::Citizen { id }),
        6 => Just(staff_of(PRACTICES[0])),
        1 => Just(staff_of(PRACTICES[1])),
        2 => Just(Actor::System),
    ]
}

/// Somebody gives a command about the account of a person at a practice, some hours after the last one.
type Step = (Actor, Command, (PersonId, &'static str), i64);

/// The straight road to an active account.
fn road() -> Vec<Step> {
    let staff = staff_of(PRACTICES[0]);
    let access = Access::new([Service::BookAppointments], RecordLevel::None, THAT_DAY, None);
    let own = Associate {
        association: AssociationId(Uuid::from_u128(0xA0)),
        patient: DAVID,
        patient_born: THAT_DAY - Duration::days(9_000),
        tie: Tie::Own,
        access: access.expect("parts that fit"),
        verify_first: true,
    };
    let verification = Verification { on: THAT_DAY, proof: Proof::Vouching(Vouching::Personal) };
    let commands = [
        (staff.clone(), Command::Open { person: DAVID, practice: practice(PRACTICES[0]), has_one: false }),
        (staff.clone(), Command::IssueKey),
        (staff.clone(), Command::Verify { verification, is_proofed: false }),
        (staff, Command::Associate(Box::new(own))),
        (Actor::Citizen { id: DAVID }, Command::Link { to: PHONE, matches: true, tries: Tries::default() }),
    ];
    commands.into_iter().map(|(by, command)| (by, command, (DAVID, PRACTICES[0]), 1)).collect()
}

/// Some way along the straight road, then anything, most of it to the same account.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let which = prop_oneof![
        5 => Just((DAVID, PRACTICES[0])),
        1 => (any_person(), select(PRACTICES.to_vec())),
    ];
    let step = (anybody(), any_command(), which, prop_oneof![9 => 0..60_i64, 1 => 400..3_000_i64]);
    (0..=road().len(), prop::collection::vec(step, 0..100))
        .prop_map(|(length, rest)| road().into_iter().take(length).chain(rest).collect())
}

/// Accounts with what has happened to them, as storage keeps them.
#[derive(Default)]
struct Kept(Vec<(Account, Vec<Recorded>)>);

impl Kept {
    fn place(&self, person: PersonId, code: &str) -> Option<usize> {
        self.0.iter().position(|(one, _)| one.person == person && one.practice.as_str() == code)
    }

    /// Makes an account, as storage does: whether there is one is looked for at the moment of writing.
    fn open(&mut self, by: &Actor, command: Command, now: OffsetDateTime) {
        let Command::Open { person, practice, .. } = command else { return };
        let has_one = self.place(person, practice.as_str()).is_some();
        let Ok(events) = decide(None, &Command::Open { person, practice, has_one }, by, now) else { return };
        let id = AccountId(Uuid::from_u128(u128::try_from(self.0.len()).expect("few")));
        let log: Vec<Recorded> = recorded(id, 0, events, by, now);
        let account = Account::replay(&log).expect("the first event makes it");
        self.0.push((account, log));
    }

    fn give(&mut self, at: usize, by: &Actor, command: &Command, now: OffsetDateTime) -> bool {
        let (account, log) = &mut self.0[at];
        let Ok(events) = decide(Some(&*account), command, by, now) else { return false };
        for next in recorded(account.id, log.len(), events, by, now) {
            *account = Account::evolve(Some(account.clone()), &next).expect("it goes on");
            log.push(next);
        }
        true
    }
}

fn recorded(
    id: AccountId,
    before: usize,
    events: Vec<Event>,
    by: &Actor,
    at: OffsetDateTime,
) -> Vec<Recorded> {
    let numbered = events.into_iter().zip(before + 1..);
    numbered
        .map(|(event, version)| {
            let version = i32::try_from(version).expect("a short history");
            Recorded { id, version, event, by: by.clone(), at }
        })
        .collect()
}

#[test]
fn any_sequence_of_commands_keeps_the_law_of_accounts() {
    let (reached, happened) = (RefCell::new(BTreeSet::new()), RefCell::new(BTreeSet::new()));
    TestRunner::new(config())
        .run(&steps(), |steps| {
            let (mut kept, mut now) = (Kept::default(), THEN);
            for (by, command, (person, code), hours) in steps {
                now += Duration::hours(hours);
                let Some(at) = kept.place(person, code) else {
                    kept.open(&by, Command::Open { person, practice: practice(code), has_one: false }, now);
                    continue;
                };
                let was = kept.0[at].0.clone();
                if kept.give(at, &by, &command, now) {
                    let (account, log) = &kept.0[at];
                    is_lawful(account, (&command, &was), now)?;
                    reached.borrow_mut().insert(account.status(london_date(now)).code());
                    happened.borrow_mut().extend(log.iter().map(|one| one.event.name()));
                }
                if matches!(command, Command::Open { .. }) {
                    kept.open(&by, command, now);
                }
            }
            is_unique(&kept)?;
            kept.0.iter().try_for_each(is_replayed_and_written_namelessly)
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    let all: BTreeSet<&str> = Status::ALL.into_iter().map(Status::code).collect();
    assert_eq!(reached.into_inner(), all, "the sequences go everywhere");
    assert!(happened.into_inner().len() >= 16, "nearly every event happens");
}

/// What must hold after every command: active only while the three facts hold and nobody switched it off; at most one
/// association with a patient; for oneself with oneself, for another with another.
fn is_lawful(
    account: &Account,
    (command, was): (&Command, &Account),
    now: OffsetDateTime,
) -> Result<(), TestCaseError> {
    let today = london_date(now);
    let linked = !account.linkages.is_empty();
    let associated = account.associations.iter().any(|one| one.is_active(today));
    let holds = linked && account.verification.is_some() && associated && account.switched_off.is_none();
    prop_assert_eq!(account.status(today).is_active(), holds);
    let is_told = account.version > was.version || matches!(command, Command::Day { .. });
    prop_assert!(!is_told || account.active == holds, "the history says what is so: {:?}", command);
    prop_assert_eq!((account.id, account.person, &account.practice), (was.id, was.person, &was.practice));
    for one in &account.associations {
        prop_assert_eq!(one.tie == Tie::Own, one.patient == account.person);
        let same =
            account.associations.iter().filter(|other| other.is_open() && other.patient == one.patient);
        prop_assert!(same.count() <= 1, "two with one patient");
    }
    Ok(())
}

/// Nobody has two accounts at a practice.
fn is_unique(kept: &Kept) -> Result<(), TestCaseError> {
    for (at, (one, _)) in kept.0.iter().enumerate() {
        prop_assert_eq!(kept.place(one.person, one.practice.as_str()), Some(at));
    }
    Ok(())
}

fn is_replayed_and_written_namelessly(
    (account, log): &(Account, Vec<Recorded>),
) -> Result<(), TestCaseError> {
    prop_assert_eq!(Account::replay(log), Some(account.clone()));
    let first = log.first().map(|one| one.event.name());
    prop_assert_eq!(first, Some("account_opened"));
    for one in log {
        let text = serde_json::to_string(&one.event).expect("an event is written");
        prop_assert_eq!(&serde_json::from_str::<Event>(&text).expect("an event is read"), &one.event);
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        prop_assert_eq!(value["event"].as_str(), Some(one.event.name()));
        prop_assert!(is_impersonal(&value), "{}", text);
    }
    Ok(())
}

#[test]
fn whatever_is_done_first_an_account_begins_inactive() {
    let strategy = (any_person(), select(PRACTICES.to_vec()), any_day());
    TestRunner::new(config())
        .run(&strategy, |(person, code, day)| {
            let mut kept = Kept::default();
            let command = Command::Open { person, practice: practice(code), has_one: false };
            kept.open(&staff_of(code), command, THEN);
            let (account, log) = &kept.0[0];
            prop_assert_eq!(log.len(), 1);
            prop_assert!(!account.active && !account.status(day).is_active());
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
}
