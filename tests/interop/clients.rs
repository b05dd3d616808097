//! Clients of other authors sign in, refresh, look up and give back their tokens in every way that we offer, with their
//! defaults, and read our feed; nginx stands between.

use std::process::Stdio;
use std::time::{Duration, Instant};

use domain::scope::{ActsFor, Scopes};
use domain::{OdsCode, RedirectUri};
use proxy_access::storage::clients::{self, Client};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;

use crate::app::CITIZENS;
use crate::app_token::citizen_token;
use crate::nginx::behind_nginx;
use crate::program::{Program, key_pair};
use crate::started::variable;
use crate::steps::location;
use crate::support::world::{World, cis2_as, nhs_login_as};

const STAFFS: &str = "proxy.request.confirm proxy.view user.roles.view";
/// Where their codes are sent; nothing listens there.
const REDIRECT: &str = "https://app.example.test/back";
/// A way to get tokens: who signs in, if anybody, and whether the client has a key.
const WAYS: [(&str, ActsFor, bool); 4] = [
    ("system", ActsFor::Itself, true),
    ("app with a key", ActsFor::Citizen, true),
    ("app without a key", ActsFor::Citizen, false),
    ("app of staff", ActsFor::Staff, true),
];

/// A client of one of the ways, registered, as its script is told.
async fn registered(
    world: &World,
    (way, acts_for, has_key): (&str, ActsFor, bool),
) -> Vec<(&'static str, String)> {
    let (pem, public) = key_pair();
    let scopes = if acts_for == ActsFor::Citizen { CITIZENS } else { STAFFS };
    let is_system = acts_for == ActsFor::Itself;
    let client = Client {
        id: format!("client-{}", world.clock.new_id().simple()),
        name: "Care Planner".to_owned(),
        acts_for,
        redirects: if is_system {
            Vec::new()
        } else {
            vec![RedirectUri::parse(REDIRECT).expect("a redirect")]
        },
        scopes: Scopes::parse(scopes).expect("scopes"),
        keys: if has_key { serde_json::to_value(&public).expect("JSON") } else { json!({ "keys": [] }) },
        practices: if is_system { vec![OdsCode::parse("A81001").expect("a code")] } else { Vec::new() },
        is_disabled: false,
    };
    clients::insert(&world.app.db, &client, world.clock.now()).await.expect("registered");
    let mut told = vec![
        ("ISSUER", world.url.clone()),
        ("CLIENT_ID", client.id),
        ("REDIRECT_URI", REDIRECT.to_owned()),
        ("SCOPE", client.scopes.to_string()),
        ("WAY", way.to_owned()),
        ("AUTHLIB_INSECURE_TRANSPORT", "1".to_owned()),
    ];
    if has_key {
        told.push(("KEY_ID", public.keys[0].common.key_id.clone().expect("a key id")));
        told.push(("PRIVATE_KEY", pem));
    }
    told
}

/// The person whom the client sends to us signs in and allows it; where the browser is sent then.
async fn allows(world: &World, acts_for: ActsFor, address: &str) -> String {
    let mut browser = world.browser();
    browser.get(address).await;
    let page = match acts_for {
        ActsFor::Staff => cis2_as(&mut browser, "reception-a").await,
        ActsFor::Citizen | ActsFor::Itself => nhs_login_as(&mut browser, "margaret").await,
    };
    page.expect(200, "Allow Care Planner to act with your account?");
    let form = page.forms().into_iter().find(|form| form.names.iter().any(|name| name == "answer"));
    let form = form.expect("the question");
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form.values.iter().filter(|(name, _)| name != "answer"))
        .append_pair("answer", "allow")
        .finish();
    location(&browser.raw(Method::POST, form.action.path(), &crate::steps::OWN_FORM, &body).await)
}

/// Runs a script until it says what it found.
async fn runs(world: &World, script: &str, told: &[(&str, String)], acts_for: ActsFor) -> Value {
    let path = format!("{}/{script}", variable("INTEROP_SCRIPTS"));
    let program = if script.ends_with(".py") { variable("INTEROP_PYTHON") } else { "node".to_owned() };
    let mut child = Command::new(program)
        .arg(path)
        .envs(told.iter().map(|(name, value)| (*name, value.as_str())))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut input = child.stdin.take().expect("its input");
    while let Some(line) = lines.next_line().await.expect("text") {
        if let Some(address) = line.strip_prefix("OPEN ") {
            let back = allows(world, acts_for, address).await;
            input.write_all(format!("{back}\n").as_bytes()).await.expect("it listens");
        } else if let Some(found) = line.strip_prefix("DONE ") {
            return serde_json::from_str(found).expect("JSON");
        }
    }
    panic!(
        "{script} ended without a word: {told:?}",
        told = told.iter().map(|(name, _)| name).collect::<Vec<_>>()
    );
}

