//! What is told to those who watch the service: figures by closed lists, and nobody's data.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr};

use proxy_access::run::metrics;
use proxy_access::{api, web};
use tokio::net::TcpListener;

use crate::privacy::{PEOPLE, TOKENS};
use crate::process::Process;
use crate::speaker::Speaker;
use crate::story::{DAVID, DAVIDS_MAIL, RIVERSIDES_MAIL, accept, confirm, invite, until};
use crate::support::world::{World, world_with};

/// What stands in labels besides routes.
const VALUES: [(&str, &[&str]); 9] = [
    ("status", &["1xx", "2xx", "3xx", "4xx", "5xx"]),
    ("provider", &["nhs_login", "cis2"]),
    ("outcome", &["signed_in", "level_too_low", "done", "left_out", "put_off", "given_up"]),
    ("task", &["send_message", "check_details", "follow_role", "move_on", "get_record", "unknown"]),
    ("limit", &["calls", "streams", "sign_ins"]),
    ("system", &["nhs_login", "cis2", "pds", "ods", "mesh", "email", "vrs", "sds", "gp_connect"]),
    ("result", &["answered", "timeout", "unreachable", "status", "mail_refused"]),
    ("state", &["idle", "busy", "due", "later", "given_up"]),
    ("of", &["staff", "others"]),
];
/// Routes that are in no list of ways in.
const OTHER_ROUTES: [&str; 4] = ["none", "/api/{*path}", "/assets/{*file}", "/favicon.ico"];

/// One figure: its name, its labels, and what it is.
type Figure = (String, BTreeMap<String, String>, f64);

/// Where this service tells what it counts.
async fn watched(world: &World) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(metrics::serve(world.app.clone(), listener, world.app.stopping.clone()));
    address
}

async fn scrape(address: SocketAddr) -> String {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let answer = client.get(format!("http://{address}/metrics")).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    let kind = answer.headers()["content-type"].to_str().expect("text").to_owned();
    assert!(kind.starts_with("application/openmetrics-text; version=1.0.0"), "{kind}");
    answer.text().await.expect("a body")
}

fn figures(text: &str) -> Vec<Figure> {
    let figure = |line: &str| -> Figure {
        let (what, value) = line.rsplit_once(' ').expect("a value");
        let (name, labels) = what.split_once('{').unwrap_or((what, "}"));
        let labels = labels.strip_suffix('}').expect("a bracket");
        let labels = labels.split("\",").filter(|label| !label.is_empty()).map(|label| {
            let (name, value) = label.split_once("=\"").expect("a label");
            (name.to_owned(), value.trim_end_matches('"').to_owned())
        });
        (name.to_owned(), labels.collect(), value.parse().expect("a number"))
    };
    text.lines().filter(|line| !line.starts_with('#')).map(figure).collect()
}

/// The sum of all figures of this name with these labels.
fn sum(figures: &[Figure], name: &str, labels: &[(&str, &str)]) -> f64 {
    let name = format!("proxy_access_{name}");
    let has = |known: &BTreeMap<String, String>| {
        labels.iter().all(|(name, value)| known.get(*name).is_some_and(|known| known == value))
    };
    figures.iter().filter(|(known, of, _)| *known == name && has(of)).map(|(_, _, figure)| figure).sum()
}

/// A life in which everything happens that is counted. Gives what must not be told of it.
async fn journey(world: &World) -> Vec<String> {
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.deliver_everything().await;
    let link = world.link_in(&world.letters_to(DAVIDS_MAIL).pop().expect("an invitation"));
    let david = accept(world, "david", DAVIDS_MAIL).await;
    world.deliver_everything().await;
    let rachel = confirm(world, "reception-a", RIVERSIDES_MAIL).await;
    world.deliver_everything().await;
    world.sign_in_as("peter").await.here().expect(403, "You need to prove who you are");
    world.browser().get("/9990000018?name=margaret").await.expect_status(404);
    let system = Speaker::system(world).await;
    let _open = system.http.follows(&system.token, "/api/v1/events", &[]).await;
    assert_eq!(system.reads("/api/v1/events?wait=1").await.status, 429);
    let of = "select delegator_id::text from delegation union all select id::text from delegation
              union all select id::text from staff union all select id from client";
    let mut ids: Vec<String> = sqlx::query_scalar(of).fetch_all(&world.app.db).await.expect("ids");
    assert!(ids.len() >= 4, "{ids:?}");
    let sessions = [&margaret, &david, &rachel].map(|browser| browser.cookie("session").map(str::to_owned));
    ids.extend(sessions.into_iter().flatten());
    ids.extend(link.rsplit('/').next().map(str::to_owned));
    ids
}

