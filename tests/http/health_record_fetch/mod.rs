//! Getting a patient's record from the practice before, over real HTTP with the sandbox's strict systems: staff ask, the worker gets
//! it, staff look and take it over, the documents follow; every fault in words; a worker that is killed at any moment.

mod kills;
mod pages;
mod switches;
mod two_instances;

use proxy_access::storage::outbox;
use sandbox::gp_connect::GpConnectFaults;

use crate::story::count;
use crate::support::browser::Browser;
use crate::support::page::Page;
use crate::support::world::{SANDBOXS, World, world_with};

/// Margaret, who has moved from Riverside to Hillview.
pub const NUMBER: &str = "999 000 0018";
/// Her number as PDS has it.
pub const MARGARETS: &str = "9990000018";

/// A world in which Margaret is registered at Hillview, and Ben of Hillview.
pub async fn moved() -> (World, Browser) {
    let world = world_with(&[("SDS_URL", SANDBOXS)]).await;
    assert!(world.sandbox.pds().set(MARGARETS, |record| record.practice = Some("B82002".to_owned())));
    let ben = world.staff_sign_in_as("reception-b").await;
    (world, ben)
}

/// What Ben fills in to get her record with or without confidential items.
pub fn wish(choice: &'static str) -> [(&'static str, &'static str); 6] {
    [
        ("nhs_number", NUMBER),
        ("born-day", "12"),
        ("born-month", "3"),
        ("born-year", "1951"),
        ("from", "A81001"),
        ("with_confidential", choice),
    ]
}

/// Ben asks for her record; the page on which he follows it.
pub async fn ask(ben: &mut Browser) -> String {
    ben.get("/staff/record-fetches/new").await.expect_text("Get the record from the previous practice");
    let page = ben.submit(&wish("with")).await;
    page.expect_status(200).expect_text("Being asked for");
    page.path()
}

/// Ben asks, and the worker does what it can do now; the page then.
pub async fn came(world: &World, ben: &mut Browser) -> Page {
    let path = ask(ben).await;
    world.deliver_everything().await;
    ben.get(&path).await
}

/// The systems misbehave so.
pub fn bend(world: &World, faults: GpConnectFaults) {
    world.sandbox.gp_connect().set_faults(faults);
}

/// Everything of a record with three letters is here once, and nothing is left lying about.
pub async fn expect_whole(world: &World) {
    assert_eq!(count(world, "record_fetch where state = 'done'").await, 1);
    assert_eq!(count(world, "record_fetch_document where done_at is null").await, 0);
    assert_eq!(count(world, "health_record_patient where practice = 'B82002'").await, 1);
    assert_eq!(count(world, "health_record_document").await, 3);
    assert_eq!(count(world, "health_record_resource where kind = 'DocumentReference'").await, 3);
    assert_eq!(count(world, "health_record_resource where resource_id = 'problem-1'").await, 1);
    assert_eq!(count(world, "record_fetch_part").await, 0, "nothing is left lying about");
    assert_eq!(count(world, "outbox").await, 0);
    assert_eq!(outbox::dead_letters(&world.app.db, 10).await.unwrap().len(), 0);
    let wrong: i64 = sqlx::query_scalar(
        "select count(*) from health_record_document d
         where d.size <> (select sum(length(c.bytes)) from health_record_content c where c.sha256 = d.sha256)
             or d.sha256 <> (select sha256(string_agg(c.bytes, '' order by c.part))
                             from health_record_content c where c.sha256 = d.sha256)",
    )
    .fetch_one(&world.app.db)
    .await
    .unwrap();
    assert_eq!(wrong, 0, "every byte is here, and once");
}
