//! Stands between the service and its Postgres, passes on what they say, and counts the statements: so a test knows what a request
//! costs, whoever writes a log of it.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use sqlx::postgres::PgConnectOptions;
use url::Url;

/// What a client sends to have a prepared statement done, and to have a text done that was not prepared.
const DONE: [u8; 2] = [b'E', b'Q'];
/// Before the first message there is no kind: it says how long it is, and which version of the protocol it speaks.
const VERSION_3: [u8; 4] = [0, 3, 0, 0];

/// A relay that counts. Its threads end with the process of the test: what is dropped last still takes leave through it.
pub struct Statements {
    /// In place of `DATABASE_URL`.
    pub url: String,
    counted: Arc<AtomicUsize>,
}

impl Statements {
    /// A relay in front of the server of `DATABASE_URL`.
    pub fn relay() -> Statements {
        #[expect(clippy::disallowed_methods, reason = "tests have no configuration but this")]
        let server = std::env::var("DATABASE_URL").expect("a server: run `bin/test`");
        let options: PgConnectOptions = server.parse().expect("a Postgres URL");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let mut url = Url::parse(&server).expect("DATABASE_URL is a URL");
        url.set_host(Some("127.0.0.1")).expect("a host");
        url.set_port(Some(port)).expect("a port");
        // What is encrypted cannot be counted.
        url.query_pairs_mut().clear().append_pair("sslmode", "disable");
        let counted = Arc::new(AtomicUsize::new(0));
        let count = counted.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                pass_on(client, &options, &count);
            }
        });
        Statements { url: url.into(), counted }
    }

    /// What is done, and how many statements the service asked for meanwhile.
    pub async fn of<T>(&self, doing: impl Future<Output = T>) -> (T, usize) {
        let before = self.counted.load(Ordering::SeqCst);
        let done = doing.await;
        (done, self.counted.load(Ordering::SeqCst) - before)
    }
}

/// One connection.
fn pass_on(client: TcpStream, options: &PgConnectOptions, counted: &Arc<AtomicUsize>) {
    match options.get_socket() {
        Some(folder) => {
            let path = folder.join(format!(".s.PGSQL.{}", options.get_port()));
            let server = UnixStream::connect(path).expect("the server answers");
            let ended = server.try_clone().expect("a clone");
            let end = move || drop(ended.shutdown(Shutdown::Both));
            both_ways(client, (server.try_clone().expect("a clone"), server, end), counted);
        }
        None => {
            let server = TcpStream::connect((options.get_host(), options.get_port()));
            let server = server.expect("the server answers");
            let ended = server.try_clone().expect("a clone");
            let end = move || drop(ended.shutdown(Shutdown::Both));
            both_ways(client, (server.try_clone().expect("a clone"), server, end), counted);
        }
    }
}

/// Each direction has a thread of its own; whoever ends it ends both.
fn both_ways(
    client: TcpStream,
    (mut from_server, mut to_server, end): (
        impl Read + Send + 'static,
        impl Write + Send + 'static,
        impl FnOnce() + Send + 'static,
    ),
    counted: &Arc<AtomicUsize>,
) {
    let mut counter = Counter::new(counted.clone());
    let (mut from_client, mut to_client) = (client.try_clone().expect("a clone"), client);
    thread::spawn(move || {
        copy(&mut from_client, &mut to_server, &mut counter);
        end();
    });
    thread::spawn(move || {
        drop(std::io::copy(&mut from_server, &mut to_client));
        drop(to_client.shutdown(Shutdown::Both));
    });
}

fn copy(from: &mut impl Read, to: &mut impl Write, counter: &mut Counter) {
    let mut some = [0; 16 * 1024];
    while let Ok(read) = from.read(&mut some) {
        counter.take(&some[..read]);
        if read == 0 || to.write_all(&some[..read]).is_err() {
            return;
        }
    }
}

/// Reads messages as they come, in whatever pieces.
struct Counter {
    counted: Arc<AtomicUsize>,
    has_begun: bool,
    rest: Vec<u8>,
}

impl Counter {
    fn new(counted: Arc<AtomicUsize>) -> Counter {
        Counter { counted, has_begun: false, rest: Vec::new() }
    }

    fn take(&mut self, some: &[u8]) {
        self.rest.extend_from_slice(some);
        loop {
            let kind = usize::from(self.has_begun);
            let Some(length) = self.rest.get(kind..kind + 4) else { return };
            let length = u32::from_be_bytes(length.try_into().expect("four bytes"));
            let whole = kind + usize::try_from(length).expect("a length");
            if self.rest.len() < whole {
                return;
            }
            let message: Vec<u8> = self.rest.drain(..whole).collect();
            if self.has_begun && DONE.contains(&message[0]) {
                self.counted.fetch_add(1, Ordering::SeqCst);
            }
            self.has_begun |= message.get(4..8) == Some(&VERSION_3[..]);
        }
    }
}

#[test]
fn statements_are_counted_however_they_are_cut() {
    // A client that asks for encryption first, and then begins.
    let mut sent = vec![0, 0, 0, 8, 4, 210, 22, 47];
    sent.extend([0, 0, 0, 9, 0, 3, 0, 0, 0]);
    for kind in [b'P', b'B', b'E', b'S', b'Q', b'E'] {
        sent.extend([kind, 0, 0, 0, 6, b'E', b'Q']);
    }
    for size in [1, 3, 7, sent.len()] {
        let mut counter = Counter::new(Arc::default());
        sent.chunks(size).for_each(|some| counter.take(some));
        assert_eq!(counter.counted.load(Ordering::SeqCst), 3, "in pieces of {size}");
    }
}
