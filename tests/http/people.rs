//! Many fictional pairs, and their delegations at any stage, made by the service's own actions without a browser.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::delegation::{Checklist, ChecklistItem, Command, ConsentMethod, ContactSource, Delegation};
use domain::{
    Access, Actor, DelegationId, EmailAddress, NhsNumber, OdsCode, PersonId, PersonName, RecordLevel,
    Relationship, Service, StaffId,
};
use proxy_access::actions::request::Asked;
use proxy_access::actions::{accept, confirm, draft as drafts, perform, request};
use proxy_access::app::App;
use time::Duration;
use time::macros::date;
use uuid::Uuid;

use crate::support::world::World;

/// Two adults of the Riverside practice who have signed in before.
pub struct Pair {
    /// Who gives access.
    pub delegator: PersonId,
    /// Who receives it.
    pub delegate: PersonId,
    /// The delegate's NHS number.
    pub number: NhsNumber,
}

/// A new pair.
pub async fn pair(world: &World) -> Pair {
    let (delegator, _) = person(world).await;
    let (delegate, number) = person(world).await;
    Pair { delegator, delegate, number }
}

async fn person(world: &World) -> (PersonId, NhsNumber) {
    let (id, number) = (world.app.clock.new_id(), number());
    sqlx::query(
        "insert into person (id, nhs_number, subject, given_name, family_name, birth_date, email, practice, updated_at)
         values ($1, $2, $1::text, 'Alex', 'Smith', $3, 'alex@example.test', 'A81001', now())",
    )
    .bind(id)
    .bind(number.as_str())
    .bind(date!(1980 - 02 - 01))
    .execute(&world.app.db)
    .await
    .unwrap();
    (PersonId(id), number)
}

/// A valid number that nobody had before.
fn number() -> NhsNumber {
    static NEXT: AtomicU32 = AtomicU32::new(10_000);
    NhsNumber::parse(&number_of(NEXT.fetch_add(1, Ordering::Relaxed))).unwrap()
}

/// The `n`th of many valid NHS numbers that nobody of the cast has.
pub fn number_of(n: u32) -> String {
    // Of eleven in a row one has no check digit; two tries are enough.
    let mut fits =
        (0..2).flat_map(|more| (0..10).map(move |check| format!("{}{check}", 999_100_000 + 2 * n + more)));
    fits.find(|number| NhsNumber::parse(number).is_ok()).expect("a number")
}

/// Access for so many days.
pub fn access(app: &App, days: i64) -> Access {
    let today = app.clock.today_in_london();
    let services = [Service::BookAppointments, Service::ViewRecord];
    Access::new(services, RecordLevel::Summary, today, Some(today + Duration::days(days))).unwrap()
}

/// A request for the person with this number.
pub fn asked(app: &App, number: &NhsNumber) -> Asked {
    Asked {
        name: PersonName::new("Alex", "Smith"),
        birth_date: date!(1980 - 02 - 01),
        nhs_number: number.clone(),
        email: Some(EmailAddress::parse("alex@example.test").unwrap()),
        relationship: Relationship::Friend,
        access: access(app, 365),
        free_of_pressure: true,
    }
}

/// An empty draft.
pub async fn draft(world: &World, delegator: PersonId) -> Uuid {
    drafts::begin(&world.app, delegator, &serde_json::json!({})).await.unwrap()
}

/// Somebody who works at Riverside.
pub fn staff() -> Actor {
    Actor::Staff { id: StaffId(Uuid::from_u128(0x55)), practice: OdsCode::parse("A81001").unwrap() }
}

/// A checklist with everything ticked, also the consent to more than was asked for.
pub fn checklist() -> Checklist {
    Checklist::complete(&ChecklistItem::ALL, ConsentMethod::InPerson).unwrap()
}

/// A delegation that waits for the delegate's answer.
pub async fn invited(world: &World, delegator: PersonId, delegate: PersonId) -> DelegationId {
    let number: String = sqlx::query_scalar("select nhs_number from person where id = $1")
        .bind(delegate.0)
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    let asked = asked(&world.app, &NhsNumber::parse(&number).unwrap());
    let draft = draft(world, delegator).await;
    let id = request::send(&world.app, delegator, draft, &asked).await.unwrap();
    let confirmed = Command::ConfirmDetails(ContactSource::Pds);
    perform::perform::<Delegation>(&world.app, id, &Actor::System, &confirmed, None).await.unwrap();
    id
}

/// A delegation that waits for the practice.
pub async fn with_practice(world: &World, delegator: PersonId, delegate: PersonId) -> DelegationId {
    let id = invited(world, delegator, delegate).await;
    accept::accept(&world.app, delegate, id).await.unwrap();
    id
}

/// A delegation that the practice has set.
pub async fn active(world: &World, delegator: PersonId, delegate: PersonId) -> DelegationId {
    let id = with_practice(world, delegator, delegate).await;
    confirm::confirm(&world.app, &staff(), id, (checklist(), access(&world.app, 365).into())).await.unwrap();
    id
}