/// A measure, its labels, and what it should be.
type Counted<'a> = (&'a str, &'a [(&'a str, &'a str)], f64);

#[tokio::test]
async fn what_is_counted_of_a_whole_journey_tells_nobody_and_only_closed_lists() {
    let world = world_with(&[("PROGRAM_STREAMS", "1")]).await;
    let address = watched(&world).await;
    let ids = journey(&world).await;
    let text = scrape(address).await;
    let lower = text.to_lowercase();
    let secret = PEOPLE.iter().chain(&TOKENS).copied().chain(ids.iter().map(String::as_str));
    for told in secret {
        assert!(!lower.contains(&told.to_lowercase()), "it tells {told}:\n{text}");
    }
    let pages = web::routes(web::guard::Routes::listed());
    let programs = api::routes(api::Routes::listed());
    let mut routes: BTreeSet<&str> = pages.entries().iter().map(|entry| entry.path).collect();
    routes.extend(programs.entries().iter().map(|entry| entry.path).chain(OTHER_ROUTES));
    let values = BTreeMap::from(VALUES);
    for (name, labels, _) in figures(&text) {
        for (label, value) in labels {
            let is_known = match label.as_str() {
                "route" => routes.contains(value.as_str()),
                "le" => value == "+Inf" || value.parse::<f64>().is_ok(),
                label => values.get(label).is_some_and(|known| known.contains(&value.as_str())),
            };
            assert!(is_known, "{name}: {label}=\"{value}\" is in no list");
        }
    }
}

#[tokio::test]
async fn each_figure_says_what_happened() {
    let world = world_with(&[("PROGRAM_STREAMS", "1")]).await;
    let address = watched(&world).await;
    journey(&world).await;
    let text = scrape(address).await;
    let all = figures(&text);
    let at_least_one: [(&str, &[(&str, &str)]); 11] = [
        ("requests_total", &[("route", "/auth/nhs-login/callback"), ("status", "3xx")]),
        ("requests_total", &[("route", "none"), ("status", "4xx")]),
        ("request_seconds_count", &[("route", "/api/v1/events")]),
        ("sign_ins_total", &[("provider", "cis2"), ("outcome", "signed_in")]),
        ("work_total", &[("task", "check_details"), ("outcome", "done")]),
        ("work_total", &[("task", "send_message"), ("outcome", "done")]),
        ("outside_calls_total", &[("system", "email"), ("result", "answered")]),
        ("outside_call_seconds_count", &[("system", "pds")]),
        ("sessions", &[("of", "staff")]),
        ("sessions", &[("of", "others")]),
        ("database_connections", &[]),
    ];
    for (name, labels) in at_least_one {
        assert!(sum(&all, name, labels) >= 1.0, "{name} {labels:?} in:\n{text}");
    }
    let exactly: [Counted<'_>; 6] = [
        ("sign_ins_total", &[("provider", "nhs_login"), ("outcome", "level_too_low")], 1.0),
        ("limited_total", &[("limit", "streams")], 1.0),
        ("outside_circuit", &[], 0.0),
        ("outbox_jobs", &[("state", "due")], 0.0),
        ("database_answers", &[], 1.0),
        ("database_connections_most", &[], 5.0),
    ];
    for (name, labels, figure) in exactly {
        assert!((sum(&all, name, labels) - figure).abs() < 0.5, "{name} {labels:?} in:\n{text}");
    }
}

