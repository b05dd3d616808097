//! Accounts at any stage, made by the service's own actions without a browser.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::account::{
    Account, AccountId, AccountNumber, AssociationId, Ground, Permission, Proof, Tie, Verification, Vouching,
};
use domain::delegation::ConsentMethod;
use domain::{
    Access, Actor, Aggregate, NhsNumber, OdsCode, PersonId, PersonName, RecordLevel, Relationship, Service,
    StaffId,
};
use proxy_access::actions::accounts::associate::{Wish, associate};
use proxy_access::actions::accounts::link::{Typed, link, signed_in};
use proxy_access::actions::accounts::trace::{Described, trace};
use proxy_access::actions::accounts::{keys, open, permit, settle};
use proxy_access::storage::accounts::kept;
use proxy_access::storage::event_log;
use secrecy::ExposeSecret;
use time::macros::date;
use time::{Date, Duration};
use uuid::Uuid;

use crate::details_check::alex;
use crate::people::number_of;
use crate::support::world::World;

/// When everybody here was born, unless a test says otherwise.
pub const BORN: Date = date!(1980 - 02 - 01);

/// Somebody at Riverside.
pub fn staff() -> Actor {
    staff_of("A81001")
}

/// Somebody at a practice.
pub fn staff_of(practice: &str) -> Actor {
    Actor::Staff { id: StaffId(Uuid::from_u128(0x55)), practice: OdsCode::parse(practice).unwrap() }
}

/// A number whose record PDS has, of Alex Smith, born on this day.
pub fn known_to_pds(world: &World, born: Date) -> NhsNumber {
    static NEXT: AtomicU32 = AtomicU32::new(300_000);
    let number = number_of(NEXT.fetch_add(1, Ordering::Relaxed));
    let mut record = alex(&number);
    record.birth_date = born.to_string();
    world.sandbox.pds().add(record);
    NhsNumber::parse(&number).unwrap()
}

/// What a practice writes down of Alex Smith.
pub fn described(born: Date) -> Described {
    Described {
        title: "Dr".to_owned(),
        name: PersonName::new("Alex", "Smith"),
        birth_date: born,
        address: "1 High Street\nLeeds".to_owned(),
        phone: "0113 496 0000".to_owned(),
        email: None,
    }
}

/// Somebody whom Riverside has traced, born on this day, and their number.
pub async fn traced_with_number(world: &World, born: Date) -> (PersonId, NhsNumber) {
    let number = known_to_pds(world, born);
    let person = trace(&world.app, &staff(), (&number, &described(born)), "test").await.unwrap();
    (person.expect("PDS confirms it"), number)
}

/// Somebody whom Riverside has traced, born on this day.
pub async fn traced(world: &World, born: Date) -> PersonId {
    traced_with_number(world, born).await.0
}

/// Whose account it is, and which.
#[derive(Clone, Copy)]
pub struct Holder {
    pub person: PersonId,
    pub id: AccountId,
}

/// Somebody with an account at Riverside, and nothing else.
pub async fn opened(world: &World) -> Holder {
    let person = traced(world, BORN).await;
    let done = open::open(&world.app, &staff(), person).await.unwrap();
    Holder { person, id: done.after.id }
}

/// When Margaret of the cast was born.
const MARGARET_BORN: Date = date!(1951 - 03 - 12);

/// Margaret of the cast, with an account at Riverside, and nothing else.
pub async fn margarets(world: &World) -> Holder {
    let number = NhsNumber::parse("9990000018").unwrap();
    let described = Described { name: PersonName::new("Margaret", "O'Neill"), ..described(MARGARET_BORN) };
    let person = trace(&world.app, &staff(), (&number, &described), "test").await.unwrap();
    let person = person.expect("PDS confirms it");
    let done = open::open(&world.app, &staff(), person).await.unwrap();
    Holder { person, id: done.after.id }
}

