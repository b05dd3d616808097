//! A message to the practice that did not arrive as it should marks its case and the case's row, for as long as that matters.

use domain::DelegationId;
use proxy_access::actions::{ask_change, confirm, withdraw};
use time::Duration;
use uuid::Uuid;

use crate::mesh_sandbox::{RIVERSIDE, by_mesh, report_the_last};
use crate::people::{Pair, access, checklist, pair, staff, with_practice};
use crate::story::RIVERSIDES_MAIL;
use crate::support::browser::Browser;
use crate::support::world::{World, world};

const MARK: &str = "Message not delivered";

/// A request that waits for Riverside, its message sent.
async fn waiting(world: &World) -> (Pair, DelegationId) {
    let pair = pair(world).await;
    let id = with_practice(world, pair.delegator, pair.delegate).await;
    world.deliver_everything().await;
    (pair, id)
}

/// Whether the one row of a list is marked, and whether the case is.
async fn marks(rachel: &mut Browser, tab: &str, id: DelegationId) -> (bool, bool) {
    let list = rachel.get(&format!("/staff?tab={tab}")).await;
    assert_eq!(list.texts("tbody tr").len(), 1, "{list}");
    let row = list.texts("tbody .nhsuk-tag").iter().any(|tag| tag == MARK);
    let case = rachel.get(&format!("/staff/cases/{id}")).await;
    (row, case.texts("main .nhsuk-card--warning").iter().any(|text| text.contains(MARK)))
}

#[tokio::test]
async fn a_report_is_told_at_the_top_of_the_case_and_in_every_list_until_the_practice_decides() {
    let world = by_mesh().await;
    let (pair, id) = waiting(&world).await;
    let case = format!("/staff/cases/{id}");
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    assert_eq!(marks(&mut rachel, "new", id).await, (false, false));
    report_the_last(&world).await;
    let page = rachel.get(&case).await;
    page.expect_text("MESH did not deliver a message to your practice: “New request”");
    page.expect_text("We are sending it by email instead.");
    world.deliver_everything().await;
    let page = rachel.get(&case).await;
    page.expect_text("We sent it by secure email instead.").expect_no_text("sent again");
    let settings = rachel.follow("Check how messages go to your practice").await;
    assert_eq!(settings.path(), "/staff/settings");
    settings.expect_text("Messages go to your MESH mailbox").expect_text("may carry patient details");
    for list in ["?tab=new", "?tab=new&sort=patient", "?tab=new&sort=-since", "/export.csv?tab=new"] {
        let list = rachel.get(&format!("/staff{list}")).await;
        assert!(list.body.contains(MARK), "{list}");
    }
    rachel.post("/staff/search", &[("search", pair.number.as_str())]).await.expect_text(MARK);
    rachel.post("/staff/search", &[("search", "")]).await;
    rachel.get(&format!("{case}?lang=cy")).await.expect_text("Ni ddanfonodd MESH neges i’ch meddygfa");
    rachel.get("/staff?tab=new").await.expect_text("Neges heb ei danfon");
    rachel.get("/staff?tab=new&lang=en").await;
    rachel.post(&format!("{case}/take"), &[]).await;
    assert_eq!(marks(&mut rachel, "new", id).await, (true, true), "to take it is not to decide");
    world.clock.advance(Duration::minutes(1));
    confirm::confirm(&world.app, &staff(), id, (checklist(), access(&world.app, 365).into())).await.unwrap();
    assert_eq!(marks(&mut rachel, "active", id).await, (false, false));
}

#[tokio::test]
async fn a_later_message_that_mesh_delivers_takes_the_mark_away() {
    let world = by_mesh().await;
    let (pair, id) = waiting(&world).await;
    world.clock.advance(Duration::minutes(1));
    confirm::confirm(&world.app, &staff(), id, (checklist(), access(&world.app, 365).into())).await.unwrap();
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    let ask = async |days: i64| {
        world.clock.advance(Duration::minutes(1));
        ask_change::ask_change(&world.app, pair.delegator, id, (access(&world.app, days), true))
            .await
            .unwrap();
        world.deliver_everything().await;
    };
    ask(30).await;
    report_the_last(&world).await;
    world.deliver_everything().await;
    assert_eq!(marks(&mut rachel, "active", id).await, (true, true));
    ask(60).await;
    assert_eq!(marks(&mut rachel, "active", id).await, (false, false));
    report_the_last(&world).await;
    assert_eq!(marks(&mut rachel, "active", id).await, (true, true), "the later one did not arrive either");
}

#[tokio::test]
async fn a_case_that_is_over_waits_for_nobody_and_has_no_mark() {
    let world = by_mesh().await;
    let (pair, id) = waiting(&world).await;
    report_the_last(&world).await;
    world.deliver_everything().await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    assert_eq!(marks(&mut rachel, "new", id).await, (true, true));
    withdraw::withdraw(&world.app, pair.delegator, id).await.unwrap();
    assert_eq!(marks(&mut rachel, "closed", id).await, (false, false));
    let page = rachel.get(&format!("/staff/cases/{id}")).await;
    page.expect_text("Not delivered by MESH; sent by secure email instead");
}

#[tokio::test]
async fn what_goes_no_way_at_all_marks_the_case_until_it_is_sent_again() {
    let world = world().await;
    let set_address = async |address: Option<&str>| {
        let set = sqlx::query("update practice set email = $2 where ods_code = $1");
        set.bind(RIVERSIDE).bind(address).execute(&world.app.db).await.unwrap();
    };
    set_address(None).await;
    let (_, id) = waiting(&world).await;
    let mut rachel = world.staff_sign_in_as("reception-a").await;
    assert_eq!(marks(&mut rachel, "new", id).await, (true, true));
    let page = rachel.here();
    page.expect_text("We could not send a message to your practice: “New request”");
    page.expect_text("Nobody at your practice was told by a message.");
    page.expect_text("When this is put right, have the message sent again");
    set_address(Some(RIVERSIDES_MAIL)).await;
    let message: Uuid = sqlx::query_scalar("select id from message where recipient = 'practice'")
        .fetch_one(&world.app.db)
        .await
        .unwrap();
    let again = [("message", message.to_string())];
    let again = again.each_ref().map(|(name, value)| (*name, value.as_str()));
    rachel.post(&format!("/staff/cases/{id}/retry"), &again).await.expect_status(200);
    world.deliver_everything().await;
    assert_eq!(world.letters_to(RIVERSIDES_MAIL).len(), 1);
    assert_eq!(marks(&mut rachel, "new", id).await, (false, false));
}
