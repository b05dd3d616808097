//! What strangers do with connections costs them, not others: half-sent requests, crowds, files, memory.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{Duration, timeout};

use crate::process::Process;
use crate::support::world::{World, world, world_with};

/// Longest wait for what must come soon.
const SOON: Duration = Duration::from_secs(5);
const WHOLE: &str = "GET / HTTP/1.1\r\nHost: us\r\n\r\n";
const HALF: &str = "GET / HTTP/1.1\r\nHo";

/// A connection from 127.0.0.`last` that has said `words`.
async fn client(address: SocketAddr, last: u8, words: &str) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((Ipv4Addr::new(127, 0, 0, last), 0).into())?;
    let mut stream = socket.connect(address).await?;
    stream.write_all(words.as_bytes()).await?;
    Ok(stream)
}

/// All that comes until the connection ends.
async fn hear(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    timeout(SOON, stream.read_to_end(&mut bytes)).await.expect("it ends").expect("it is read");
    String::from_utf8_lossy(&bytes).into_owned()
}

fn address_of(world: &World) -> SocketAddr {
    let port = url::Url::parse(&world.url).unwrap().port().unwrap();
    (Ipv4Addr::LOCALHOST, port).into()
}

/// A server of its own process, once it serves.
async fn server(world: &World, start: impl Fn(&World, &str) -> Process) -> (Process, SocketAddr) {
    let free = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let process = start(world, &free.to_string());
    crate::story::until(async || TcpStream::connect(free).await.is_ok()).await;
    (process, free)
}

#[tokio::test]
async fn half_a_form_is_said_to_be_half_a_form() {
    let world = world_with(&[("BODY_TIMEOUT_MS", "100")]).await;
    let margaret = world.sign_in_as("margaret").await;
    let cookie = margaret.cookie("session").unwrap();
    let half = |path: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nHost: us\r\nCookie: session={cookie}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ngiven_name=Dav"
        )
    };
    for path in ["/invite/01900000-0000-7000-8000-000000000001/who", "/auth/cis2/backchannel-logout"] {
        let answer = hear(&mut client(address_of(&world), 1, &half(path)).await.unwrap()).await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        assert!(answer.contains("We did not get all of what you sent"), "{answer}");
    }
    let answer = hear(&mut client(address_of(&world), 1, &half("/oauth2/token")).await.unwrap()).await;
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("\"status\":408"), "{answer}");
}

#[tokio::test]
async fn half_sent_heads_keep_nobody_out_and_are_let_go() {
    let world = world_with(&[("HEAD_TIMEOUT_MS", "300"), ("CONNECTIONS_PER_SOURCE", "50")]).await;
    let address = address_of(&world);
    let mut crowd = Vec::new();
    for _ in 0..200 {
        crowd.push(client(address, 2, HALF).await.unwrap());
    }
    world.browser().get("/").await.expect_status(200);
    for mut stream in crowd.split_off(150) {
        assert!(hear(&mut stream).await.starts_with("HTTP/1.1 408 "), "one of the last 50");
    }
}

#[tokio::test]
async fn few_files_are_enough_for_others_beside_one_clients_crowd() {
    let world = world().await;
    let start = |world: &World, address: &str| Process::server_with_files(world, address, 160);
    let (_process, address) = server(&world, start).await;
    let mut crowd = Vec::new();
    for _ in 0..300 {
        crowd.extend(client(address, 2, HALF).await);
    }
    for _ in 0..10 {
        let mut stream = client(address, 1, WHOLE).await.unwrap();
        let mut bytes = [0; 12];
        timeout(SOON, stream.read_exact(&mut bytes)).await.expect("an answer").expect("an answer");
        assert_eq!(&bytes, b"HTTP/1.1 200");
    }
}

#[tokio::test]
async fn a_stop_takes_no_longer_because_of_half_sent_heads() {
    let world = world().await;
    let (process, address) = server(&world, Process::server).await;
    let mut crowd = Vec::new();
    for _ in 0..5 {
        crowd.push(client(address, 1, HALF).await.unwrap());
    }
    process.tell("-TERM");
    assert!(timeout(Duration::from_secs(10), process.end()).await.expect("before the grace ends").success());
}

#[tokio::test]
async fn a_connection_costs_at_most_25_kib() {
    let world = world_with(&[("CONNECTIONS_PER_SOURCE", "1000"), ("LOG_FILTER", "error")]).await;
    let (process, address) = server(&world, Process::server).await;
    let mut crowd = Vec::new();
    let mut answered = async |many: usize| {
        for _ in 0..many {
            let mut stream = client(address, 1, WHOLE).await.unwrap();
            let mut bytes = vec![0; 16 * 1024];
            assert!(timeout(SOON, stream.read(&mut bytes)).await.unwrap().unwrap() > 0);
            crowd.push(stream);
        }
    };
    // What is made once is not counted.
    answered(100).await;
    let before = process.memory();
    answered(600).await;
    let each = process.memory().saturating_sub(before) / 600;
    assert!(each <= 25, "{each} KiB each");
}