/// Every way that we offer, with this client.
async fn goes_every_way(script: &str) {
    let (world, _nginx) = behind_nginx("").await;
    for way in WAYS {
        let told = registered(&world, way).await;
        let (scopes, is_system) = (told[3].1.clone(), way.1 == ActsFor::Itself);
        let found = runs(&world, script, &told, way.1).await;
        println!("{script}, {}: {found}", way.0);
        assert_eq!(found["issuer"], world.url, "{found}");
        assert_eq!(
            (&found["scope"], &found["expires_in"]),
            (&json!(scopes), &json!(300)),
            "{}: {found}",
            way.0
        );
        assert_eq!(
            found["refreshed"],
            if is_system { Value::Null } else { json!(scopes) },
            "{}: {found}",
            way.0
        );
        assert_eq!(found["active"], if way.2 { json!(true) } else { Value::Null }, "{}: {found}", way.0);
        assert_eq!(found["read"], 200, "{}: {found}", way.0);
        // The token of a system ends by itself within five minutes, and cannot be given back.
        let (revoked, after) =
            if is_system { (json!("unsupported_token_type"), 200) } else { (json!(true), 401) };
        assert_eq!(
            (&found["revoked"], &found["read_after"]),
            (&revoked, &json!(after)),
            "{}: {found}",
            way.0
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_openid_client_goes_every_way_with_its_defaults() {
    goes_every_way("openid_client.mjs").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_oauth4webapi_goes_every_way_with_its_defaults() {
    goes_every_way("oauth4webapi.mjs").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_authlib_goes_every_way_with_its_defaults() {
    goes_every_way("authlib_client.py").await;
}

/// A citizen's token, whose feed has some events.
async fn with_events(world: &World) -> (Program, String) {
    let http = Program::registered(world, STAFFS, &["A81001"]).await;
    let token = citizen_token(world, "margaret", CITIZENS).await;
    let body = json!({
        "delegate": {
            "given_name": "David", "family_name": "O'Neill", "birth_date": "1949-11-02",
            "nhs_number": "9990000026", "email": "somebody@example.test",
        },
        "relationship": "partner",
        "access": { "services": ["view_record"], "record_level": "summary", "no_end": true },
        "free_of_pressure": true,
        "declaration": true,
    });
    let made = http.sends(&token, "/api/v1/delegations", &body, &[("idempotency-key", "ask")]).await;
    assert_eq!(made.status, 201, "{made:?}");
    world.deliver_everything().await;
    (http, token)
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_cloudevents_sdks_and_stream_parsers_read_our_feed_as_it_is() {
    let (world, _nginx) = behind_nginx("").await;
    let (_, token) = with_events(&world).await;
    let told = [("ISSUER", world.url.clone()), ("TOKEN", token)];
    for script in ["feed.mjs", "feed.py"] {
        let begin = Instant::now();
        let read = runs(&world, script, &told, ActsFor::Citizen).await;
        println!("{script}: {read}");
        assert!(begin.elapsed() < Duration::from_secs(20), "nginx passes the stream on");
        let page = read["page"].as_array().expect("events");
        assert!(page.len() >= 2, "{read}");
        for (n, event) in page.iter().enumerate() {
            let (found, told) = (&read["found"][n], &read["told"][n]);
            for name in ["id", "type", "sequence", "data"] {
                assert_eq!(found[name], event[name], "{script}: {name}");
            }
            let instant = |value: &Value| value.as_str().map(|text| text.trim_end_matches('Z').to_owned());
            let (sent, kept) = (instant(&event["time"]), instant(&found["time"]));
            assert!(kept.zip(sent).is_some_and(|(kept, sent)| kept[..19] == sent[..19]), "{script}: {read}");
            assert_eq!((&told["id"], &told["event"]), (&event["sequence"], &json!("message")), "{script}");
            assert_eq!(told["data"], *event, "{script}: the stream says what the page says");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_a_stream_through_nginx_begins_at_once_and_goes_on() {
    let (world, _nginx) = behind_nginx("").await;
    let (http, token) = with_events(&world).await;
    let all = http.reads(&token, "/api/v1/events").await.body["next"].as_str().expect("a place").to_owned();
    let soon = Duration::from_secs(5);
    let path = format!("/api/v1/events?after={all}");
    let opened = tokio::time::timeout(soon, http.follows(&token, &path, &[])).await;
    let mut stream = opened.expect("the answer begins though nothing happens");
    let first =
        tokio::time::timeout(soon, stream.chunk()).await.expect("at once").expect("text").expect("more");
    assert!(first.starts_with(b":"), "{first:?}");
    let list = http.reads(&token, "/api/v1/delegations").await;
    let id = list.body["delegations"][0]["id"].as_str().expect("an id").to_owned();
    let stop = format!("/api/v1/delegations/{id}/withdrawal");
    http.sends(&token, &stop, &json!({}), &[("idempotency-key", "stop")]).await;
    let next = tokio::time::timeout(soon, stream.chunk())
        .await
        .expect("as it happens")
        .expect("text")
        .expect("more");
    assert!(String::from_utf8_lossy(&next).contains("delegation_withdrawn"), "{next:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_the_tag_of_an_answer_survives_an_nginx_that_compresses_json() {
    let (world, _nginx) = behind_nginx("gzip_types application/json; gzip_min_length 1;").await;
    let (http, token) = with_events(&world).await;
    let list = http.reads(&token, "/api/v1/delegations").await;
    let id = list.body["delegations"][0]["id"].as_str().expect("an id").to_owned();
    let (path, auth) = (format!("/api/v1/delegations/{id}"), format!("Bearer {token}"));
    let headers = [("authorization", auth.as_str()), ("accept-encoding", "gzip")];
    let read = http.calls(Method::GET, &path, &headers).await;
    assert_eq!(read.headers["content-encoding"], "gzip");
    let tag = read.headers["etag"].to_str().expect("a tag").to_owned();
    assert!(tag.starts_with('"'), "it is still strong: {tag}");
    let known =
        [("authorization", auth.as_str()), ("accept-encoding", "gzip"), ("if-none-match", tag.as_str())];
    assert_eq!(http.calls(Method::GET, &path, &known).await.status, 304);
    let terms = [("idempotency-key", "stop"), ("if-match", tag.as_str())];
    let stopped = http.sends(&token, &format!("{path}/withdrawal"), &json!({}), &terms).await;
    assert_eq!((stopped.status.as_u16(), &stopped.body["stage"]), (200, &json!("withdrawn")), "{stopped:?}");
}
