//! Conditions and keys of a call, as clients and the proxies between write them (RFC 9110 §13).

use domain::DelegationId;
use reqwest::Method;
use serde_json::json;

use crate::api_practice::{Gp, confirmation, expect, problem};
use crate::program::Answer;
use crate::story::count;

const PAUSE: &str = "suspension";

/// Pauses the access, on this condition, with a key of its own.
async fn pauses(gp: &Gp, id: DelegationId, conditions: &[(&str, &str)]) -> Answer {
    let key = gp.world.clock.new_id().to_string();
    let path = format!("/api/v1/delegations/{id}/{PAUSE}");
    let body = json!({ "reason": "pending_review" });
    gp.system
        .sends(&gp.token, &path, &body, &[conditions, &[("idempotency-key", key.as_str())]].concat())
        .await
}

async fn resumes(gp: &Gp, id: DelegationId) {
    expect(&gp.tells(id, "resumption", &json!({})).await, 200, "active");
}

async fn version(gp: &Gp, id: DelegationId) -> i64 {
    gp.reads(&format!("/api/v1/delegations/{id}")).await.body["version"].as_i64().expect("a version")
}

async fn active() -> (Gp, DelegationId) {
    let gp = Gp::new().await;
    let id = gp.case().await;
    expect(&gp.tells(id, "confirmation", &confirmation()).await, 200, "active");
    (gp, id)
}

#[tokio::test]
async fn rfc_9110_13_1_1_if_match_takes_lists_and_a_star() {
    let (gp, id) = active().await;
    for condition in
        ["*", "\"N\"", "\"1\", \"N\"", "W/\"N\", \"N\"", " \"N\" ,, \"x\"", "\"a,b\",\"N\"", "\"N-gzip\""]
    {
        let condition = condition.replace('N', &version(&gp, id).await.to_string());
        expect(&pauses(&gp, id, &[("if-match", &condition)]).await, 200, "suspended");
        resumes(&gp, id).await;
    }
    let tag = format!("\"{}\"", version(&gp, id).await);
    expect(&pauses(&gp, id, &[("if-match", "\"1\""), ("if-match", &tag)]).await, 200, "suspended");
}

#[tokio::test]
async fn rfc_9110_13_1_1_what_cannot_match_is_a_changed_delegation_and_what_is_no_tag_a_wrong_header() {
    let (gp, id) = active().await;
    let now = version(&gp, id).await;
    let weak = format!("W/\"{now}\"");
    for condition in ["\"1\"", "\"1\", \"2\"", "\"x\"", "\"-1\"", "\"99999999999\"", "\"\"", "", &weak] {
        let answer = pauses(&gp, id, &[("if-match", condition)]).await;
        assert_eq!(problem(&answer), (412, "changed"), "{condition}: {answer:?}");
        assert_eq!(answer.body["version"], now, "it says what to send: {answer:?}");
    }
    let bare = now.to_string();
    for condition in [bare.as_str(), "\"1", "1\"", "w/\"1\"", "W/1", "*, \"1\"", "\"1\" \"2\"", "'1'", "any"]
    {
        assert_eq!(
            problem(&pauses(&gp, id, &[("if-match", condition)]).await),
            (400, "parameter"),
            "{condition}"
        );
        assert_eq!(
            problem(&pauses(&gp, id, &[("if-none-match", condition)]).await),
            (400, "parameter"),
            "{condition}"
        );
    }
    assert_eq!(version(&gp, id).await, now, "nothing of that was done");
}

#[tokio::test]
async fn rfc_9110_13_1_2_if_none_match_takes_lists_weak_tags_and_a_star() {
    let (gp, id) = active().await;
    let (path, now) = (format!("/api/v1/delegations/{id}"), version(&gp, id).await);
    let auth = format!("Bearer {}", gp.token);
    let reads = async |condition: &str| {
        let headers = [("authorization", auth.as_str()), ("if-none-match", condition)];
        gp.system.calls(Method::GET, &path, &headers).await
    };
    for known in ["*", "\"N\"", "W/\"N\"", "\"1\", W/\"N\"", "\"a,b\", \"N\"", "\"N-gzip\"", "W/\"N-gzip\""] {
        let known = known.replace('N', &now.to_string());
        let answer = reads(&known).await;
        let tag = answer.headers["etag"].to_str().expect("a tag");
        assert_eq!((answer.status.as_u16(), tag), (304, &*format!("\"{now}\"")), "{known}");
    }
    for other in ["\"1\"", "W/\"1\", \"2\"", "\"x\"", ""] {
        assert_eq!(reads(other).await.status, 200, "{other}");
    }
    for wrong in ["4", "\"4", "W/4"] {
        assert_eq!(problem(&reads(wrong).await), (400, "parameter"), "{wrong}");
    }
    let known = format!("W/\"{now}\"");
    let answer = pauses(&gp, id, &[("if-none-match", &known)]).await;
    assert_eq!(problem(&answer), (412, "changed"), "a command whose condition does not hold is not done");
    expect(&pauses(&gp, id, &[("if-none-match", "\"1\"")]).await, 200, "suspended");
}

