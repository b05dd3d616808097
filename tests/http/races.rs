//! People who click at the same moment, over HTTP: one outcome, one set of messages, and a plain page for who was second.

use domain::DelegationId;
use domain::delegation::{Refusal, Stage};
use proxy_access::actions::{Failed, revoke, withdraw};
use proxy_access::storage::delegations;

use crate::people::{Pair, pair, with_practice};
use crate::support::browser::Browser;
use crate::support::world::{World, world};

/// How often they are let loose on each other.
const ROUNDS: usize = 200;

const CONFIRM: [(&str, &str); 12] = [
    ("checklist", "spoke_to_patient"),
    ("checklist", "coercion_considered"),
    ("checklist", "safeguarding_looked"),
    ("checklist", "identity_seen"),
    ("consent", "by_telephone"),
    ("services", "book_appointments"),
    ("how_long", "no_end"),
    ("more", "yes"),
    ("tell_patient", "outcome"),
    ("tell_trusted", "outcome"),
    ("step", "send"),
    ("record", ""),
];

/// The fields of a confirmation from today on.
fn confirmation(world: &World) -> Vec<(&'static str, String)> {
    let today = world.clock.today_in_london();
    let mut fields: Vec<(&str, String)> =
        CONFIRM.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    fields.push(("starts-day", today.day().to_string()));
    fields.push(("starts-month", u8::from(today.month()).to_string()));
    fields.push(("starts-year", today.year().to_string()));
    fields
}

async fn confirm(
    browser: &mut Browser,
    id: DelegationId,
    fields: &[(&str, String)],
    late: usize,
) -> (u16, String) {
    for _ in 0..late {
        tokio::task::yield_now().await;
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = browser.post(&format!("/staff/cases/{id}/confirm"), &fields).await;
    (page.status.as_u16(), page.h1())
}

async fn told(world: &World, id: DelegationId, message: &str) -> i64 {
    sqlx::query_scalar("select count(*) from message where aggregate_id = $1 and message = $2")
        .bind(id.0)
        .bind(message)
        .fetch_one(&world.app.db)
        .await
        .unwrap()
}

async fn stage(world: &World, id: DelegationId) -> Stage {
    delegations::load(&world.app.db, id).await.unwrap().expect("a delegation").stage
}

#[tokio::test(flavor = "multi_thread")]
async fn two_staff_confirm_at_once_and_both_read_that_it_is_confirmed() {
    let world = world().await;
    let fields = confirmation(&world);
    let (mut rachel, mut mark) =
        (world.staff_sign_in_as("reception-a").await, world.staff_sign_in_as("manager-a").await);
    for round in 0..ROUNDS {
        let Pair { delegator, delegate, .. } = pair(&world).await;
        let id = with_practice(&world, delegator, delegate).await;
        let (one, other) = tokio::join!(
            confirm(&mut rachel, id, &fields, round % 7),
            confirm(&mut mark, id, &fields, round % 5)
        );
        assert_eq!(
            (&one, &other),
            (&(200, "Access confirmed".to_owned()), &(200, "Access confirmed".to_owned()))
        );
        assert_eq!((stage(&world, id).await, told(&world, id, "access_set").await), (Stage::Active, 2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_practice_confirms_while_a_citizen_withdraws_or_stops() {
    let world = world().await;
    let fields = confirmation(&world);
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    for round in 0..ROUNDS {
        let Pair { delegator, delegate, .. } = pair(&world).await;
        let id = with_practice(&world, delegator, delegate).await;
        let citizen = async {
            for _ in 0..round % 11 {
                tokio::task::yield_now().await;
            }
            match round % 2 {
                0 => withdraw::withdraw(&world.app, delegator, id).await,
                _ => revoke::revoke_as_citizen(&world.app, delegate, id).await,
            }
        };
        let ((status, h1), citizens) = tokio::join!(confirm(&mut rachel, id, &fields, round % 7), citizen);
        let set = told(&world, id, "access_set").await;
        match (stage(&world, id).await, &citizens) {
            // The citizen was first, and the practice reads what happened instead.
            (Stage::Withdrawn, Ok(_)) => {
                assert_eq!((status, h1.contains("This request has changed"), set), (409, true, 0), "{h1}");
            }
            // The practice was first; what the citizen wanted is no more possible, or not yet.
            (Stage::Active, Err(Failed::Refused(Refusal::WrongStage(_)))) => {
                assert_eq!((status, set), (200, 2), "{h1}");
            }
            (Stage::Ending, Ok(_)) => {
                assert_eq!((set, told(&world, id, "stopped").await), (2, 2));
                assert!(matches!(status, 200 | 409), "{status} {h1}");
            }
            other => panic!("round {round}: {other:?}, {status} {h1}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_does_it_once() {
    let world = world().await;
    let fields = confirmation(&world);
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let cookie = rachel.cookie("session").expect("a session").to_owned();
    let mut second = world.browser();
    second.set_cookie("session", &cookie);
    for round in 0..ROUNDS {
        let Pair { delegator, delegate, .. } = pair(&world).await;
        let id = with_practice(&world, delegator, delegate).await;
        let (one, other) =
            tokio::join!(confirm(&mut rachel, id, &fields, 0), confirm(&mut second, id, &fields, round % 9));
        assert_eq!((one.0, other.0), (200, 200), "{one:?} {other:?}");
        assert_eq!(told(&world, id, "access_set").await, 2);
    }
}
