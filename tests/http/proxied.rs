//! Behind a TLS proxy, nginx as Debian has it, with two servers: what holds for one server alone holds there too.

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::{Client, Method};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::api_practice::ALL;
use crate::people::{pair, with_practice};
use crate::process::Process;
use crate::program::Program;
use crate::restarts::{MANY, nobody_fails, read_only, window};
use crate::steps::{At, OWN_FORM, answer_for, is_signed_in, location};
use crate::story::{DAVID, begin, count, invite, until};
use crate::support::browser::Browser;
use crate::support::cluster::Cluster;
use crate::support::world::{World, nhs_login_as, world_behind, world_behind_at};

const FEED: &str = "/api/v1/events";
/// Longest wait for what must come soon.
const SOON: Duration = Duration::from_secs(10);
/// Who calls themselves so is led to one of the two servers; everybody else to either.
const ONE: &str = "one";
const OTHER: &str = "other";

/// nginx before two servers; gone with its files when this goes out of scope.
struct Proxied {
    nginx: Child,
    folder: PathBuf,
    servers: Vec<Process>,
    address: SocketAddr,
}

fn free_address() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap()
}

fn configuration(folder: &Path, address: SocketAddr, [one, other]: [SocketAddr; 2]) -> String {
    let folder = folder.display();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {folder}/{kind}; "))
        .concat();
    format!(
        "daemon off; pid {folder}/pid; error_log stderr crit; worker_processes 1;
         events {{ worker_connections 1024; }}
         http {{ access_log off; {temporary}
           upstream either {{ server {one}; server {other}; keepalive 16; }}
           upstream one {{ server {one}; }}
           upstream other {{ server {other}; }}
           map $http_user_agent $servers {{ default either; {ONE} one; {OTHER} other; }}
           server {{ listen {address} ssl; ssl_certificate {folder}/cert; ssl_certificate_key {folder}/key;
             location / {{ proxy_pass http://$servers; proxy_http_version 1.1; proxy_set_header Connection '';
               proxy_set_header Host $http_host;
               proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }} }} }}"
    )
}

impl Proxied {
    async fn start(world: &World, address: SocketAddr) -> Proxied {
        let inner = [free_address(), free_address()];
        let folder = std::env::temp_dir().join(format!("tpa-nginx-{}", world.clock.new_id().simple()));
        std::fs::create_dir(&folder).unwrap();
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"])
            .args(["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
            .arg("-keyout")
            .arg(folder.join("key"))
            .arg("-out")
            .arg(folder.join("cert"))
            .stderr(Stdio::null())
            .status();
        assert!(made.unwrap().success(), "a certificate");
        std::fs::write(folder.join("nginx.conf"), configuration(&folder, address, inner)).unwrap();
        let servers = inner.map(|at| Process::server(world, &at.to_string())).into();
        for at in inner {
            until(async || TcpStream::connect(at).await.is_ok()).await;
        }
        // Dies with the test, also when that is killed.
        let nginx = Command::new("setpriv")
            .args(["--pdeathsig", "TERM", "--", "/usr/sbin/nginx", "-c"])
            .arg(folder.join("nginx.conf"))
            .arg("-p")
            .arg(&folder)
            .stderr(Stdio::null())
            .spawn()
            .expect("nginx: see bin/setup");
        until(async || TcpStream::connect(address).await.is_ok()).await;
        Proxied { nginx, folder, servers, address }
    }

    fn url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.address.port())
    }
}

