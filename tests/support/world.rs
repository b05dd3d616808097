//! The whole service with everything around it, in this process: its own database, the sandbox, and a worker that
//! works when the test says so.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use domain::clock::Clock;
use proxy_access::app::App;
use proxy_access::config::{Config, Reader};
use proxy_access::run::demo::settings::{ServiceKeys, enable_practices};
use proxy_access::run::listen::{self, Site};
use proxy_access::{site, worker};
use sandbox::{Received, Sandbox};
use time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::browser::Browser;
use super::database::{Database, database, database_at};
use super::keys::service_keys;
use super::log_capture::LogCapture;
use super::page::Page;

/// A running service. All of it is gone when this goes out of scope.
pub struct World {
    /// The service's inside.
    pub app: Arc<App>,
    /// Every outside system: `switches()` break them, `inbox()` has the mail.
    pub sandbox: Sandbox,
    /// Where the service is: `http://localhost:<port>`.
    pub url: String,
    /// Where it listens itself; the same place, unless it stands behind a proxy.
    pub listens_at: SocketAddr,
    /// The time of both; `pass` moves it.
    pub clock: Clock,
    /// Its keys with the outside.
    pub keys: ServiceKeys,
    /// Its settings, for a process of the same service.
    pub settings: Vec<(String, String)>,
    /// Its database, dropped last.
    pub database: Database,
    _serving: DropGuard,
}

/// A service as the demo has it.
pub async fn world() -> World {
    world_with(&[]).await
}

/// A service with other settings: `&[("LANGUAGES", "en")]`.
pub async fn world_with(settings: &[(&str, &str)]) -> World {
    build(database().await, settings, None).await
}

/// In place of `VRS_URL`: that of the sandbox's national store, with all that belongs to it; the same of `SDS_URL`.
pub const SANDBOXS: &str = "the sandbox's";

/// A service that is reached at another address than where it listens: behind a proxy.
pub async fn world_behind(url: &str, settings: &[(&str, &str)]) -> World {
    build(database().await, settings, Some(url)).await
}

/// A service with a database on another server than that of `DATABASE_URL`.
pub async fn world_at(server_url: &str, settings: &[(&str, &str)]) -> World {
    build(database_at(server_url).await, settings, None).await
}

/// A service with this database, reached by whatever ways the settings say.
pub async fn world_on(database: Database, settings: &[(&str, &str)]) -> World {
    build(database, settings, None).await
}

/// A service with such a database, and behind a proxy.
pub async fn world_behind_at(server_url: &str, url: &str, settings: &[(&str, &str)]) -> World {
    build(database_at(server_url).await, settings, Some(url)).await
}

async fn build(database: Database, settings: &[(&str, &str)], behind: Option<&str>) -> World {
    LogCapture::start();
    let (clock, any) = (Clock::system(), SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    let listener = TcpListener::bind(any).await.expect("a free port");
    let listens_at = listener.local_addr().expect("an address");
    let url = behind.map_or_else(|| format!("http://localhost:{}", listens_at.port()), str::to_owned);
    let keys = service_keys();
    let sandbox = keys.sandbox((any, any), &url, clock.clone()).await.expect("the sandbox starts");
    // Few connections to the database: many tests share one server. All of a test's visitors are one source.
    let own =
        [("DATABASE_POOL", "5"), ("CONNECTIONS_PER_SOURCE", "1000"), ("LIMIT_SIGN_INS_PER_SOURCE", "100000")];
    let more = own.iter().chain(settings);
    let more = more.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let mut settings = keys.variables(&sandbox, &url, &database.url);
    settings.extend(more);
    if settings.iter().any(|(name, value)| name == "VRS_URL" && value == SANDBOXS) {
        settings.extend(keys.national(&sandbox));
    }
    if settings.iter().any(|(name, value)| name == "SDS_URL" && value == SANDBOXS) {
        settings.extend(keys.records(&sandbox));
    }
    let config = Config::read(Reader::from_values(settings.clone())).expect("settings");
    let app = App::build(config, clock.clone()).expect("the service is built");
    enable_practices(&app.db, &clock).await.expect("practices");
    let stop = CancellationToken::new();
    let site = Site::new(site::router(app.clone()), app.config.connections);
    tokio::spawn(listen::serve(listener, site, stop.clone()));
    World { app, sandbox, url, listens_at, clock, keys, settings, database, _serving: stop.drop_guard() }
}

impl World {
    /// A new browser, nobody signed in.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.url)
    }

    /// A browser in which this citizen of the cast has signed in, sharing what NHS login asks to share.
    pub async fn sign_in_as(&self, who: &str) -> Browser {
        let mut browser = self.browser();
        browser.get("/auth/nhs-login/start").await;
        nhs_login_as(&mut browser, who).await;
        browser
    }

    /// A browser in which this member of staff has signed in; with several roles, in the first of them.
    pub async fn staff_sign_in_as(&self, who: &str) -> Browser {
        let mut browser = self.browser();
        browser.get("/auth/cis2/start").await;
        cis2_as(&mut browser, who).await;
        browser
    }

    /// Does everything the worker has to do now; how many jobs there were.
    pub async fn deliver_everything(&self) -> usize {
        worker::deliver_everything(&self.app).await.expect("the worker works")
    }

    /// Lets time pass, for the service and the outside alike, and meets the deadlines that fall into it.
    pub async fn pass(&self, time: Duration) {
        self.clock.advance(time);
        worker::meet_deadlines(&self.app).await.expect("deadlines are met");
    }

    /// The mail to one address, oldest first.
    pub fn letters_to(&self, address: &str) -> Vec<Received> {
        let mail = self.sandbox.inbox().messages().into_iter();
        mail.filter(|letter| letter.to.iter().any(|to| to == address)).collect()
    }

    /// The one link on our own host in the text of a letter.
    pub fn link_in(&self, letter: &Received) -> String {
        let text = letter.text.as_deref().unwrap_or_default();
        let start = text.find(&self.url).unwrap_or_else(|| panic!("no link in `{text}`"));
        text[start..].split_whitespace().next().unwrap_or_default().to_owned()
    }
}

impl Drop for World {
    /// Whatever happened in the test, the log of it tells nobody's number, name or address, and no secret.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            LogCapture::start().expect_discreet();
        }
    }
}

/// From NHS login's page "Choose who to be" back to the service.
pub async fn nhs_login_as(browser: &mut Browser, who: &str) -> Page {
    let page = browser.submit(&[("person", who)]).await;
    match page.forms().iter().any(|form| form.names.iter().any(|name| name == "consent")) {
        true if page.body.contains("share_unproven") => {
            browser.submit(&[("consent", "share_unproven")]).await
        }
        true => browser.submit(&[("consent", "share")]).await,
        false => page,
    }
}

/// From CIS2's page "Choose who to be" back to the service.
pub async fn cis2_as(browser: &mut Browser, who: &str) -> Page {
    let page = browser.submit(&[("person", who)]).await;
    let roles = page.attributes("button[name=role]", "value");
    match roles.first() {
        Some(role) if page.url.path().starts_with("/cis2") => browser.submit(&[("role", role)]).await,
        Some(_) | None => page,
    }
}