#[tokio::test]
async fn behind_a_proxy_that_compresses_the_tag_still_serves() {
    let (gp, id) = active().await;
    let (path, now) = (format!("/api/v1/delegations/{id}"), version(&gp, id).await);
    let auth = format!("Bearer {}", gp.token);
    let headers = [("authorization", auth.as_str()), ("accept-encoding", "gzip")];
    let read = gp.system.calls(Method::GET, &path, &headers).await;
    assert_eq!(read.headers["content-encoding"], "gzip", "a proxy has nothing left to compress");
    let tag = read.headers["etag"].to_str().expect("a tag").to_owned();
    assert_eq!(tag, format!("\"{now}-gzip\""), "RFC 9110 §8.8.3.3: strong, and not that of the plain answer");
    expect(&pauses(&gp, id, &[("if-match", &tag)]).await, 200, "suspended");
    assert_eq!(problem(&pauses(&gp, id, &[("if-match", &tag)]).await), (412, "changed"));
}

/// Sends this text with this key.
async fn says(gp: &Gp, id: DelegationId, key: &str, text: &str) -> Answer {
    let auth = format!("Bearer {}", gp.token);
    let headers =
        [("authorization", auth.as_str()), ("content-type", "application/json"), ("idempotency-key", key)];
    gp.system.sends_raw(&format!("/api/v1/delegations/{id}/{PAUSE}"), text, &headers).await
}

#[tokio::test]
async fn my_library_writes_the_members_in_another_order_each_time() {
    let (gp, id) = active().await;
    let first = says(&gp, id, "one", r#"{"reason":"pending_review","note":"Waits for a call – é"}"#).await;
    expect(&first, 200, "suspended");
    let events = count(&gp.world, "event").await;
    for again in [
        r#"{"note":"Waits for a call – é","reason":"pending_review"}"#,
        "{\n  \"note\" : \"Waits for a call \\u2013 \\u00e9\",\n\t\"reason\": \"pending_review\"\n}\n",
    ] {
        let answer = says(&gp, id, "one", again).await;
        expect(&answer, 200, "suspended");
        assert_eq!(answer.body, first.body);
        assert_eq!(answer.headers["idempotency-replayed"], "true");
    }
    assert_eq!(count(&gp.world, "event").await, events, "it was done once");
    for other in [
        r#"{"reason":"safeguarding","note":"Waits for a call – é"}"#,
        r#"{"reason":"pending_review"}"#,
        r#"{"reason":"pending_review","note":"Waits for a call – é","more":1}"#,
        r#"{"reason":"pending_review","reason":"pending_review","note":"Waits for a call – é"}"#,
        "",
    ] {
        assert_eq!(problem(&says(&gp, id, "one", other).await), (422, "idempotency-key-reused"), "{other}");
    }
}

#[tokio::test]
async fn numbers_of_the_same_value_are_the_same_call() {
    let (gp, id) = active().await;
    let said = |number: &str| format!(r#"{{"reason":"pending_review","more":{number}}}"#);
    let first = says(&gp, id, "two", &said("1")).await;
    assert_eq!(problem(&first), (422, "body"));
    for same in ["1.0", "1e0", "10E-1"] {
        assert_eq!(says(&gp, id, "two", &said(same)).await.body, first.body, "{same}");
    }
    for other in ["2", "\"1\"", "true", "1.5", "[1]"] {
        let answer = says(&gp, id, "two", &said(other)).await;
        assert_eq!(problem(&answer), (422, "idempotency-key-reused"), "{other}");
    }
}