impl Drop for Proxied {
    fn drop(&mut self) {
        drop(Command::new("kill").arg(self.nginx.id().to_string()).status());
        drop(self.nginx.wait());
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

fn client() -> Client {
    client_from(Ipv4Addr::LOCALHOST)
}

/// A client that comes from this address of the machine, which nginx tells.
fn client_from(source: Ipv4Addr) -> Client {
    let client = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    client.local_address(IpAddr::from(source)).tls_danger_accept_invalid_certs(true).build().unwrap()
}

async fn behind_a_proxy(settings: &[(&str, &str)]) -> (World, Proxied) {
    let (address, url) = public_address();
    let world = world_behind(&url, &with_own(settings)).await;
    let proxied = Proxied::start(&world, address).await;
    (world, proxied)
}

/// Where a proxy can listen, and how browsers call it.
fn public_address() -> (SocketAddr, String) {
    let address = free_address();
    (address, format!("https://localhost:{}", address.port()))
}

/// These settings, and those of each service behind a proxy here.
fn with_own<'s>(settings: &[(&'s str, &'s str)]) -> Vec<(&'s str, &'s str)> {
    // Were the proxy one source, its one connection would have to do for everybody.
    let own = [("TRUSTED_PROXIES", "1"), ("CONNECTIONS_PER_SOURCE", "1"), ("DATABASE_POOL", "3")];
    own.into_iter().chain(settings.iter().copied()).collect()
}

/// Somebody who has sent half a head over TLS, and says no more; gone when this goes out of scope.
struct Silent(Child);

impl Silent {
    fn at(address: SocketAddr) -> Silent {
        let mut child = Command::new("openssl")
            .args(["s_client", "-quiet", "-connect", &address.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("openssl");
        let half = b"GET / HTTP/1.1\r\nHo";
        child.stdin.as_mut().expect("it is piped").write_all(half).expect("it listens");
        Silent(child)
    }
}

impl Drop for Silent {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[tokio::test]
async fn strangers_fill_neither_the_connections_nor_the_database_behind_a_proxy() {
    let (world, proxied) = behind_a_proxy(&[("LIMIT_SIGN_INS_PER_SOURCE", "2")]).await;
    let mut crowd = Vec::new();
    for _ in 0..300 {
        let mut stream = TcpStream::connect(proxied.address).await.unwrap();
        stream.write_all(b"\x16\x03").await.unwrap();
        crowd.push(stream);
    }
    let silent: Vec<_> = (0..40).map(|_| Silent::at(proxied.address)).collect();
    let client = client();
    for _ in 0..20 {
        let body = format!("given_name={}", "x".repeat(60 * 1024));
        let mut form =
            client.post(proxied.url("/invite/01900000-0000-7000-8000-000000000001/who")).body(body);
        for (name, value) in OWN_FORM {
            form = form.header(name, value);
        }
        assert_eq!(form.send().await.unwrap().status(), 303);
    }
    assert_eq!(count(&world, "session").await, 0);
    // Each server counts for itself; who writes X-Forwarded-For does not become somebody else.
    let mut begun = 0;
    for number in 0..12 {
        let start = client.get(proxied.url("/auth/nhs-login/start"));
        let start = start.header("x-forwarded-for", format!("192.0.2.{number}")).send().await.unwrap();
        match start.status().as_u16() {
            303 => begun += 1,
            status => assert_eq!(status, 429),
        }
    }
    assert_eq!(begun, 4);
    // Nor does the proxy count as one source for all who come through it.
    let another = client_from(Ipv4Addr::new(127, 0, 0, 2));
    assert_eq!(another.get(proxied.url("/auth/nhs-login/start")).send().await.unwrap().status(), 303);
    assert_eq!(client.get(proxied.url("/")).send().await.unwrap().status(), 200);
    drop((crowd, silent));
}

#[tokio::test]
async fn what_begins_at_one_server_goes_on_at_the_other() {
    let (world, _proxied) = behind_a_proxy(&[("LIMIT_OPEN_INVITATIONS", "1")]).await;
    let mut margaret = world.browser().named(ONE);
    margaret.get("/auth/nhs-login/start").await;
    margaret = margaret.named(OTHER);
    nhs_login_as(&mut margaret, "margaret").await.expect_status(200).expect_text("Margaret");
    begin(&mut margaret).await;
    let form = margaret.here().path();
    let whose = margaret.here().value("for").unwrap();
    // A form that the other showed is sent to this one, whose page the other has; half of one is kept likewise.
    margaret = margaret.named(ONE);
    let answer = margaret.raw(Method::POST, &form, &OWN_FORM, &format!("given_name=Dai&for={whose}")).await;
    let kept = location(&answer);
    assert!(answer.status == 303 && kept.contains("?kept="), "{answer}");
    margaret = margaret.named(OTHER);
    let page = margaret.get(&kept).await;
    assert_eq!((page.status.as_u16(), page.value("given_name").as_deref()), (422, Some("Dai")), "{page}");
    let half = format!("given_name=Half&for={whose}");
    margaret.raw(Method::POST, &format!("{form}?keep"), &OWN_FORM, &half).await.expect_status(303);
    margaret = margaret.named(ONE);
    assert_eq!(margaret.get(&form).await.value("given_name").as_deref(), Some("Half"));
    // What is counted for a person is counted for both.
    invite(&mut margaret, &DAVID).await;
    margaret = margaret.named(OTHER);
    margaret.get("/invite").await.expect(429, "You have too many invitations waiting");
    // And whoever signs out at one is signed out.
    let session = margaret.cookie("__Host-session").unwrap().to_owned();
    margaret.post("/sign-out", &[]).await.expect_status(200);
    let mut again = world.browser().named(ONE);
    again.set_cookie("__Host-session", &session);
    let page = again.get("/home").await;
    assert!(page.url.as_str().starts_with(world.sandbox.url()), "to sign in: {page}");
}

/// Reads on until this has come.
async fn hears(stream: &mut reqwest::Response, what: &str) {
    let mut text = String::new();
    let reading = async {
        while !text.contains(what) {
            let chunk = stream.chunk().await.expect("it goes on").expect("more");
            text.push_str(&String::from_utf8_lossy(&chunk));
        }
    };
    tokio::time::timeout(SOON, reading).await.unwrap_or_else(|_| panic!("no `{what}` comes"));
}

#[tokio::test]
async fn a_stream_and_a_call_that_waits_hear_news_through_a_proxy_at_both_servers() {
    let (world, _proxied) = behind_a_proxy(&[]).await;
    let system = Program::registered(&world, ALL, &["A81001"]).await;
    let token = system.token(&world).await;
    let mut streams = Vec::new();
    for server in [ONE, OTHER] {
        let mut stream = system.follows(&token, FEED, &[("user-agent", server)]).await;
        assert_eq!(stream.status(), 200);
        hears(&mut stream, ":").await;
        streams.push(stream);
    }
    let (waits, bearer) = (format!("{FEED}?wait=25"), format!("Bearer {token}"));
    let headers = [("authorization", bearer.as_str()), ("user-agent", ONE)];
    let happens = async {
        let pair = pair(&world).await;
        with_practice(&world, pair.delegator, pair.delegate).await
    };
    let (told, id) = tokio::join!(system.calls(Method::GET, &waits, &headers), happens);
    assert!(told.body["events"].as_array().is_some_and(|events| !events.is_empty()), "{told:?}");
    for stream in &mut streams {
        hears(stream, &id.to_string()).await;
    }
}

#[tokio::test]
async fn one_of_two_servers_may_stop_under_load_and_nobody_sees_it() {
    let (world, mut proxied) = behind_a_proxy(&[]).await;
    let margaret: Browser = world.sign_in_as("margaret").await;
    let cookie = format!("__Host-session={}", margaret.cookie("__Host-session").unwrap());
    let (client, asked) = (client(), AtomicUsize::new(0));
    let stopping = proxied.servers.pop().unwrap();
    let visits = (0..8).map(|visitor| {
        let url = proxied.url(if visitor % 2 == 0 { "/" } else { "/home" });
        let (client, asked, stopping, cookie) = (&client, &asked, &stopping, &cookie);
        async move {
            for _ in 0..50 {
                if asked.fetch_add(1, Ordering::AcqRel) == 100 {
                    stopping.tell("-TERM");
                }
                let page = client.get(&url).header("cookie", cookie).send().await.unwrap();
                assert_eq!(page.status(), 200, "{url}");
                assert!(!page.bytes().await.unwrap().is_empty());
            }
        }
    });
    futures::future::join_all(visits).await;
    assert!(stopping.end().await.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_of_the_database_fails_nobody_at_either_server() {
    let mut cluster = Cluster::start_on_tcp().await;
    let (address, url) = public_address();
    let world = world_behind_at(&cluster.url, &url, &with_own(&MANY)).await;
    let _proxied = Proxied::start(&world, address).await;
    nobody_fails(&world, &mut cluster).await;
}

#[tokio::test]
async fn a_database_that_takes_no_writes_fails_no_reading_at_either_server() {
    let (world, _proxied) = behind_a_proxy(&[]).await;
    let margaret = world.sign_in_as("margaret").await;
    let told = async |server: &str| -> String {
        let ready = world.browser().named(server).get("/health/ready").await;
        let told: Value = serde_json::from_str(&ready.body).unwrap();
        told["database"].as_str().expect("a word").to_owned()
    };
    read_only(&world, true).await;
    for server in [ONE, OTHER] {
        window(&world, &margaret).named(server).get("/home").await.expect_status(200);
        let problem = "Sorry, there is a problem with the service";
        world.browser().named(server).get(At::NhsLogin.start()).await.expect(503, problem);
        assert_eq!(told(server).await, "read_only", "{server}");
    }
    read_only(&world, false).await;
    for server in [ONE, OTHER] {
        assert_eq!(told(server).await, "ready", "{server}");
    }
}

#[tokio::test]
async fn a_provider_without_keys_or_that_hangs_is_told_of_at_both_servers_and_asked_again() {
    let at = At::NhsLogin;
    let (address, url) = public_address();
    let world = world_behind(&url, &with_own(&[("NHS_LOGIN_TIMEOUT_MS", "800")])).await;
    let faults = |mode: &str| {
        let faults = json!({ "mode": mode, "ms": 1600 });
        world.sandbox.switches().set(at.system(), faults).expect("a switch");
    };
    faults("jwks_empty");
    let _proxied = Proxied::start(&world, address).await;
    for server in [ONE, OTHER] {
        world.browser().named(server).get(at.start()).await.expect(503, at.is_away());
    }
    world.sandbox.switches().reset();
    for server in [ONE, OTHER] {
        let mut margaret = world.browser().named(server);
        let answer = answer_for(&mut margaret, at, at.somebody()).await;
        faults("token_slow");
        margaret.get(answer.as_str()).await.expect(400, at.is_away());
        world.sandbox.switches().reset();
        assert!(!is_signed_in(&mut margaret).await, "{server}");
        margaret.get(at.start()).await;
        at.choose(&mut margaret, at.somebody()).await.expect_text("Margaret");
    }
}
