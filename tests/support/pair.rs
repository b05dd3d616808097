//! A primary with a standby that follows it: each a Postgres server of a test's own, and every change that was acknowledged
//! is on both.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use sqlx::{Connection, PgConnection};
use tokio::time::sleep;

use super::cluster::{as_postgres, own_folder, programs, run};
use super::switch::free_address;

/// How often something is looked for that takes a while, and how many times at most.
const LOOK: Duration = Duration::from_millis(50);
const LOOKS: usize = 1200;

/// The two; gone with all their files when this goes out of scope.
pub struct Pair {
    /// Takes what is written, until it is killed.
    pub primary: Server,
    /// Follows, until it is promoted.
    pub standby: Server,
}

/// One of the two.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    programs: PathBuf,
    folder: PathBuf,
    running: Option<Child>,
}

impl Pair {
    /// Makes both, and returns when one follows the other.
    pub async fn start() -> Pair {
        let (mut primary, mut standby) = (Server::new(), Server::new());
        let (initdb, data) = (primary.programs.join("initdb"), primary.folder.join("data"));
        let options = ["--username=app", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
        run(as_postgres(&initdb).args(options).arg("-D").arg(data));
        // On the command line, so that the copy does not wait for a standby of its own once it is promoted.
        primary.resume(&["-c", "synchronous_standby_names=*"]).await;
        let (host, port) = (primary.address.ip().to_string(), primary.address.port().to_string());
        let mut copy = as_postgres(&standby.programs.join("pg_basebackup"));
        copy.args(["--host", &host, "--port", &port, "--username=app", "--no-password", "--no-sync"]);
        // -R writes down whom it follows, and that it does.
        copy.args(["--checkpoint=fast", "--wal-method=stream", "-R", "-D"]).arg(standby.folder.join("data"));
        run(&mut copy);
        standby.resume(&["-c", "hot_standby=on"]).await;
        primary.until_followed().await;
        Pair { primary, standby }
    }

    /// Kills the primary, which says no last word.
    pub async fn kill_primary(&mut self) {
        self.primary.end("-KILL").await;
    }

    /// Makes the standby the primary; it takes what is written when this returns.
    pub async fn promote(&mut self) {
        let mut promote = as_postgres(&self.standby.programs.join("pg_ctl"));
        promote.args(["promote", "--wait", "--timeout=60", "-D"]).arg(self.standby.folder.join("data"));
        tokio::task::spawn_blocking(move || run(&mut promote)).await.expect("it is promoted");
    }
}

impl Server {
    fn new() -> Server {
        Server { address: free_address(), programs: programs(), folder: own_folder(), running: None }
    }

    /// As for `DATABASE_URL`, with an account that may do everything.
    pub fn url(&self) -> String {
        format!("postgres://app@{}/postgres", self.address)
    }

    /// Starts it, and returns when it answers.
    async fn resume(&mut self, more: &[&str]) {
        // Dies with the test, also when that is killed.
        let mut command = as_postgres("setpriv".as_ref());
        command.args(["--pdeathsig", "QUIT", "--"]).arg(self.programs.join("postgres"));
        command.arg("-D").arg(self.folder.join("data")).arg("-k").arg(&self.folder);
        command.args(["-c", "fsync=off", "-c", "log_min_messages=panic", "-c", "listen_addresses=127.0.0.1"]);
        command.args(["-p", &self.address.port().to_string()]).args(more);
        self.running = Some(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("postgres"));
        for _ in 0..LOOKS {
            if PgConnection::connect(&self.url()).await.is_ok() {
                return;
            }
            sleep(LOOK).await;
        }
        panic!("the server does not start");
    }

    /// Waits until a standby has all that is acknowledged from now on.
    async fn until_followed(&self) {
        let mut own = PgConnection::connect(&self.url()).await.expect("the primary answers");
        for _ in 0..LOOKS {
            let asked = "select exists (select from pg_stat_replication where sync_state = 'sync')";
            if sqlx::query_scalar(asked).fetch_one(&mut own).await.expect("an answer") {
                return;
            }
            sleep(LOOK).await;
        }
        panic!("the standby does not follow");
    }

    async fn end(&mut self, signal: &str) {
        let Some(mut server) = self.running.take() else { return };
        run(Command::new("kill").args([signal, &server.id().to_string()]));
        tokio::task::spawn_blocking(move || server.wait()).await.expect("a thread").expect("it ends");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut server) = self.running.take() {
            // QUIT: at once, and its children with it.
            drop(Command::new("kill").args(["-QUIT", &server.id().to_string()]).status());
            drop(server.wait());
        }
        drop(std::fs::remove_dir_all(&self.folder));
    }
}
