//! A pooler of a test's own, PgBouncer as Debian has it, before whatever server a URL names.

use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use sqlx::postgres::PgConnectOptions;

use super::cluster::{as_postgres, own_folder};

const PROGRAM: &str = "/usr/sbin/pgbouncer";

/// What it keeps for a client between its transactions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// Nothing: the next message may meet another connection of the server.
    Nothing,
    /// Prepared statements. One of before 1.21 cannot; there it keeps the server's connection.
    Prepared,
}

/// A running pooler with two connections to the server for each database; gone with its files when this goes out of scope.
pub struct Pooler {
    folder: PathBuf,
    address: SocketAddr,
    process: Child,
}

impl Pooler {
    /// Starts one before the server of this URL, and returns when it listens.
    pub async fn start(server_url: &str, keeps: Keeps) -> Pooler {
        let folder = own_folder();
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        drop(listener);
        let server: PgConnectOptions = server_url.parse().expect("a Postgres URL");
        std::fs::write(folder.join("users"), format!("\"{}\" \"\"\n", server.get_username())).expect("users");
        std::fs::write(folder.join("ini"), settings(&folder, address, &server, keeps)).expect("settings");
        // Dies with the test, also when that is killed.
        let process = as_postgres("setpriv".as_ref())
            .args(["--pdeathsig", "TERM", "--", PROGRAM, "-q"])
            .arg(folder.join("ini"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("pgbouncer: see bin/setup");
        let mut pooler = Pooler { folder, address, process };
        let mut tries = 0;
        while TcpStream::connect(address).is_err() {
            tries += 1;
            let ended = pooler.process.try_wait().expect("it can be asked");
            assert!(tries < 600 && ended.is_none(), "the pooler does not start: see bin/setup");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        pooler
    }

    /// The URL by which it gives the database that the server has at this URL.
    pub fn url_of(&self, direct: &str) -> String {
        let direct: PgConnectOptions = direct.parse().expect("a Postgres URL");
        let name = direct.get_database().expect("a name");
        format!("postgres://{}@{}/{name}", direct.get_username(), self.address)
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        drop(Command::new("kill").arg(self.process.id().to_string()).status());
        drop(self.process.wait());
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// As whoever installs it finds it, but for addresses and the size of its pool: it refuses what a session would be told.
fn settings(folder: &Path, address: SocketAddr, server: &PgConnectOptions, keeps: Keeps) -> String {
    let host =
        server.get_socket().map_or_else(|| server.get_host().to_owned(), |at| at.display().to_string());
    let mode = match (keeps, remembers_statements()) {
        (Keeps::Nothing, false) => "transaction\ndefault_pool_size = 2",
        // It would keep them, where it is left as it comes.
        (Keeps::Nothing, true) => "transaction\ndefault_pool_size = 2\nmax_prepared_statements = 0",
        (Keeps::Prepared, true) => "transaction\ndefault_pool_size = 2\nmax_prepared_statements = 200",
        // Whole sessions: each client has a connection of the server for itself.
        (Keeps::Prepared, false) => "session\ndefault_pool_size = 40",
    };
    format!(
        "[databases]\n* = host={host} port={} user={}\n[pgbouncer]\nlisten_addr = {}\nlisten_port = {}\n\
         unix_socket_dir =\nauth_type = trust\nauth_file = {users}\nmax_client_conn = 300\n\
         logfile = {log}\npool_mode = {mode}\n",
        server.get_port(),
        server.get_username(),
        address.ip(),
        address.port(),
        users = folder.join("users").display(),
        log = folder.join("log").display(),
    )
}

/// Whether this is 1.21 or newer.
fn remembers_statements() -> bool {
    let said = Command::new(PROGRAM).arg("--version").output().expect("pgbouncer: see bin/setup");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let mut numbers = said
        .split_whitespace()
        .nth(1)
        .unwrap_or_default()
        .split('.')
        .map(|number| number.parse::<u32>().unwrap_or_default());
    (numbers.next(), numbers.next()) >= (Some(1), Some(21))
}
