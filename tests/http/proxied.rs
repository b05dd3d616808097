//! Behind a TLS proxy, nginx as Debian has it, with two servers: what holds for one server alone holds there too.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use reqwest::Client;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::process::Process;
use crate::steps::OWN_FORM;
use crate::story::{count, until};
use crate::support::world::{World, world_with};

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

fn configuration(folder: &Path, address: SocketAddr, servers: &[SocketAddr]) -> String {
    let folder = folder.display();
    let servers: String = servers.iter().map(|server| format!("server {server}; ")).collect();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {folder}/{kind}; "))
        .concat();
    format!(
        "daemon off; pid {folder}/pid; error_log stderr crit; worker_processes 1;
         events {{ worker_connections 1024; }}
         http {{ access_log off; {temporary}
           upstream site {{ {servers} keepalive 16; }}
           server {{ listen {address} ssl; ssl_certificate {folder}/cert; ssl_certificate_key {folder}/key;
             location / {{ proxy_pass http://site; proxy_http_version 1.1; proxy_set_header Connection '';
               proxy_set_header Host $http_host;
               proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }} }} }}"
    )
}

impl Proxied {
    async fn start(world: &World) -> Proxied {
        let (address, inner) = (free_address(), [free_address(), free_address()]);
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
        std::fs::write(folder.join("nginx.conf"), configuration(&folder, address, &inner)).unwrap();
        let url = format!("https://localhost:{}", address.port());
        let server = |at: &SocketAddr| {
            Process::server_with(world, &[("LISTEN", &at.to_string()), ("PUBLIC_URL", &url)])
        };
        let servers = inner.iter().map(server).collect();
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
    let client = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    client.tls_danger_accept_invalid_certs(true).build().unwrap()
}

async fn behind_a_proxy(settings: &[(&str, &str)]) -> (World, Proxied) {
    let own = [("TRUSTED_PROXIES", "1"), ("DATABASE_POOL", "3")];
    let world = world_with(&own.iter().chain(settings).copied().collect::<Vec<_>>()).await;
    let proxied = Proxied::start(&world).await;
    (world, proxied)
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
    assert_eq!(client.get(proxied.url("/")).send().await.unwrap().status(), 200);
    drop(crowd);
}

#[tokio::test]
async fn one_of_two_servers_may_stop_and_nobody_sees_it() {
    let (_world, mut proxied) = behind_a_proxy(&[]).await;
    let client = client();
    let stopping = proxied.servers.pop().unwrap();
    for number in 0..200 {
        if number == 50 {
            stopping.tell("-TERM");
        }
        let page = client.get(proxied.url("/")).send().await.unwrap();
        assert_eq!(page.status(), 200, "page {number}");
        assert!(!page.bytes().await.unwrap().is_empty());
    }
    assert!(stopping.end().await.success());
}
