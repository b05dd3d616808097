//! A switch for TCP, as a virtual address or a proxy is one: it leads whoever connects to where it is told, and can cut who
//! is connected.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// How often health is asked for.
const LOOK: Duration = Duration::from_millis(100);

/// An address of this machine at which nobody listens.
pub fn free_address() -> SocketAddr {
    let free = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    free.local_addr().expect("an address")
}

/// Where connections lead, and how often they were cut.
#[derive(Clone, Default)]
struct Way {
    to: Vec<SocketAddr>,
    cuts: usize,
}

/// The switch; all its connections are cut when this goes out of scope.
pub struct Switch {
    /// Where it listens.
    pub address: SocketAddr,
    way: watch::Sender<Way>,
    accepting: JoinHandle<()>,
}

impl Switch {
    /// One that leads nowhere yet: whoever connects is hung up on.
    pub async fn start() -> Switch {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (way, follows) = watch::channel(Way::default());
        Switch { address, way, accepting: tokio::spawn(accept(listener, follows)) }
    }

    /// Leads new connections to these in turn; those that are there stay.
    pub fn lead(&self, to: &[SocketAddr]) {
        self.way.send_modify(|way| way.to = to.to_vec());
    }

    /// The same, and cuts those that are there.
    pub fn turn(&self, to: &[SocketAddr]) {
        self.way.send_modify(|way| *way = Way { to: to.to_vec(), cuts: way.cuts + 1 });
    }

    /// Leads new connections to those of the servers that say that they are ready, until it is told to stop by being
    /// dropped.
    pub async fn lead_to_the_ready(&self, servers: &[SocketAddr]) {
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(5)).build();
        let client = client.expect("a client");
        loop {
            let mut ready = Vec::new();
            for server in servers {
                if is_ready(&client, *server).await {
                    ready.push(*server);
                }
            }
            self.lead(&ready);
            sleep(LOOK).await;
        }
    }
}

impl Drop for Switch {
    fn drop(&mut self) {
        self.accepting.abort();
        self.turn(&[]);
    }
}

/// Whether this server says that requests should be sent to it.
pub async fn is_ready(client: &reqwest::Client, server: SocketAddr) -> bool {
    let answer = client.get(format!("http://{server}/health/ready")).send().await;
    answer.is_ok_and(|answer| answer.status() == 200)
}

async fn accept(listener: TcpListener, follows: watch::Receiver<Way>) {
    let mut turn = 0;
    loop {
        let (stream, _) = listener.accept().await.expect("a connection");
        turn += 1;
        tokio::spawn(lead(stream, turn, follows.clone()));
    }
}

/// Leads one connection, at its turn, to the first that takes it.
async fn lead(mut stream: TcpStream, turn: usize, mut follows: watch::Receiver<Way>) {
    let Way { mut to, cuts } = follows.borrow_and_update().clone();
    if to.is_empty() {
        return;
    }
    let first = turn % to.len();
    to.rotate_left(first);
    for address in to {
        let Ok(mut far) = TcpStream::connect(address).await else { continue };
        if stream.set_nodelay(true).and_then(|()| far.set_nodelay(true)).is_err() {
            return;
        }
        tokio::select! {
            _ = copy_bidirectional(&mut stream, &mut far) => {}
            () = async { drop(follows.wait_for(|way| way.cuts != cuts).await) } => {}
        }
        return;
    }
}