#[tokio::test]
async fn work_that_waits_is_told_by_its_kind_and_age() {
    let world = world_with(&[]).await;
    let address = watched(&world).await;
    let mut margaret = world.sign_in_as("margaret").await;
    invite(&mut margaret, &DAVID).await;
    world.clock.advance(time::Duration::minutes(10));
    let all = figures(&scrape(address).await);
    let waits = [("task", "check_details"), ("state", "due")];
    assert!((sum(&all, "outbox_jobs", &waits) - 1.0).abs() < 0.5, "{all:?}");
    let oldest = sum(&all, "outbox_oldest_seconds", &waits[..1]);
    assert!((600.0..660.0).contains(&oldest), "{oldest}");
    // What a newer version may have put there is one kind, whatever it is called.
    let foreign = "update outbox set task = 'of margaret 9990000018'";
    sqlx::query(foreign).execute(&world.app.db).await.expect("it is renamed");
    let anew = watched(&world).await;
    let text = scrape(anew).await;
    let unknown = [("task", "unknown"), ("state", "due")];
    assert!(sum(&figures(&text), "outbox_jobs", &unknown) >= 1.0, "{text}");
    assert!(!text.contains("9990000018"), "{text}");
}

#[tokio::test]
async fn without_its_database_a_service_still_says_that_it_is_away() {
    let world = world_with(&[]).await;
    let address = watched(&world).await;
    world.app.db.close().await;
    let text = scrape(address).await;
    let all = figures(&text);
    assert!(sum(&all, "database_answers", &[]).abs() < 0.5, "{text}");
    assert!(!text.contains("sessions{"), "what is not known is not told: {text}");
    assert!(text.ends_with("# EOF\n"), "{text}");
}

#[tokio::test]
async fn it_is_told_at_an_address_of_its_own_and_at_no_other() {
    let world = world_with(&[]).await;
    world.browser().get("/metrics").await.expect_status(404);
    let free = || std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    for (mode, variable) in [("serve", "METRICS_ADDRESS"), ("worker", "METRICS_WORKER_ADDRESS")] {
        let (listens, watched) = (free().to_string(), free());
        let at = watched.to_string();
        let more = [("LISTEN", listens.as_str()), (variable, at.as_str())];
        let process = Process::begin(&world, &[mode], &more);
        until(async || tokio::net::TcpStream::connect(watched).await.is_ok()).await;
        assert!(scrape(watched).await.contains("proxy_access_database_connections_most 5"), "{mode}");
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let page = client.get(format!("http://{watched}/")).send().await.expect("an answer");
        assert_eq!(page.status(), 404, "{mode} has no page there");
        process.tell("-TERM");
        assert!(process.end().await.success(), "{mode} stops with both");
    }
}

/// Every name in the files for alarms and pictures, without what makes a series of it.
fn named(file: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(file).expect(file);
    let names = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let names = names.filter(|word| word.starts_with("proxy_access_")).map(|word| {
        let ends = ["_total", "_bucket", "_sum", "_count"];
        ends.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word).to_owned()
    });
    names.collect()
}

#[tokio::test]
async fn alarms_and_pictures_name_what_is_told_and_every_alarm_is_explained() {
    let world = world_with(&[("PROGRAM_STREAMS", "1")]).await;
    let address = watched(&world).await;
    journey(&world).await;
    invite(&mut world.sign_in_as("tomasz").await, &DAVID).await;
    let text = scrape(address).await;
    let types = text.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next());
    let told: BTreeSet<String> = types.map(str::to_owned).collect();
    let folder = "packaging/observability";
    let (alarms, pictures) =
        (named(&format!("{folder}/alerts.yml")), named(&format!("{folder}/dashboard.json")));
    assert!(alarms.len() >= 8 && pictures.len() >= 10, "{alarms:?} {pictures:?}");
    for name in alarms.union(&pictures) {
        assert!(told.contains(name), "{name} is not told:\n{told:?}");
    }
    let page = std::fs::read_to_string("docs/running.md").expect("the page");
    for name in &told {
        assert!(page.contains(&format!("`{name}`")), "docs/running.md does not explain {name}");
    }
    let rules = std::fs::read_to_string(format!("{folder}/alerts.yml")).expect("the rules");
    for alarm in rules.lines().filter_map(|line| line.trim().strip_prefix("- alert: ")) {
        assert!(page.contains(&format!("`{alarm}`")), "docs/running.md does not explain {alarm}");
    }
    let dashboard = std::fs::read_to_string(format!("{folder}/dashboard.json")).expect("the dashboard");
    let dashboard: serde_json::Value = serde_json::from_str(&dashboard).expect("JSON");
    assert!(dashboard["panels"].as_array().is_some_and(|panels| panels.len() >= 8));
}
