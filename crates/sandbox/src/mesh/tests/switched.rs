use reqwest::Method;
use serde_json::json;

use super::{Caller, RIVERSIDE, code, header, json as ask, send};
use crate::switches::MeshSwitches;

fn set(caller: &Caller, faults: MeshSwitches) {
    caller.sandbox.switches().set_mesh(faults);
}

#[tokio::test]
async fn outages_use_up_the_token() {
    let caller = Caller::new().await;
    let with = |token: &str| caller.bare(Method::GET, "/X26PROXY01/inbox").header("authorization", token);
    let cases = [
        (MeshSwitches { down: true, ..Default::default() }, 503, ""),
        (MeshSwitches { rate_limited: true, ..Default::default() }, 429, "30"),
        (MeshSwitches { refused: true, ..Default::default() }, 403, ""),
    ];
    for (faults, status, retry_after) in cases {
        let token = caller.parts("X26PROXY01").token();
        set(&caller, faults);
        let answer = send(with(&token)).await;
        assert_eq!((answer.status().as_u16(), header(&answer, "retry-after")), (status, retry_after));
        assert_eq!(send(caller.bare(Method::GET, "/endpointlookup/A81001/X")).await.status(), status);
        caller.sandbox.switches().reset();
        assert_eq!(send(with(&token)).await.status(), 403, "a retry needs a new token");
    }
    assert_eq!(send(caller.call(Method::GET, "/inbox")).await.status(), 200);
}

#[tokio::test]
async fn one_practice_cannot_be_sent_to_and_the_others_can() {
    let caller = Caller::new().await;
    let riverside = || vec!["A81001".to_owned()];
    let lookup = || ask(caller.bare(Method::GET, "/endpointlookup/A81001/PROXY_ACCESS_REQUEST"));
    let cases = [
        (MeshSwitches { cannot_send_to: riverside(), ..Default::default() }, "12", 1),
        (MeshSwitches { unregistered: riverside(), ..Default::default() }, "17", 0),
        (MeshSwitches { without_mailbox: riverside(), ..Default::default() }, "12", 0),
    ];
    for (faults, expected, shown) in cases {
        set(&caller, faults);
        let (status, body) = ask(caller.message()).await;
        assert_eq!((status.as_u16(), code(&body)), (417, expected));
        assert_eq!(lookup().await.1["results"].as_array().map(Vec::len), Some(shown));
        assert_eq!(send(caller.message_to("YGM24GP07")).await.status(), 202);
    }
    assert!(caller.sandbox.mesh().arrived("A81001").is_empty());
}

#[tokio::test]
async fn an_answer_that_is_lost_does_not_lose_the_message() {
    let caller = Caller::new().await;
    set(&caller, MeshSwitches { drop_before_answer: true, ..Default::default() });
    let lost = caller.message().send().await.expect_err("no answer");
    assert_eq!(lost.status(), None, "{lost}");
    set(&caller, MeshSwitches { fail_before_answer: true, ..Default::default() });
    assert_eq!(send(caller.message()).await.status(), 500);
    let arrived = caller.sandbox.mesh().arrived("A81001");
    assert_eq!(
        arrived.iter().map(|message| message.local_id.as_str()).collect::<Vec<_>>(),
        ["our-1", "our-1"]
    );
    assert_eq!(caller.sandbox.mesh().calls().sends, 2);
}

#[tokio::test]
async fn a_second_delivery_has_another_id_and_its_sender_knows_nothing_of_it() {
    let caller = Caller::new().await;
    set(&caller, MeshSwitches { duplicate: true, ..Default::default() });
    let id = caller.sent().await;
    let arrived = caller.sandbox.mesh().arrived("A81001");
    let [first, second] = &arrived[..] else { panic!("{arrived:?}") };
    assert_eq!((&first.local_id, &first.body), (&second.local_id, &second.body));
    assert!(first.id == id && second.id != id);
    let (status, found) = ask(caller.call(Method::GET, "/outbox/tracking/our-1")).await;
    assert_eq!((status.as_u16(), &found["messageId"]), (200, &json!(id)));
    let copy = format!("/outbox/tracking?messageID={}", second.id);
    assert_eq!(ask(caller.call(Method::GET, &copy)).await.0, 404);
    caller.sandbox.mesh().mark_undeliverable(&second.id);
    assert!(caller.sandbox.mesh().arrived_for_us().is_empty(), "and is told nothing of its end");
    assert_eq!(first.to, RIVERSIDE);
}
