//! Traces: one goes from a request to the last mail that it causes; it names nobody; and whoever collects them, or asks for
//! them from outside, decides nothing here.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;
use tokio::net::TcpListener;

use crate::privacy::{PEOPLE, TOKENS};
use crate::speaker::Speaker;
use crate::story::{DAVID, DAVIDS_MAIL, RIVERSIDES_MAIL, accept, confirm, invite, the_delegation};
use crate::support::log_capture::LogCapture;
use crate::support::world::{World, world, world_with};

/// A trace of somebody else, which they want to have sent.
const FOREIGN: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
/// All that a span may say.
const KEYS: [&str; 10] = [
    "http.request.method",
    "http.route",
    "http.response.status_code",
    "kind",
    "task",
    "attempt",
    "outcome",
    "peer.service",
    "operation",
    "error.type",
];

/// Something that is listened at, and where.
async fn listener() -> (TcpListener, String) {
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let listener = TcpListener::bind(any).await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    (listener, url)
}

/// A collector that speaks OTLP over HTTP and keeps what it gets.
#[derive(Clone)]
struct Collector {
    url: String,
    received: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
}

async fn take(State(collector): State<Collector>, headers: HeaderMap, body: Bytes) {
    collector.received.lock().unwrap().push((headers, body));
}

impl Collector {
    async fn start() -> Collector {
        let (listener, url) = listener().await;
        let collector = Collector { url, received: Arc::default() };
        let router = Router::new().route("/v1/traces", post(take)).with_state(collector.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        collector
    }

    /// A service that sends its traces here, with more settings.
    async fn world(&self, more: &[(&str, &str)]) -> World {
        world_with(&[&[("OTEL_EXPORTER_OTLP_ENDPOINT", self.url.as_str())], more].concat()).await
    }

    /// Everything that the service has to tell until now.
    async fn spans(&self, world: &World) -> Vec<Span> {
        assert!(world.app.traces.flush().await, "the collector takes what waits");
        let received = self.received.lock().unwrap();
        let requests = received
            .iter()
            .map(|(_, body)| ExportTraceServiceRequest::decode(&body[..]).expect("OTLP as protobuf"));
        let scopes = requests.flat_map(|request| request.resource_spans).flat_map(|spans| spans.scope_spans);
        scopes.flat_map(|scope| scope.spans).collect()
    }

    /// Whether what came says this. Of a few letters by chance in an id it is no word: those are looked for where it reads.
    fn tells(&self, spans: &[Span], secret: &str) -> bool {
        let secret = secret.to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&secret);
        let received = self.received.lock().unwrap();
        let mut raw = received.iter().map(|(headers, body)| (headers, String::from_utf8_lossy(body)));
        let is_raw =
            raw.any(|(headers, body)| has(&format!("{headers:?}")) || secret.len() > 4 && has(&body));
        is_raw || has(&format!("{spans:?}"))
    }
}

/// The only span of this name.
#[track_caller]
fn one<'a>(spans: &'a [Span], name: &str) -> &'a Span {
    let mut named = spans.iter().filter(|span| span.name == name);
    let names = || spans.iter().map(|span| span.name.as_str()).collect::<Vec<_>>();
    let first = named.next().unwrap_or_else(|| panic!("no `{name}` in {:?}", names()));
    assert!(named.next().is_none(), "one `{name}` in {:?}", names());
    first
}

/// What began within this span, by name.
fn within<'a>(spans: &'a [Span], parent: &Span, name: &str) -> Vec<&'a Span> {
    let is_child = |span: &&Span| span.trace_id == parent.trace_id && span.parent_span_id == parent.span_id;
    spans.iter().filter(is_child).filter(|span| span.name == name).collect()
}

/// What a span says under this name.
fn told(span: &Span, name: &str) -> Option<String> {
    let attribute = span.attributes.iter().find(|attribute| attribute.key == name)?;
    match attribute.value.as_ref()?.value.as_ref()? {
        Value::StringValue(text) => Some(text.clone()),
        Value::IntValue(number) => Some(number.to_string()),
        other => panic!("{name} is {other:?}"),
    }
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().expect("a client")
}

