//! Our own store of roles beside the demo, with an authority of its own that lives as long as the demo does.

use std::net::Ipv4Addr;

use anyhow::Context;
use time::Duration;
use tokio::net::TcpListener;

use crate::config::{Connections, Database, National, Reader};
use crate::national::Store;
use crate::tokens::{Holder, TokenKeys, mint};
use domain::clock::Clock;

use super::super::national::RunningStore;
use super::keys::Keys;

/// Issuer of the tokens.
pub const ISSUER: &str = "https://authority.example";
/// How long the token that is shown is good.
const LIFE: Duration = Duration::hours(12);

/// An authority whose tokens a store takes: for the demo and for tests.
pub struct Authority {
    keys: TokenKeys,
    private_pem: String,
    url: String,
}

impl Authority {
    /// An authority with this key for a store at `url`.
    ///
    /// # Errors
    /// When the key cannot be read.
    pub fn new(keys: &Keys, url: &str) -> anyhow::Result<Authority> {
        let private_pem = keys.private_pem.clone();
        Ok(Authority {
            keys: TokenKeys::read(&private_pem.clone().into())?,
            private_pem,
            url: url.to_owned(),
        })
    }

    /// The settings of the store; `more` wins over them.
    ///
    /// # Errors
    /// What is wrong with `more`.
    pub fn settings(&self, more: &[(&str, &str)]) -> anyhow::Result<National> {
        let keys = serde_json::to_string(self.keys.public())?;
        let own = [
            ("NATIONAL_URL", self.url.as_str()),
            ("NATIONAL_TOKEN_ISSUER", ISSUER),
            ("NATIONAL_TOKEN_KEYS", keys.as_str()),
            ("NATIONAL_SIGNING_KEY", self.private_pem.as_str()),
        ];
        let all = own.into_iter().chain(more.iter().copied());
        let mut reader = Reader::from_values(all.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let settings = National::read(&mut reader);
        reader.finish(settings)?.context("the store has an address")
    }

    /// A token of a program.
    ///
    /// # Errors
    /// When the key cannot sign.
    pub fn token(
        &self,
        client_id: &str,
        holder: &Holder,
        ends: time::OffsetDateTime,
    ) -> anyhow::Result<String> {
        Ok(mint(&self.keys, (ISSUER, &self.url), (client_id, holder), ends)?)
    }
}

/// Starts a store on a free port, in the demo's database, which tells the service at `service_url` of roles; gives it
/// with a token of a program.
pub(super) async fn start(
    database_url: &str,
    (service_url, events_token): (&str, &str),
    connections: Connections,
    clock: Clock,
) -> anyhow::Result<(RunningStore, String)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://localhost:{}", listener.local_addr()?.port());
    let authority = Authority::new(&Keys::generate()?, &url)?;
    let token = authority.token("demo", &Holder::App, clock.now() + LIFE)?;
    let mut reader = Reader::from_values([("DATABASE_URL".to_owned(), database_url.to_owned())]);
    let database = Database::read(&mut reader);
    let database = reader.finish(database)?;
    let subscriber = format!("{service_url}/api/v1/national/events");
    let told = [("NATIONAL_SUBSCRIBERS", subscriber.as_str()), ("NATIONAL_SUBSCRIBER_TOKENS", events_token)];
    let store = Store::build(authority.settings(&told)?, &database, clock)?;
    Ok((RunningStore::start(store, listener, connections, true)?, token))
}
