//! A Postgres server of a test's own, to be stopped and started while the service runs.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A private server on a socket; gone with all its files when this goes out of scope.
pub struct Cluster {
    /// As for `DATABASE_URL`.
    pub url: String,
    programs: PathBuf,
    folder: PathBuf,
    /// Where it listens besides its socket.
    port: Option<u16>,
    server: Option<Child>,
}

impl Cluster {
    /// Makes one on a socket and starts it.
    pub async fn start() -> Cluster {
        Cluster::make(None).await
    }

    /// Makes one that is reached over TCP.
    pub async fn start_on_tcp() -> Cluster {
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        Cluster::make(Some(free.expect("a free port").port())).await
    }

    /// Makes a standby that follows this one from now on.
    pub async fn standby(&self) -> Cluster {
        let mut standby = Cluster::at(None);
        let (copy, data) = (standby.programs.join("pg_basebackup"), standby.folder.join("data"));
        let from = format!("host={} port={} user=app", self.folder.display(), self.port());
        let options = ["--write-recovery-conf", "--checkpoint=fast", "--wal-method=stream", "--no-sync"];
        run(as_postgres(&copy).args(options).arg("-d").arg(from).arg("-D").arg(data));
        standby.resume().await;
        standby
    }

    /// The URL by which this server has the database that another has at this URL.
    pub fn url_of(&self, other: &str) -> String {
        let other = url::Url::parse(other).expect("a URL");
        let mut own = url::Url::parse(&self.url).expect("a URL");
        own.set_path(other.path());
        own.into()
    }

    async fn make(port: Option<u16>) -> Cluster {
        let mut cluster = Cluster::at(port);
        let (initdb, data) = (cluster.programs.join("initdb"), cluster.folder.join("data"));
        let options = ["--username=app", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
        run(as_postgres(&initdb).args(options).arg("-D").arg(data));
        cluster.resume().await;
        cluster
    }

    /// Only its folder, and where it will be.
    fn at(port: Option<u16>) -> Cluster {
        let (programs, folder) = (programs(), own_folder());
        let url = match port {
            Some(port) => format!("postgres://app@127.0.0.1:{port}/postgres"),
            None => format!("postgres://app@localhost/postgres?host={}", folder.display()),
        };
        Cluster { url, programs, folder, port, server: None }
    }

    /// Stops the server as an operator does; sessions are cut.
    pub async fn stop(&mut self) {
        let Some(mut server) = self.server.take() else { return };
        run(Command::new("kill").args(["-INT", &server.id().to_string()]));
        tokio::task::spawn_blocking(move || server.wait()).await.expect("a thread").expect("it ends");
    }

    /// Starts it again, and returns when it answers.
    pub async fn resume(&mut self) {
        // Dies with the test, also when that is killed.
        let mut command = as_postgres("setpriv".as_ref());
        command.args(["--pdeathsig", "QUIT", "--"]).arg(self.programs.join("postgres"));
        command.arg("-D").arg(self.folder.join("data")).arg("-k").arg(&self.folder);
        command.args(["-c", "fsync=off", "-c", "log_min_messages=panic", "-p", &self.port().to_string()]);
        let listens = if self.port.is_some() { "listen_addresses=127.0.0.1" } else { "listen_addresses=" };
        command.args(["-c", listens]);
        self.server = Some(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("postgres"));
        let mut tries = 0;
        while !self.answers() {
            tries += 1;
            assert!(tries < 600, "the server does not start");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }

    /// The port also names the socket.
    fn port(&self) -> u16 {
        self.port.unwrap_or(5432)
    }

    fn answers(&self) -> bool {
        let mut ask = Command::new(self.programs.join("pg_isready"));
        let asked = ask.args(["--quiet", "--username=app", "--dbname=postgres", "-h"]).arg(&self.folder);
        let asked = asked.args(["-p", &self.port().to_string()]);
        asked.status().expect("pg_isready").success()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            // QUIT: at once, and its children with it.
            drop(Command::new("kill").args(["-QUIT", &server.id().to_string()]).status());
            drop(server.wait());
        }
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// A new folder that the account of Postgres may write to.
pub fn own_folder() -> PathBuf {
    let id = domain::clock::Clock::system().new_id().simple().to_string();
    let folder = std::env::temp_dir().join(format!("tpa-{id}"));
    std::fs::create_dir(&folder).expect("a folder");
    if is_root() {
        run(Command::new("chown").arg("postgres").arg(&folder));
    }
    folder
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().expect("id");
    id.stdout == b"0\n"
}

/// Where the programs of Postgres are.
pub(super) fn programs() -> PathBuf {
    let find = Command::new("bash").args(["bin/with-postgres", "--find"]).output().expect("bash");
    PathBuf::from(String::from_utf8_lossy(&find.stdout).trim())
}

/// Postgres and its pooler refuse to run as root.
pub fn as_postgres(program: &std::path::Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir("/");
    command
}

pub(super) fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it runs");
    assert!(status.success(), "{command:?}");
}
