//! A running sandbox: every stand-in, given what it needs, and how to reach each of them.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::cis2::logout::{LogoutFault, Order, Outcome, logout_now};
use super::gp_connect::{self, GpConnect};
use super::inbox::{self, Inbox};
use super::mesh::{self, Mesh};
use super::nhs_app::{self, Bent};
use super::oidc::store::Linkage;
use super::options::{Options, SandboxFault};
use super::pds::{self, Pds};
use super::registration::Registration;
use super::sds::{self, Sds};
use super::service_url::ServiceUrl;
use super::sign_in::Providers;
use super::smtp::{self, MailServer};
use super::start_page::{self, StartPage};
use super::switches::{self, Switches};
use super::token::{self, TokenEndpoint, Tokens};
use super::vrs::{self, Vrs};
use super::{ods, pages};
use domain::clock::Clock;

/// How long running conversations may go on after `stop`.
const GRACE: Duration = Duration::from_secs(2);

/// A running sandbox; dropping it stops it too, without waiting.
pub struct Sandbox {
    url: String,
    switches: Switches,
    inbox: Inbox,
    pub(super) tokens: Tokens,
    pds: Pds,
    mesh: Mesh,
    vrs: Vrs,
    sds: Sds,
    gp_connect: GpConnect,
    providers: Providers,
    service_url: ServiceUrl,
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
        let (url, clock, halt) = (format!("http://{http_address}"), options.clock, CancellationToken::new());
        let (switches, inbox) = (Switches::default(), Inbox::default());
        let mail = MailServer { clock: clock.clone(), switches: switches.clone(), inbox: inbox.clone() };
        let halt_on_drop = halt.clone().drop_guard();
        let mut sandbox = Sandbox {
            mesh: Mesh::new(&clock, &url),
            providers: Providers::new(&url, &clock, &options.registration, &switches),
            service_url: ServiceUrl::new(&options.service_url),
            tokens: Tokens::default(),
            pds: Pds::default(),
            vrs: Vrs::default(),
            sds: Sds::default(),
            gp_connect: GpConnect::default(),
            url,
            switches,
            inbox,
            smtp_address,
            running: Vec::new(),
            halt: halt.clone(),
            _halt_on_drop: halt_on_drop,
        };
        vrs::connect(&sandbox.vrs, &sandbox.switches);
        sds::connect(&sandbox.sds, &sandbox.switches);
        gp_connect::connect(&sandbox.gp_connect, &sandbox.switches);
        let start_page = StartPage {
            service_url: sandbox.service_url.clone(),
            inbox: sandbox.inbox.clone(),
            has_previews: options.previews.is_some(),
            has_programs: options.programs.is_some(),
            nhs_login: sandbox.providers.nhs_login().clone(),
        };
        let router = sandbox
            .routes(&clock, options.registration)
            .merge(start_page::routes(start_page))
            .merge(options.previews.unwrap_or_default())
            .merge(options.programs.unwrap_or_default());
        let stopped = halt.clone();
        let web = tokio::spawn(async move {
            let server = axum::serve(http, router).with_graceful_shutdown(stopped.cancelled_owned());
            if let Err(fault) = server.await {
                tracing::error!(%fault, "the sandbox's web server ended");
            }
        });
        sandbox.running = vec![web, tokio::spawn(smtp::serve(smtp, mail, halt))];
        Ok(sandbox)
    }

    /// Every stand-in that speaks HTTP, each with what it needs.
    fn routes(&self, clock: &Clock, registration: Registration) -> Router {
        let switches = || self.switches.clone();
        let endpoint = TokenEndpoint {
            clock: clock.clone(),
            url: format!("{}{}", self.url, token::PATH),
            switches: switches(),
            client: registration.pds,
            tokens: self.tokens.clone(),
        };
        Router::new()
            .merge(token::routes(endpoint))
            .merge(pds::routes(self.pds.clone(), self.tokens.clone(), switches(), clock.clone()))
            .merge(ods::routes(switches()))
            .merge(inbox::routes(self.inbox.clone()))
            .merge(mesh::routes(self.mesh.clone(), self.pds.clone(), switches()))
            .merge(vrs::routes(self.vrs.clone(), self.tokens.clone(), clock.clone(), &self.url))
            .merge(sds::routes(self.sds.clone(), &self.url))
            .merge(gp_connect::routes(self.gp_connect.clone(), self.pds.clone(), clock.clone(), &self.url))
            .merge(switches::routes(switches()))
            .merge(nhs_app::routes(self.providers.nhs_login().clone(), self.service_url.clone()))
            .merge(self.providers.routes())
            .merge(pages::routes())
    }

    /// `http://127.0.0.1:<port>`, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// How a service reaches each stand-in: its settings, by name. What is registered with one, such as a key, is not here.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let at = |path: &str| format!("{}{path}", self.url);
        let mesh = self.mesh.access();
        vec![
            ("NHS_LOGIN_ISSUER", at("/nhs-login")),
            ("NHS_LOGIN_SETTINGS_URL", at("/nhs-login/settings")),
            ("NHS_APP_URL", at("/nhs-app")),
            ("NHS_APP_SCRIPT_URL", at("/nhs-app/nhsapp.js")),
            ("CIS2_ISSUER", at("/cis2/oidc")),
            ("PDS_URL", at("/personal-demographics/FHIR/R4")),
            ("PDS_TOKEN_URL", at(token::PATH)),
            ("ODS_URL", at(ods::PATH)),
            ("ODS_API_KEY", "sandbox".to_owned()),
            ("MESH_URL", mesh.url.clone()),
            ("MESH_MAILBOX", mesh.mailbox.clone()),
            ("MESH_PASSWORD", mesh.password.clone()),
            ("MESH_SHARED_KEY", mesh.shared_key.clone()),
            ("MESH_WORKFLOW", mesh.workflow.clone()),
            ("SMTP_URL", format!("smtp://{}", self.smtp_address)),
        ]
    }

    /// How a service that follows roles in the national store reaches it; one that is not told so follows none.
    pub fn national_settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("VRS_URL", format!("{}{}", self.url, vrs::PATH)),
            ("VRS_TOKEN_URL", format!("{}{}", self.url, token::PATH)),
        ]
    }

    /// How a service that asks other practices for records reaches them; one that is not told so asks for none.
    pub fn record_settings(&self) -> Vec<(&'static str, String)> {
        let asid = |practice: &str| Some(format!("{practice}={}", sds::asid(practice)?));
        let asids: Vec<String> = ["A81001", "B82002"].into_iter().filter_map(asid).collect();
        vec![
            ("SDS_URL", format!("{}{}", self.url, sds::PATH)),
            ("SDS_API_KEY", "sandbox".to_owned()),
            ("GP_CONNECT_CONSUMER_ASIDS", asids.join(",")),
            ("GP_CONNECT_CONSUMER_ISSUER", format!("{}/us", self.url)),
        ]
    }

    /// Where the mail server listens.
    pub fn smtp_address(&self) -> SocketAddr {
        self.smtp_address
    }

    /// The faults of each stand-in.
    pub fn switches(&self) -> &Switches {
        &self.switches
    }

    /// The mail that arrived.
    pub fn inbox(&self) -> &Inbox {
        &self.inbox
    }

    /// Ends a staff member's CIS2 session and tells our service so over the back channel.
    ///
    /// # Errors
    /// Nobody of that id, no registered address, or the service cannot be reached.
    pub async fn cis2_logout(&self, order: Order) -> Result<Outcome, LogoutFault> {
        logout_now(self.providers.cis2(), order).await
    }

    /// What the NHS App sends to our address of single sign-on when this person opens us in it, rightly made or bent.
    pub fn nhs_app_token(&self, person: &str, bent: Bent) -> Option<String> {
        nhs_app::token(self.providers.nhs_login(), person, bent)
    }

    /// Lets our service ask NHS login for what links an account: NHS login approves partners alone.
    pub fn make_partner(&self) {
        self.providers.nhs_login().store().approve();
    }

    /// Lets NHS login hand over with what this person of the cast links an account: number, key, and code of the practice.
    pub fn hand_over(&self, person: &str, [user_id, linkage_key, ods_code]: [&str; 3]) {
        let [user_id, linkage_key, ods_code] = [user_id, linkage_key, ods_code].map(str::to_owned);
        let linkage = Linkage { user_id, linkage_key, ods_code };
        self.providers.nhs_login().store().note_linkage(person.to_owned(), linkage);
    }

    /// The mailboxes of MESH: how to reach ours, and what arrived at the practices.
    pub fn mesh(&self) -> &Mesh {
        &self.mesh
    }

    /// The national store of roles.
    pub fn vrs(&self) -> &Vrs {
        &self.vrs
    }

    /// The directory of GP systems.
    pub fn sds(&self) -> &Sds {
        &self.sds
    }

    /// Other practices' systems.
    pub fn gp_connect(&self) -> &GpConnect {
        &self.gp_connect
    }

    /// The records of PDS, to change while it runs.
    pub fn pds(&self) -> &Pds {
        &self.pds
    }

    /// How many calls PDS had, refused ones too, token requests not.
    pub fn pds_calls(&self) -> u64 {
        self.pds.calls()
    }

    /// Makes every access token given out invalid before its time.
    pub fn revoke_tokens(&self) {
        self.tokens.revoke_all();
    }

    /// Tells the sign-in providers where our service takes its visitors back, once its port is known.
    pub fn register_redirects(&self, nhs_login: Vec<String>, cis2: Vec<String>, backchannel_logout: String) {
        self.providers.register(nhs_login, cis2, backchannel_logout);
    }

    /// Changes the address the start page links to.
    pub fn set_service_url(&self, url: impl Into<String>) {
        self.service_url.set(&url.into());
    }

    /// Takes no new request, finishes those in flight (for two seconds at most), and frees the ports.
    pub async fn stop(self) {
        self.halt.cancel();
        for mut task in self.running {
            if tokio::time::timeout(GRACE, &mut task).await.is_err() {
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
