//! Somebody stops being eligible after their call was let in and before its command is decided: the rules look again, the
//! answer is the one that the next call gets, and nothing was done.

use serde_json::json;

use crate::program::Answer;
use crate::speaker::{Speaker, code, expect, for_david, with};
use crate::story::{count, until};
use crate::support::world::{World, world};

/// Whether a call waits for what another holds.
const WAITING: &str = "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

/// Makes the call while another transaction holds what its command needs and changes the facts: it is let in by what was so
/// before, and decided by what is so after.
async fn meanwhile(
    world: &World,
    (hold, change): (&'static str, &'static str),
    call: impl Future<Output = Answer>,
) -> Answer {
    let mut other = world.app.db.begin().await.expect("a transaction");
    for statement in [hold, change] {
        sqlx::query(statement).execute(&mut *other).await.expect("held and changed");
    }
    let changes = async {
        until(async || count(world, WAITING).await == 1).await;
        other.commit().await.expect("changed");
    };
    let (answer, ()) = tokio::join!(call, changes);
    answer
}

/// Who is refused so could hold no scope any more.
fn expect_outside(answer: &Answer) {
    assert_eq!((answer.status.as_u16(), code(answer).as_str()), (403, "scope"), "{answer:?}");
    assert_eq!(answer.headers["content-type"], "application/problem+json");
}

#[tokio::test]
async fn a_patient_who_stops_being_eligible_in_the_middle_of_a_call_begins_nothing() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let theirs = "select id from person for no key update";
    for (change, back) in [
        (
            "update practice set enabled = false where ods_code = 'A81001'",
            "update practice set enabled = true where ods_code = 'A81001'",
        ),
        (
            "update person set birth_date = '2015-01-01' where nhs_number = '9990000018'",
            "update person set birth_date = '1951-03-12' where nhs_number = '9990000018'",
        ),
    ] {
        let asks = for_david();
        let call = margaret.sends("/api/v1/delegations", &asks);
        expect_outside(&meanwhile(&world, (theirs, change), call).await);
        assert_eq!((count(&world, "event").await, count(&world, "draft").await), (0, 0), "{change}");
        sqlx::query(back).execute(&world.app.db).await.expect("as before");
    }
    expect(&margaret.sends("/api/v1/delegations", &for_david()).await, 201, "checking");
}

#[tokio::test]
async fn a_trusted_person_whose_practice_leaves_the_trial_in_the_middle_of_a_call_accepts_nothing() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    // Siân's practice is another than Margaret's.
    let sian = json!({
        "given_name": "Siân", "family_name": "Llewellyn-Jones", "birth_date": "1980-02-29",
        "nhs_number": "9990000034", "email": "sian.llewellyn@example.test",
    });
    let asked = margaret.sends("/api/v1/delegations", &with(for_david(), "/delegate", sian)).await;
    let id = asked.body["id"].as_str().expect("an id");
    world.deliver_everything().await;
    let sian = Speaker::citizen(&world, "sian").await;
    let before = count(&world, "event").await;
    let hold = "lock table invitation in access exclusive mode";
    let change = "update practice set enabled = false where ods_code = 'B82002'";
    let yes = json!({ "declaration": true });
    expect_outside(&meanwhile(&world, (hold, change), sian.tells(id, "acceptance", &yes)).await);
    assert_eq!(count(&world, "event").await, before);
}