#[tokio::test]
async fn one_trace_goes_from_the_browsers_request_to_each_mail_and_names_nobody() {
    let collector = Collector::start().await;
    let world = collector.world(&[]).await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    let link = world.link_in(&world.letters_to(DAVIDS_MAIL).pop().expect("an invitation"));
    let david = accept(&world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let rachel = confirm(&world, "reception-a", RIVERSIDES_MAIL).await;
    world.deliver_everything().await;

    let spans = collector.spans(&world).await;
    let request = one(&spans, "POST /delegations/{id}/accept");
    assert!(
        request.parent_span_id.is_empty() && told(request, "http.response.status_code").unwrap() == "303"
    );
    let commands = within(&spans, request, "command delegation");
    assert_eq!(commands.len(), 1);
    assert_eq!(told(commands[0], "outcome").as_deref(), Some("recorded"));
    // To both citizens, and to the practice.
    let work = within(&spans, commands[0], "work send_message");
    assert_eq!(work.len(), 3, "{spans:#?}");
    for work in work {
        assert_eq!(told(work, "outcome").as_deref(), Some("done"));
        assert_eq!(within(&spans, work, "email send").len(), 1);
    }
    let sent = one(&spans, "POST /invite/{draft}/declaration");
    let is_asked = |span: &Span| told(span, "peer.service").as_deref() == Some("pds");
    assert!(
        spans.iter().any(|span| is_asked(span) && span.trace_id == sent.trace_id),
        "PDS was asked for it"
    );

    for span in &spans {
        assert!(span.events.is_empty() && span.links.is_empty() && span.trace_state.is_empty(), "{span:?}");
        let unknown = span.attributes.iter().find(|attribute| !KEYS.contains(&attribute.key.as_str()));
        assert!(unknown.is_none(), "{span:?}");
    }
    let id = the_delegation(&world).await.0;
    let code = link.rsplit('/').next().expect("a code").to_owned();
    let mut secrets = vec![id.to_string(), id.simple().to_string(), code];
    secrets.extend(PEOPLE.iter().chain(&TOKENS).map(|secret| (*secret).to_owned()));
    secrets.extend([&margaret, &david, &rachel].map(|browser| browser.cookie("session").unwrap().to_owned()));
    for secret in secrets {
        assert!(!collector.tells(&spans, &secret), "the traces tell `{secret}`");
    }
    world.app.traces.end().await;
}

#[tokio::test]
async fn a_strangers_trace_is_a_link_and_decides_nothing() {
    let collector = Collector::start().await;
    let world = collector.world(&[("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20+b, x-more=c")]).await;
    let get = |parent: &'static str, path: &str| {
        let request = client().get(format!("{}{path}", world.url)).header("traceparent", parent);
        request.header("tracestate", "mine=9990000018").send()
    };
    get(FOREIGN, "/health/live").await.expect("an answer");
    get("9990000018", "/").await.expect("an answer");
    let spans = collector.spans(&world).await;
    let span = one(&spans, "GET /health/live");
    assert!(span.parent_span_id.is_empty() && span.trace_state.is_empty());
    assert_ne!(hex::encode(&span.trace_id), &FOREIGN[3..35]);
    let links: Vec<(String, String, &str)> = span
        .links
        .iter()
        .map(|link| (hex::encode(&link.trace_id), hex::encode(&link.span_id), link.trace_state.as_str()))
        .collect();
    assert_eq!(links, [(FOREIGN[3..35].to_owned(), FOREIGN[36..52].to_owned(), "")]);
    assert!(one(&spans, "GET /").links.is_empty());
    assert!(!collector.tells(&spans, "9990000018"));
    assert!(collector.tells(&spans, "/health/live"), "what is there is found");
    let headers = collector.received.lock().unwrap()[0].0.clone();
    for (name, value) in [("x-key", "a +b"), ("x-more", "c"), ("content-type", "application/x-protobuf")] {
        assert_eq!(headers[name], value, "{name}");
    }
    world.app.traces.end().await;

    // Nothing is to be sent here, whatever they wish.
    let collector = Collector::start().await;
    let world = collector.world(&[("OTEL_TRACES_SAMPLER", "parentbased_always_off")]).await;
    let request = client().get(format!("{}/health/live", world.url)).header("traceparent", FOREIGN);
    request.send().await.expect("an answer");
    assert!(collector.spans(&world).await.is_empty());
    world.app.traces.end().await;
}

