//! Faithful stand-ins for every outside system, over real HTTP and SMTP: for development, the demo and tests.
//! Shares no type with the clients, because a shared type would hide their mistakes.

pub mod cast;
pub mod cis2;
pub mod inbox;
pub mod mesh;
mod nhs_app;
pub mod nhs_login;
mod ods;
pub mod oidc;
pub mod pages;
pub mod pds;
mod sign_in;
mod smtp;
mod start_page;
pub mod switches;
mod token;
mod world;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use self::cis2::logout::logout_now;
pub use self::cis2::logout::{Bad as BadLogout, LogoutFault, Order as LogoutOrder, Outcome as LogoutOutcome};
pub use self::inbox::{Inbox, Received};
use self::mesh::Mesh;
pub use self::nhs_app::Bent;
pub use self::oidc::keys::keep_keys_in;
use self::pds::Pds;
pub use self::switches::Switches;
use self::world::World;
pub use self::world::{ClientKeys, Registration};
use domain::clock::Clock;

/// How long running conversations may go on after `stop`.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Where the sandbox listens and what it knows of our service.
pub struct Options {
    /// HTTP address; port 0 picks a free one.
    pub listen: SocketAddr,
    /// SMTP address; port 0 picks a free one.
    pub smtp_listen: SocketAddr,
    /// Our service, for the links of the start page.
    pub service_url: String,
    /// The time of the outside world.
    pub clock: Clock,
    /// What our service registered with each outside system.
    pub registration: Registration,
    /// Pages below `/previews`, of whoever starts the sandbox: it knows none of our e-mails itself.
    pub previews: Option<Router>,
    /// Pages below `/programs`, of whoever starts the sandbox and has registered programs with the service.
    pub programs: Option<Router>,
}

/// Why the sandbox could not start.
#[derive(Debug, thiserror::Error)]
pub enum SandboxFault {
    /// The address is taken or not ours.
    #[error("the sandbox cannot listen on {address}: {source}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
}

/// A running sandbox; dropping it stops it too, without waiting.
pub struct Sandbox {
    world: World,
    smtp_address: SocketAddr,
    running: Vec<JoinHandle<()>>,
    halt: CancellationToken,
    _halt_on_drop: DropGuard,
}

impl Sandbox {
    /// Binds both listeners and starts to answer.
    pub async fn start(options: Options) -> Result<Sandbox, SandboxFault> {
        let (http, http_address) = bind(options.listen).await?;
        let (smtp, smtp_address) = bind(options.smtp_listen).await?;
        let world = World::new(&options, format!("http://{http_address}"));
        let halt = CancellationToken::new();
        let router = routes(&world).merge(world.providers.routes());
        let router = router.merge(options.previews.unwrap_or_default());
        let router = router.merge(options.programs.unwrap_or_default());
        let stopped = halt.clone();
        let web = tokio::spawn(async move {
            let server = axum::serve(http, router).with_graceful_shutdown(stopped.cancelled_owned());
            if let Err(fault) = server.await {
                tracing::error!(%fault, "the sandbox's web server ended");
            }
        });
        let post = tokio::spawn(smtp::serve(smtp, world.clone(), halt.clone()));
        let _halt_on_drop = halt.clone().drop_guard();
        Ok(Sandbox { world, smtp_address, running: vec![web, post], halt, _halt_on_drop })
    }

    /// `http://127.0.0.1:<port>`, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.world.url
    }

    /// Where the mail server listens.
    pub fn smtp_address(&self) -> SocketAddr {
        self.smtp_address
    }

    /// The faults of each stand-in.
    pub fn switches(&self) -> &Switches {
        &self.world.switches
    }

    /// The mail that arrived.
    pub fn inbox(&self) -> &Inbox {
        &self.world.inbox
    }

    /// Ends a staff member's CIS2 session and tells our service so over the back channel.
    ///
    /// # Errors
    /// Nobody of that id, no registered address, or the service cannot be reached.
    pub async fn cis2_logout(&self, order: LogoutOrder) -> Result<LogoutOutcome, LogoutFault> {
        logout_now(self.world.providers.cis2(), order).await
    }

    /// What the NHS App sends to our address of single sign-on when this person opens us in it, rightly made or bent.
    pub fn nhs_app_token(&self, person: &str, bent: Bent) -> Option<String> {
        nhs_app::token(self.world.providers.nhs_login(), person, bent)
    }

    /// The mailboxes of MESH: how to reach ours, and what arrived at the practices.
    pub fn mesh(&self) -> &Mesh {
        &self.world.mesh
    }

    /// The records of PDS, to change while it runs.
    pub fn pds(&self) -> &Pds {
        &self.world.pds
    }

    /// How many calls PDS had, refused ones too, token requests not.
    pub fn pds_calls(&self) -> u64 {
        self.world.pds.calls()
    }

    /// Makes every access token given out invalid before its time.
    pub fn revoke_tokens(&self) {
        self.world.tokens.revoke_all();
    }

    /// Tells the sign-in providers where our service takes its visitors back, once its port is known.
    pub fn register_redirects(&self, nhs_login: Vec<String>, cis2: Vec<String>, backchannel_logout: String) {
        self.world.register_redirects(nhs_login, cis2, backchannel_logout);
    }

    /// Changes the address the start page links to.
    pub fn set_service_url(&self, url: impl Into<String>) {
        self.world.set_service_url(url.into());
    }

    /// Takes no new request, finishes those in flight (for two seconds at most), and frees the ports.
    pub async fn stop(self) {
        self.halt.cancel();
        for mut task in self.running {
            if tokio::time::timeout(LAST_WORDS, &mut task).await.is_err() {
                task.abort();
            }
        }
    }
}

async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), SandboxFault> {
    let fault = |source| SandboxFault::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(fault)?;
    let bound = listener.local_addr().map_err(fault)?;
    Ok((listener, bound))
}

fn routes(world: &World) -> Router {
    Router::new()
        .merge(token::routes(world.clone()))
        .merge(pds::routes(world.clone()))
        .merge(ods::routes(world.clone()))
        .merge(inbox::routes(world.inbox.clone()))
        .merge(mesh::routes(world.clone()))
        .merge(switches::routes(world.switches.clone()))
        .merge(nhs_app::routes(world.clone()))
        .merge(start_page::routes(world.clone()))
        .merge(pages::routes())
}

#[cfg(test)]
pub(crate) async fn test_sandbox() -> Sandbox {
    tests::start(Clock::system()).await
}

#[cfg(test)]
mod tests;
