//! Our MESH client and the sandbox's strict MESH, written from the same sheet by people who did not see each other's code.

use std::collections::BTreeSet;

use proxy_access::worker;
use sandbox::switches::MeshSwitches;
use serde_json::Value;
use time::Duration;

use crate::people::{pair, with_practice};
use crate::process::Process;
use crate::story::{RIVERSIDES_MAIL, count, until};
use crate::support::world::{World, world};

/// The practice that has a mailbox.
pub const RIVERSIDE: &str = "A81001";

/// A world in which Riverside gets its messages by MESH.
pub async fn by_mesh() -> World {
    let world = world().await;
    sqlx::query("update practice set channel = 'mesh' where ods_code = $1")
        .bind(RIVERSIDE)
        .execute(&world.app.db)
        .await
        .unwrap();
    world
}

/// The practice's system never collects the message that came last, and MESH reports that.
pub async fn report_the_last(world: &World) {
    let last = world.sandbox.mesh().arrived(RIVERSIDE).pop().expect("a message");
    assert!(world.sandbox.mesh().mark_undeliverable(&last.id));
    assert_eq!(worker::read_mesh_inbox(&world.app).await.expect("the inbox is read"), 1);
}

async fn new_request(world: &World) {
    let pair = pair(world).await;
    with_practice(world, pair.delegator, pair.delegate).await;
}

/// What arrived at the practice: local ids, each with its document.
fn arrived(world: &World) -> Vec<(String, Value)> {
    let messages = world.sandbox.mesh().arrived(RIVERSIDE).into_iter();
    messages.map(|one| (one.local_id, serde_json::from_slice(&one.body).expect("JSON"))).collect()
}

#[tokio::test]
async fn a_request_arrives_with_the_six_outputs_and_no_mail_goes() {
    let world = by_mesh().await;
    new_request(&world).await;
    world.deliver_everything().await;
    let arrived = arrived(&world);
    assert_eq!(arrived.len(), 1, "{arrived:?}");
    let document = &arrived[0].1;
    assert_eq!(document["type"], "new_request");
    for part in ["delegator", "delegate"] {
        assert!(document[part]["nhs_number"].is_string(), "{document}");
    }
    assert!(world.letters_to(RIVERSIDES_MAIL).is_empty());
    assert_eq!(world.sandbox.mesh().denials().len(), 0, "every token was right the first time");
    assert_eq!(world.sandbox.mesh().calls().handshakes, 1, "once a day");
}

#[tokio::test]
async fn a_report_of_a_message_that_was_not_collected_sends_it_by_mail_and_marks_the_case() {
    let world = by_mesh().await;
    new_request(&world).await;
    world.deliver_everything().await;
    let message = world.sandbox.mesh().arrived(RIVERSIDE).remove(0);
    assert!(world.sandbox.mesh().mark_undeliverable(&message.id));
    worker::read_mesh_inbox(&world.app).await.expect("the inbox is read");
    world.deliver_everything().await;
    assert_eq!(world.letters_to(RIVERSIDES_MAIL).len(), 1);
    assert_eq!(count(&world, "message where undelivered_at is not null").await, 1);
    worker::read_mesh_inbox(&world.app).await.expect("again");
    world.deliver_everything().await;
    assert_eq!(world.letters_to(RIVERSIDES_MAIL).len(), 1, "the report was acknowledged");
}

#[tokio::test]
async fn lost_answers_outages_and_refusals_lose_nothing_and_send_nothing_twice() {
    for faults in [
        MeshSwitches { drop_before_answer: true, ..MeshSwitches::default() },
        MeshSwitches { fail_before_answer: true, ..MeshSwitches::default() },
        MeshSwitches { down: true, ..MeshSwitches::default() },
        MeshSwitches { rate_limited: true, ..MeshSwitches::default() },
    ] {
        let world = by_mesh().await;
        world.sandbox.switches().set_mesh(faults.clone());
        new_request(&world).await;
        world.deliver_everything().await;
        world.sandbox.switches().reset();
        for _ in 0..4 {
            world.clock.advance(Duration::minutes(10));
            world.deliver_everything().await;
        }
        assert_eq!(arrived(&world).len(), 1, "{faults:?}");
        assert_eq!(world.letters_to(RIVERSIDES_MAIL).len(), 0, "{faults:?}");
    }
    let cannot = MeshSwitches { cannot_send_to: vec![RIVERSIDE.to_owned()], ..MeshSwitches::default() };
    let without = MeshSwitches { without_mailbox: vec![RIVERSIDE.to_owned()], ..MeshSwitches::default() };
    for faults in [cannot, without] {
        let world = by_mesh().await;
        world.sandbox.switches().set_mesh(faults.clone());
        new_request(&world).await;
        world.deliver_everything().await;
        assert_eq!((arrived(&world).len(), world.letters_to(RIVERSIDES_MAIL).len()), (0, 1), "{faults:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_killed_again_and_again_bring_every_message_once() {
    const REQUESTS: usize = 40;
    let world = by_mesh().await;
    let slow = MeshSwitches { slow_ms: 40, ..MeshSwitches::default() };
    world.sandbox.switches().set_mesh(slow);
    for _ in 0..REQUESTS {
        new_request(&world).await;
    }
    let to_practice = "outbox o join message m on m.id = o.message_id where m.recipient = 'practice'";
    for round in 1..=3 {
        let process = Process::worker(&world);
        // It dies in the middle of sending.
        until(async || arrived(&world).len() >= round * 8).await;
        process.tell("-KILL");
        assert!(!process.end().await.success());
        // The process reads the machine's clock, so the leases are moved and not the time.
        let over = "update outbox set run_at = run_at - interval '1 day',
                        leased_until = leased_until - interval '3 minutes'";
        sqlx::query(over).execute(&world.app.db).await.unwrap();
    }
    let last = Process::worker(&world);
    until(async || count(&world, to_practice).await == 0).await;
    last.tell("-TERM");
    assert!(last.end().await.success());
    let local_ids: Vec<String> = arrived(&world).into_iter().map(|(id, _)| id).collect();
    let different: BTreeSet<&String> = local_ids.iter().collect();
    assert_eq!((local_ids.len(), different.len()), (REQUESTS, REQUESTS), "nothing twice, nothing lost");
}
