//! A build of the service that is measured: this one or one of before, each with a database, a sandbox and a port of its own.
//! Both are there at once, and are asked in turn.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use domain::clock::Clock;
use proxy_access::config::{Config, Reader};
use proxy_access::run::demo::settings::ServiceKeys;
use proxy_access::tokens::{Claims, TokenKeys};
use sandbox::Sandbox;
use sandbox::switches::PdsSwitches;
use secrecy::SecretString;
use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, PgPool};
use tokio::process::{Child, Command};
use url::Url;

use super::free_port;
use super::process::Process;

/// Settings of a machine on which all visitors are one source and one program asks for all.
const GENEROUS: [(&str, &str); 8] = [
    ("LOG_FILTER", "error"),
    ("CONNECTIONS", "4000"),
    ("CONNECTIONS_PER_SOURCE", "2000"),
    ("LIMIT_SIGN_INS_PER_SOURCE", "100000000"),
    ("LIMIT_OPEN_INVITATIONS", "1000000"),
    ("LIMIT_REQUESTS_A_DAY", "1000000"),
    ("PROGRAM_CALLS_A_SECOND", "1000000"),
    ("SHUTDOWN_GRACE_SECONDS", "5"),
];

/// One build with all that it needs.
pub struct Side {
    /// Its program.
    pub program: String,
    /// Where it listens.
    pub port: u16,
    /// What browsers call it.
    pub url: String,
    /// Name of its database.
    pub database: String,
    /// Where that is.
    pub database_url: String,
    /// Connections of ours to it.
    pub db: PgPool,
    /// Its settings.
    pub variables: Vec<(String, String)>,
    /// Its outside systems.
    pub sandbox: Sandbox,
    /// The time.
    pub clock: Clock,
    keys: TokenKeys,
    serving: Option<Process>,
}

impl Side {
    /// Its database, as the service holds it.
    pub fn storage(&self) -> proxy_access::storage::PgPool {
        self.db.clone().into()
    }

    /// Makes the database and the sandbox; nothing is served yet.
    pub async fn settle(program: &str, (server_url, database): (&str, &str)) -> Result<Side> {
        let clock = Clock::system();
        let server = PgPoolOptions::new().max_connections(1).connect(server_url).await?;
        sqlx::query(AssertSqlSafe(format!("create database {database}"))).execute(&server).await?;
        server.close().await;
        let mut database_url = Url::parse(server_url)?;
        database_url.set_path(&format!("/{database}"));
        let db = PgPoolOptions::new().max_connections(4).connect(database_url.as_str()).await?;

        let (port, any) = (free_port()?, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        let url = format!("http://localhost:{port}");
        let keys = ServiceKeys::generate()?;
        let sandbox = Box::pin(keys.sandbox((any, any), &url, clock.clone())).await?;
        sandbox.switches().set_pds(PdsSwitches { calls_a_minute: 0, ..PdsSwitches::default() });
        let mut variables = keys.variables(&sandbox, &url, database_url.as_str());
        variables.push(("LISTEN".to_owned(), format!("127.0.0.1:{port}")));
        variables.extend(GENEROUS.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let pem = variables.iter().find(|(name, _)| name == "ACCESS_TOKEN_KEYS").context("a key")?.1.clone();
        let token_keys = TokenKeys::read(&SecretString::from(pem))?;
        let side = Side {
            program: program.to_owned(),
            port,
            url,
            database: database.to_owned(),
            database_url: database_url.into(),
            db,
            variables,
            sandbox,
            clock,
            keys: token_keys,
            serving: None,
        };
        side.migrate().await?;
        side.enable_practices().await?;
        Ok(side)
    }

    fn command(&self, mode: &str) -> Command {
        let mut command = Command::new(&self.program);
        let variables = self.variables.iter().map(|(name, value)| (name, value));
        command.arg(mode).envs(variables).stdin(Stdio::null()).kill_on_drop(true);
        command
    }

    async fn migrate(&self) -> Result<()> {
        let ended = self.command("migrate").output().await.with_context(|| self.program.clone())?;
        ensure!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        Ok(())
    }

    /// In words that every build's database understands.
    async fn enable_practices(&self) -> Result<()> {
        sqlx::query(
            "insert into practice (ods_code, name, enabled, email, updated_at) values
                 ('A81001', 'Riverside Medical Practice', true, 'riverside@nhs.net', now()),
                 ('B82002', 'Hillview Surgery', true, 'reception@hillview-surgery.example', now())",
        )
        .execute(&self.db)
        .await?;
        Ok(())
    }

    /// Serves from now on, in place of what was served before; does the worker's job too where wanted.
    pub async fn serve(&mut self, with_worker: bool) -> Result<()> {
        self.rest().await?;
        let arguments: &[&str] = if with_worker { &["serve", "--with-worker"] } else { &["serve"] };
        self.serving = Some(Process::start(&self.program, arguments, &self.variables, self.port).await?);
        Ok(())
    }

    /// Serves nothing until it is told to again.
    pub async fn rest(&mut self) -> Result<()> {
        match self.serving.take() {
            Some(process) => process.stop().await,
            None => Ok(()),
        }
    }

    /// Starts a worker beside it; it ends when what is returned is dropped.
    pub fn worker(&self) -> Result<Child> {
        self.command("worker").spawn().context("the worker does not start")
    }

    /// Its settings, read as it reads them itself: of this build alone.
    pub fn config(&self) -> Result<Config> {
        Ok(Config::read(Reader::from_values(self.variables.clone()))?)
    }

    /// The process that serves.
    pub fn process(&self) -> Result<&Process> {
        self.serving.as_ref().context("it serves nothing")
    }

    /// A token of this program with this scope, of itself or by what a person granted: their id and that of the grant.
    pub fn token(&self, client: &str, scope: &str, by: Option<(uuid::Uuid, uuid::Uuid)>) -> Result<String> {
        let now = self.clock.now().unix_timestamp();
        let claims = Claims {
            iss: self.url.clone(),
            aud: format!("{}/api", self.url),
            sub: by.map_or_else(|| client.to_owned(), |(person, _)| person.to_string()),
            client_id: client.to_owned(),
            scope: scope.to_owned(),
            jti: self.clock.new_id().to_string(),
            iat: now,
            exp: now + 3600,
            acr: by.map(|_| "P9.Cp.Cd".to_owned()),
            auth_time: by.map(|_| now),
            grant: by.map(|(_, grant)| grant),
        };
        self.keys.issue(&claims).map_err(|_| anyhow::anyhow!("a token"))
    }

    /// Ends all of it.
    pub async fn stop(mut self) -> Result<()> {
        self.rest().await?;
        self.db.close().await;
        self.sandbox.stop().await;
        Ok(())
    }
}
