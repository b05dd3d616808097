//! Every stage × every form × every kind of person: who may does it, everybody else gets a plain answer and nothing is
//! written. What is expected comes from the state table.

use domain::delegation::table::{Cell, cell, may};
use domain::delegation::{
    Checklist, ChecklistItem, CommandKind, ConsentMethod, ContactSource, Delegation, Event, Recorded,
    RefusalReason, RevokeReason, Stage, SuspendReason, Tell,
};
use domain::{
    Access, Actor, Aggregate, DelegationId, EmailAddress, OdsCode, Party, PersonId, PersonName, RecordLevel,
    Relationship, Service,
};
use proxy_access::storage::invitations::{self, Invitation};
use proxy_access::storage::record::{Change, record};
use time::{Date, Duration, OffsetDateTime};

use crate::story::count;
use crate::support::browser::Browser;
use crate::support::world::{World, world};

/// A form: where it is, the command it gives, and fields that fit.
type Form = (&'static str, CommandKind, &'static [(&'static str, &'static str)]);

const TICKED: [(&str, &str); 8] = [
    ("checklist", "spoke_to_patient"),
    ("checklist", "coercion_considered"),
    ("checklist", "safeguarding_looked"),
    ("checklist", "identity_seen"),
    ("consent", "in_person"),
    ("more", "yes"),
    ("tell_patient", "outcome"),
    ("tell_trusted", "outcome"),
];

/// Nobody is told.
const SILENT: [(&str, &str); 2] = [("tell_patient", "nothing"), ("tell_trusted", "nothing")];

const CITIZENS: [Form; 6] = [
    ("accept", CommandKind::Accept, &[("declare", "yes")]),
    ("decline", CommandKind::Decline, &[]),
    ("withdraw", CommandKind::Withdraw, &[]),
    ("stop", CommandKind::Revoke, &[]),
    ("resend", CommandKind::Resend, &[]),
    (
        "ask-change",
        CommandKind::AskChange,
        &[("services", "message_surgery"), ("how_long", "no_end"), ("pressure", "no"), ("step", "send")],
    ),
];

const STAFF: [Form; 9] = [
    ("confirm", CommandKind::Confirm, &[]),
    ("refuse", CommandKind::Refuse, &[("reason", "not_needed"), SILENT[0], SILENT[1], ("step", "send")]),
    ("change", CommandKind::Change, &[]),
    ("keep", CommandKind::DeclineChange, &[SILENT[0]]),
    (
        "suspend",
        CommandKind::Suspend,
        &[("reason", "pending_review"), ("in_line", "yes"), SILENT[0], SILENT[1]],
    ),
    ("resume", CommandKind::Resume, &[("in_line", "yes"), SILENT[0], SILENT[1]]),
    ("revoke", CommandKind::Revoke, &[("reason", "misuse"), SILENT[0], SILENT[1], ("step", "send")]),
    ("removal", CommandKind::Remove, &[("in_line", "yes")]),
    ("reactivate", CommandKind::Reactivate, &[]),
];

struct Cast {
    delegator: PersonId,
    delegate: PersonId,
}

fn access(today: Date) -> Access {
    Access::new([Service::BookAppointments], RecordLevel::None, today, None).expect("access")
}

