//! What strangers can do to the loop, over real connections on loopback.

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::routing::{get, post};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::*;
use crate::config::Reader;

/// Longest wait for what must come soon.
const SOON: Duration = Duration::from_secs(5);
const WHOLE: &str = "GET / HTTP/1.1\r\nHost: us\r\n\r\n";
const HALF: &str = "GET / HTTP/1.1\r\nHo";
/// The head of a form; its sender is told when it is being read.
const FORM: &str = "POST / HTTP/1.1\r\nHost: us\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n";

fn settings(values: &[(&str, &str)]) -> Connections {
    let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Connections::read(&mut Reader::from_values(values))
}

struct Served {
    address: SocketAddr,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

/// Something small, served with these settings.
async fn served(values: &[(&str, &str)]) -> Served {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
    let read = post(async |body: Result<String, axum::extract::rejection::StringRejection>| match body {
        Ok(body) => body,
        Err(_) => "half a body".to_owned(),
    });
    let much = get(async || vec![b'x'; 64 * 1024 * 1024]);
    let router = Router::new().route("/", get(async || "hello").merge(read)).route("/much", much);
    let task = tokio::spawn(serve(listener, Site::new(router, settings(values)), stop.clone()));
    Served { address, stop, task }
}

impl Served {
    /// A connection from 127.0.0.`last` that has said `words`.
    async fn client(&self, last: u8, words: &str) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind((Ipv4Addr::new(127, 0, 0, last), 0).into()).unwrap();
        let mut stream = socket.connect(self.address).await.unwrap();
        stream.write_all(words.as_bytes()).await.unwrap();
        stream
    }

    /// A connection whose request is being answered: half a form has come.
    async fn busy(&self, last: u8) -> TcpStream {
        let mut stream = self.client(last, FORM).await;
        assert!(hear(&mut stream).await.starts_with("HTTP/1.1 100 "));
        stream.write_all(b"half").await.unwrap();
        stream
    }

    /// The first words of the answer to a whole request.
    async fn ask(&self, last: u8) -> String {
        hear(&mut self.client(last, WHOLE).await).await
    }
}

/// What can be read at once; nothing where the connection has ended.
async fn hear(stream: &mut TcpStream) -> String {
    let mut bytes = vec![0; 1024];
    let count = timeout(SOON, stream.read(&mut bytes)).await.expect("an answer or the end").unwrap_or(0);
    String::from_utf8_lossy(&bytes[..count]).into_owned()
}

#[test]
fn few_files_mean_few_connections_and_one_source_never_has_all() {
    let few = limits(&settings(&[]), Some(128));
    assert_eq!((few.most, few.most_of_one), (64, 32));
    let many = limits(&settings(&[]), Some(20_000));
    assert_eq!((many.most, many.most_of_one), (2000, 100));
}

#[test]
fn behind_proxies_one_source_may_have_all() {
    let behind = limits(&settings(&[("TRUSTED_PROXIES", "1")]), None);
    assert_eq!((behind.most, behind.most_of_one), (2000, 2000));
}

#[tokio::test]
async fn half_a_head_gets_408_and_silence_ends() {
    let served = served(&[("HEAD_TIMEOUT_MS", "100")]).await;
    let mut half = served.client(1, HALF).await;
    let mut silent = served.client(1, "").await;
    assert!(hear(&mut half).await.starts_with("HTTP/1.1 408 "));
    assert_eq!(hear(&mut half).await, "");
    assert_eq!(hear(&mut silent).await, "");
    assert!(served.ask(1).await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn a_head_may_come_in_pieces() {
    let served = served(&[]).await;
    let mut slow = served.client(1, HALF).await;
    slow.write_all(b"st: us\r\n\r\n").await.unwrap();
    assert!(hear(&mut slow).await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn half_a_body_is_not_waited_for_and_its_connection_ends() {
    let served = served(&[("BODY_TIMEOUT_MS", "100")]).await;
    let mut half = served.busy(1).await;
    let answer = hear(&mut half).await;
    assert!(answer.contains("connection: close") && answer.ends_with("half a body"), "{answer}");
    assert_eq!(hear(&mut half).await, "");
}

#[tokio::test]
async fn a_connection_is_kept_for_the_next_request_and_not_for_ever() {
    let served = served(&[("IDLE_TIMEOUT_MS", "200")]).await;
    let mut kept = served.client(1, WHOLE).await;
    assert!(hear(&mut kept).await.starts_with("HTTP/1.1 200 "));
    kept.write_all(WHOLE.as_bytes()).await.unwrap();
    assert!(hear(&mut kept).await.starts_with("HTTP/1.1 200 "));
    assert_eq!(hear(&mut kept).await, "");
}

#[tokio::test]
async fn a_reader_that_stands_still_is_let_go() {
    let served = served(&[("BODY_TIMEOUT_MS", "100"), ("HEAD_TIMEOUT_MS", "100")]).await;
    let mut lazy = served.client(1, "GET /much HTTP/1.1\r\nHost: us\r\n\r\n").await;
    assert!(hear(&mut lazy).await.starts_with("HTTP/1.1 200 "));
    // Without a limit the stop would wait for it as long as it likes.
    served.stop.cancel();
    timeout(SOON, served.task).await.expect("nobody is waited for").unwrap();
}

#[tokio::test]
async fn a_crowd_from_one_source_keeps_neither_others_nor_its_own_out() {
    let served = served(&[("CONNECTIONS", "8"), ("CONNECTIONS_PER_SOURCE", "4")]).await;
    let mut crowd = Vec::new();
    for _ in 0..50 {
        crowd.push(served.client(1, HALF).await);
    }
    assert!(served.ask(2).await.starts_with("HTTP/1.1 200 "));
    assert!(served.ask(1).await.starts_with("HTTP/1.1 200 "));
    assert_eq!(hear(&mut crowd[0]).await, "", "the first has been let go");
}

#[tokio::test]
async fn many_sources_cannot_keep_others_out_either() {
    let served = served(&[("CONNECTIONS", "8"), ("CONNECTIONS_PER_SOURCE", "4")]).await;
    let mut crowd = Vec::new();
    for last in 10..60 {
        crowd.push(served.client(last, HALF).await);
    }
    assert!(served.ask(2).await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn who_is_being_answered_stays_and_newcomers_read_that_it_is_full() {
    let served = served(&[("CONNECTIONS", "2"), ("CONNECTIONS_PER_SOURCE", "1")]).await;
    let mut busy = [served.busy(1).await, served.busy(2).await];
    let answer = served.ask(3).await;
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    busy[1].write_all(b" done.").await.unwrap();
    assert!(hear(&mut busy[1]).await.ends_with("half done."));
}

#[tokio::test]
async fn a_stop_waits_for_whole_requests_and_for_nothing_else() {
    let served = served(&[]).await;
    let mut kept = served.client(1, WHOLE).await;
    hear(&mut kept).await;
    let mut waiting = vec![kept];
    for _ in 0..5 {
        waiting.push(served.client(1, HALF).await);
        waiting.push(served.client(1, "").await);
    }
    let mut under_way = served.busy(2).await;
    assert!(served.ask(2).await.starts_with("HTTP/1.1 200 "), "all before it have been accepted");
    served.stop.cancel();
    for stream in &mut waiting {
        assert_eq!(hear(stream).await, "");
    }
    under_way.write_all(b" done.").await.unwrap();
    assert!(hear(&mut under_way).await.ends_with("half done."));
    timeout(SOON, served.task).await.expect("it ends").unwrap();
}