/// A member of staff knows them.
pub fn vouched(world: &World) -> Verification {
    Verification { on: world.clock.today_in_london(), proof: Proof::Vouching(Vouching::Personal) }
}

pub async fn verify(world: &World, holder: Holder) {
    settle::verify(&world.app, &staff(), holder.id, vouched(world), None).await.unwrap();
}

/// Acts for a grown-up who consented, from today on.
pub fn by_consent(world: &World) -> Wish {
    let ground = Ground::Consent { method: ConsentMethod::InWriting };
    Wish { tie: Tie::Proxy { relationship: Relationship::Friend, ground }, access: access(world, None) }
}

/// From today on, until so many days from now, or without an end.
pub fn access(world: &World, days: Option<i64>) -> Access {
    let today = world.clock.today_in_london();
    let services = [Service::BookAppointments, Service::OrderPrescriptions, Service::ViewRecord];
    let ends = days.map(|days| today + Duration::days(days));
    Access::new(services, RecordLevel::Detailed, today, ends).unwrap()
}

pub async fn associated(world: &World, holder: Holder, patient: PersonId, wish: Wish) -> AssociationId {
    associate(&world.app, &staff(), (holder.id, patient), wish, None).await.unwrap().0
}

/// The first key of an account, as its letter has it.
pub async fn key_of(world: &World, holder: Holder) -> String {
    let made = keys::issue(&world.app, &staff(), holder.id).await.unwrap().expect("the first one");
    made.key.expose_secret().to_owned()
}

/// What the holder types from a letter with this key.
pub fn typed(holder: Holder, key: &str) -> Typed {
    Typed {
        number: AccountNumber::of(holder.id).grouped(),
        practice: "a81001".to_owned(),
        key: key.to_owned(),
        family_name: "smith".to_owned(),
        birth_date: BORN,
    }
}

/// Links an account with this key.
pub async fn linked(world: &World, holder: Holder, key: &str) {
    let to = signed_in(holder.person);
    link(&world.app, holder.person, to, &typed(holder, key)).await.unwrap();
}

/// Somebody who may act for a patient: verified, associated, linked.
pub async fn acting(world: &World) -> (Holder, PersonId, AssociationId) {
    let holder = opened(world).await;
    let patient = traced(world, BORN).await;
    verify(world, holder).await;
    let association = associated(world, holder, patient, by_consent(world)).await;
    let key = key_of(world, holder).await;
    linked(world, holder, &key).await;
    (holder, patient, association)
}

/// What somebody may do for a patient; they have one account.
pub async fn may(world: &World, person: PersonId, patient: PersonId) -> Permission {
    let mut found = permit::permitted(&world.app, person, patient).await.unwrap();
    assert_eq!(found.len(), 1);
    found.remove(0).permission
}

/// The events read back come to what the view says, whose parts obey the law.
pub async fn expect_whole(world: &World, id: AccountId) -> Account {
    let history = event_log::history::<Account>(&world.app.db, id).await.unwrap();
    let versions: Vec<i32> = history.iter().map(|event| event.version).collect();
    assert_eq!(versions, (1..).take(history.len()).collect::<Vec<_>>());
    let view = kept::load(&world.app.db, id).await.unwrap().expect("a view");
    assert_eq!(Account::replay(&history).as_ref(), Some(&view));
    assert_eq!(view.active, view.status(world.clock.today_in_london()).is_active(), "{view:?}");
    let by_case = view.associations.iter().any(|one| one.case.is_some());
    assert!(
        view.linkages.is_empty() || view.key_since.is_some() || by_case,
        "linked without a key: {view:?}"
    );
    view
}

/// The names of an account's events, in order.
pub async fn events(world: &World, id: AccountId) -> Vec<&'static str> {
    let history = event_log::history::<Account>(&world.app.db, id).await.unwrap();
    history.iter().map(|recorded| Account::name(&recorded.event)).collect()
}