#[tokio::test]
async fn an_outside_system_is_told_the_trace_of_the_call() {
    async fn note(State(parents): State<Arc<Mutex<Vec<String>>>>, headers: HeaderMap) {
        assert!(!headers.contains_key("tracestate"));
        let parent = headers.get("traceparent").expect("a traceparent").to_str().expect("text");
        parents.lock().unwrap().push(parent.to_owned());
    }
    let (listener, url) = listener().await;
    let parents = Arc::<Mutex<Vec<String>>>::default();
    let ods = Router::new().fallback(note).with_state(parents.clone());
    tokio::spawn(async move { axum::serve(listener, ods).await });
    let collector = Collector::start().await;
    let world = collector.world(&[("ODS_URL", url.as_str())]).await;
    // Of a practice that we know nobody is asked.
    world.staff_sign_in_as("hospital").await;

    let spans = collector.spans(&world).await;
    let request = one(&spans, "GET /auth/cis2/callback");
    let calls = within(&spans, request, "ods organisation");
    let expected: Vec<String> = calls
        .iter()
        .map(|call| format!("00-{}-{}-01", hex::encode(&call.trace_id), hex::encode(&call.span_id)))
        .collect();
    assert!(!expected.is_empty(), "ODS was asked");
    let parents = parents.lock().unwrap().clone();
    assert_eq!(parents, expected);
    world.app.traces.end().await;
}

#[tokio::test]
async fn the_trace_of_a_problem_is_that_of_the_log() {
    let log = LogCapture::start();
    let collector = Collector::start().await;
    let world = collector.world(&[]).await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    world.app.db.close().await;
    let problem = margaret.reads("/api/v1/delegations").await;
    assert_eq!(problem.status, 503, "{problem:?}");
    let trace_id = problem.body["trace_id"].as_str().expect("a trace id").to_owned();
    assert!(trace_id.len() == 32 && trace_id.chars().all(|c| c.is_ascii_hexdigit()), "{trace_id}");
    let correlation = problem.headers["x-request-id"].to_str().expect("text");
    let lines: Vec<String> = log.lines().into_iter().filter(|line| line.contains(&trace_id)).collect();
    assert!(lines.iter().any(|line| line.contains("the database failed")), "{lines:#?}");
    assert!(lines.iter().all(|line| line.contains(correlation)), "{lines:#?}");
    let spans = collector.spans(&world).await;
    assert!(spans.iter().any(|span| hex::encode(&span.trace_id) == trace_id));
    world.app.traces.end().await;
}

#[tokio::test]
async fn without_a_collector_nothing_is_traced() {
    let world = world().await;
    let answer = client().get(format!("{}/api/v1/delegations", world.url)).send().await.expect("an answer");
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let problem: serde_json::Value = answer.json().await.expect("a problem");
    assert!(problem["status"] == 401 && problem.get("trace_id").is_none(), "{problem}");
    invite(&mut world.sign_in_as("margaret").await, &DAVID).await;
    let traced: i64 = sqlx::query_scalar("select count(traceparent) from outbox")
        .fetch_one(&world.app.db)
        .await
        .expect("a count");
    assert_eq!(traced, 0);
}

#[tokio::test]
async fn a_collector_that_hangs_or_is_away_harms_nobody() {
    let hanging = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let away = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let addresses = [&hanging, &away].map(|listener| listener.local_addr().expect("an address"));
    drop(away);
    let log = LogCapture::start();
    let lost = || log.lines().iter().filter(|line| line.contains("the collector takes no traces")).count();
    for address in addresses {
        let url = format!("http://{address}");
        let settings = [("OTEL_EXPORTER_OTLP_ENDPOINT", url.as_str()), ("OTEL_EXPORTER_OTLP_TIMEOUT", "500")];
        let world = world_with(&settings).await;
        let (client, begun, before) = (client(), Instant::now(), lost());
        // More than one batch. Had each request to wait for the collector, that would be ten minutes.
        for _ in 0..1200 {
            let answer = client.get(format!("{}/health/live", world.url)).send().await.expect("an answer");
            assert_eq!(answer.status(), 200);
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
        let ending = Instant::now();
        world.app.traces.end().await;
        assert!(ending.elapsed() < Duration::from_secs(15), "{:?}", ending.elapsed());
        assert!(lost() > before, "the log says that traces are lost");
    }
}