/// The shortest history that ends at `stage`, with a change asked for where that is possible.
fn history(cast: &Cast, stage: Stage, today: Date) -> Vec<Event> {
    let after = |earlier, more: &[Event]| [history(cast, earlier, today).as_slice(), more].concat();
    let refused = Event::DelegationRefused { reason: RefusalReason::NotNeeded, tell: Tell::OUTCOME };
    let stopped =
        Event::DelegationRevoked { side: Party::Practice, reason: RevokeReason::Misuse, tell: Tell::OUTCOME };
    match stage {
        Stage::Checking => vec![Event::DelegationRequested {
            delegator: cast.delegator,
            delegate: cast.delegate,
            practice: OdsCode::parse("A81001").expect("a code"),
            relationship: Relationship::Partner,
            asked: access(today),
        }],
        Stage::NotConfirmed => after(Stage::Checking, &[Event::DetailsNotConfirmed]),
        Stage::Invited => after(
            Stage::Checking,
            &[
                Event::DetailsConfirmed,
                Event::ContactFound { source: ContactSource::Pds },
                Event::InvitationSent { lapses_on: today + Duration::days(15) },
            ],
        ),
        Stage::Declined => after(Stage::Invited, &[Event::DelegationDeclined { reason: None }]),
        Stage::Lapsed => after(Stage::Invited, &[Event::InvitationLapsed]),
        Stage::WithPractice => after(Stage::Invited, &[Event::DelegationAccepted, Event::SentToPractice]),
        Stage::Withdrawn => {
            after(Stage::WithPractice, &[Event::DelegationWithdrawn { side: Party::Delegator }])
        }
        Stage::Refused => after(Stage::WithPractice, &[refused]),
        Stage::Active => {
            let checklist =
                Checklist::complete(&ChecklistItem::ALL, ConsentMethod::InPerson).expect("ticked");
            let set = Event::DelegationApplied { checklist, granted: access(today).into() };
            let services = [Service::BookAppointments, Service::OrderPrescriptions];
            let wish = Access::new(services, RecordLevel::None, today, None).expect("access");
            after(Stage::WithPractice, &[set, Event::ChangeAsked { access: wish }])
        }
        Stage::Suspended => {
            let reason = SuspendReason::PendingReview;
            after(Stage::Active, &[Event::AccessSuspended { reason, tell: Tell::OUTCOME }])
        }
        Stage::Ending => after(Stage::Active, &[stopped]),
        Stage::Ended => after(Stage::Ending, &[Event::RemovalConfirmed]),
    }
}

/// What came with a patient who moved here.
fn moved_here(world: &World, cast: &Cast, today: Date) -> Vec<Event> {
    let came = Event::DelegationMovedHere {
        former: DelegationId(world.clock.new_id()),
        delegator: cast.delegator,
        delegate: cast.delegate,
        practice: OdsCode::parse("A81001").expect("a code"),
        relationship: Relationship::Partner,
        asked: access(today),
        accepted_on: Some(today),
    };
    vec![came, Event::SentToPractice]
}

/// A delegation at `stage` since a week; those before it count as over, as a pair has only one under way.
async fn at_stage(world: &World, cast: &Cast, (stage, has_moved): (Stage, bool)) -> Delegation {
    for statement in ["update delegation set open = false", "delete from association", "delete from account"]
    {
        sqlx::query(statement).execute(&world.app.db).await.unwrap();
    }
    let (id, at) = (DelegationId(world.clock.new_id()), world.clock.now() - Duration::days(7));
    let today = world.clock.today_in_london();
    let events = if has_moved { moved_here(world, cast, today) } else { history(cast, stage, today) };
    let recorded = |(event, version): (&Event, i32)| recorded(id, version, event.clone(), at);
    let log: Vec<Recorded> = events.iter().zip(1..).map(recorded).collect();
    let after = Delegation::replay(&log).expect("a history");
    let change = Change { after: &after, events: &events, by: &Actor::System, via: None, at, work: &[] };
    record(&world.app.db, &change).await.unwrap();
    let described = Invitation {
        name: PersonName::new("David", "O'Neill"),
        birth_date: time::macros::date!(1949 - 11 - 02),
        entered_email: Some(EmailAddress::parse("david@example.test").expect("an address")),
        email: None,
    };
    invitations::insert(&world.app.db, id, &described).await.unwrap();
    after
}

fn recorded(id: DelegationId, version: i32, event: Event, at: OffsetDateTime) -> Recorded {
    Recorded { id, version, event, by: Actor::System, at }
}

/// What should come of a form that this party sends at this stage.
#[derive(Debug, PartialEq, Eq)]
enum Expected {
    /// It happens.
    Happens,
    /// A plain page, and nothing is written.
    Plain,
    /// As if there were nothing.
    Unknown,
}

fn expected(party: Option<Party>, delegation: &Delegation, command: CommandKind) -> Expected {
    let Some(party) = party else { return Expected::Unknown };
    let stage = delegation.stage;
    let is_known = match party {
        Party::Delegate => delegation.invited_at.is_some(),
        Party::Practice => delegation.sent_to_practice_at.is_some(),
        Party::Delegator | Party::System => true,
    };
    // An invitation's own pages lead its reader to where it stands.
    let is_invited =
        party == Party::Delegate && matches!(command, CommandKind::Accept | CommandKind::Decline);
    match cell(Some(stage), command) {
        _ if !is_known => Expected::Unknown,
        _ if !is_invited && !may(party, command, stage) => Expected::Unknown,
        Cell::To(_) => Expected::Happens,
        Cell::Harmless | Cell::Refused => Expected::Plain,
    }
}

async fn attempt(
    world: &World,
    browser: &mut Browser,
    (path, fields): (&str, &[(&str, &str)]),
    (expected, name): (Expected, String),
) -> bool {
    let before = (count(world, "event").await, count(world, "message").await);
    let page = browser.post(path, fields).await;
    let written = (count(world, "event").await, count(world, "message").await) != before;
    assert!(!page.status.is_server_error() && !page.h1().is_empty(), "{name}: {page}");
    match expected {
        Expected::Happens => assert!(written && page.status == 200, "{name} should happen: {page}"),
        Expected::Plain => assert!(!written && matches!(page.status.as_u16(), 200 | 409), "{name}: {page}"),
        Expected::Unknown => assert!(!written && page.status == 404, "{name} should be unknown: {page}"),
    }
    written
}

#[tokio::test]
async fn at_every_stage_every_form_does_what_the_table_says_for_every_kind_of_person() {
    let world = world().await;
    let mut citizens = [
        (Some(Party::Delegator), world.sign_in_as("margaret").await),
        (Some(Party::Delegate), world.sign_in_as("david").await),
        (None, world.sign_in_as("sian").await),
    ];
    let mut staff = [
        (Some(Party::Practice), world.staff_sign_in_as("reception-a").await),
        (None, world.staff_sign_in_as("reception-b").await),
    ];
    let id = |number: &'static str| {
        let db = world.app.db.clone();
        async move {
            let id: uuid::Uuid = sqlx::query_scalar("select id from person where nhs_number = $1")
                .bind(number)
                .fetch_one(&db)
                .await
                .unwrap();
            PersonId(id)
        }
    };
    let cast = Cast { delegator: id("9990000018").await, delegate: id("9990000026").await };
    let today = world.clock.today_in_london();
    let (day, month, year) =
        (today.day().to_string(), u8::from(today.month()).to_string(), today.year().to_string());
    let set = [
        ("services", "message_surgery"),
        ("how_long", "no_end"),
        ("starts-day", &*day),
        ("starts-month", &*month),
        ("starts-year", &*year),
        ("step", "send"),
    ];
    let set: Vec<(&str, &str)> = [&set[..], &TICKED[..]].concat();
    let mut happened = 0;
    let came_with_the_patient = (Stage::WithPractice, true);
    for place in Stage::ALL.map(|stage| (stage, false)).into_iter().chain([came_with_the_patient]) {
        for side in ["/delegations", "/staff/cases"] {
            let (forms, people, wrong_kind) = match side {
                "/delegations" => (&CITIZENS[..], &mut citizens[..], &mut staff[0].1),
                _ => (&STAFF[..], &mut staff[..], &mut citizens[0].1),
            };
            for (page, command, fields) in forms {
                let fields = match command {
                    CommandKind::Confirm | CommandKind::Change | CommandKind::Reactivate => &set[..],
                    _ => fields,
                };
                let mut delegation = at_stage(&world, &cast, place).await;
                let path = |delegation: &Delegation| format!("{side}/{}/{page}", delegation.id);
                let name = |who: &str| format!("{page} at {place:?} by {who}");
                let form = path(&delegation);
                let unknown = (Expected::Unknown, name("the wrong kind of person"));
                attempt(&world, wrong_kind, (&form, fields), unknown).await;
                let stranger = world.browser().post(&form, fields).await;
                assert!(stranger.path().starts_with("/timed-out"), "{}: {stranger}", name("nobody"));
                for (party, browser) in people.iter_mut() {
                    let wanted = (expected(*party, &delegation, *command), name(&format!("{party:?}")));
                    if attempt(&world, browser, (&path(&delegation), fields), wanted).await {
                        happened += 1;
                        delegation = at_stage(&world, &cast, place).await;
                    }
                }
            }
        }
    }
    // Each cell of the table that people lead somewhere, once for each of them.
    assert_eq!(happened, 28, "14 of citizens, 14 of the practice");
}
