//! Everything a running service holds, built once and given to every part.

use std::sync::Arc;

use time::Duration;
use tokio_util::sync::CancellationToken;

use crate::arrival::{Rate, Source, Stream, Streams, Tally};
use crate::config::Config;
use crate::integrations::{Cis2, GpConnect, Mailer, Mesh, NhsLogin, Ods, Outside, Pds, Sds, SetupFault, Vrs};
use crate::metrics::Metrics;
use crate::storage::views::feed::Horizon;
use crate::storage::{self, PgPool, StorageError};
use crate::telemetry::Traces;
use crate::telemetry::traces::NoTraces;
use crate::tokens::{KeyFault, TokenKeys};
use domain::PersonId;
use domain::clock::Clock;

/// How often within an hour a delegator's own record is looked at before an invitation.
const OWN_LOOKS: u32 = 10;
/// How often within an hour somebody types the code of an invitation at one source: many people may share it.
const CODES_OF_ONE: u32 = 60;

/// What handlers, actions and the worker share.
#[derive(Debug)]
pub struct App {
    /// All settings.
    pub config: Config,
    /// The time.
    pub clock: Clock,
    /// The database.
    pub db: PgPool,
    /// Signs citizens in.
    pub nhs_login: NhsLogin,
    /// Signs practice staff in.
    pub cis2: Cis2,
    /// Knows people.
    pub pds: Pds,
    /// Knows organisations.
    pub ods: Ods,
    /// Carries messages to practices' mailboxes, where it is set up.
    pub mesh: Option<Mesh>,
    /// Keeps national roles, where it is set up.
    pub vrs: Option<Vrs>,
    /// Knows other practices' systems, where it is set up.
    pub sds: Option<Sds>,
    /// Asks other practices for records, where it is set up.
    pub gp_connect: Option<GpConnect>,
    /// Sends e-mail.
    pub mail: Mailer,
    /// Signs access tokens.
    pub token_keys: TokenKeys,
    /// How often each program may call.
    calls: Rate,
    /// Which programs follow the feed, and how many times each.
    pub streams: Streams,
    /// What is counted for those who watch the service.
    pub metrics: Metrics,
    /// What follows one request, for those who look for what took long or failed.
    pub traces: Traces,
    /// How far the feed of events is whole.
    pub horizon: Horizon,
    /// How many sign-ins began from each source.
    pub starts: Tally<Source>,
    /// How often each delegator's own record was looked at before an invitation.
    pub own_looks: Tally<PersonId>,
    /// How many codes of invitations were typed at each source.
    pub codes: Tally<Source>,
    /// Cancelled when the process has been told to stop and still takes requests: others should get the next ones.
    pub leaving: CancellationToken,
    /// Cancelled when the process is to stop: what would go on for minutes ends then.
    pub stopping: CancellationToken,
}

/// Why the service cannot start. Outside systems that are down are no reason.
#[derive(Debug, thiserror::Error)]
pub enum StartFault {
    /// A setting turns out to be unusable.
    #[error("a client could not be set up: {0}")]
    Client(#[from] SetupFault),
    /// The keys for access tokens cannot be read.
    #[error(transparent)]
    TokenKeys(#[from] KeyFault),
    /// Traces cannot be sent as the settings say.
    #[error(transparent)]
    Traces(#[from] NoTraces),
    /// The database URL cannot be read.
    #[error("the database could not be set up")]
    Storage(#[from] StorageError),
}

impl App {
    /// Builds it all; connects to nothing yet.
    ///
    /// # Errors
    /// See [`StartFault`].
    pub fn build(config: Config, clock: Clock) -> Result<Arc<App>, StartFault> {
        let at = |path: &str| format!("{}{path}", config.server.public_url);
        Ok(Arc::new(App {
            db: storage::connect(&config.database)?,
            nhs_login: NhsLogin::new(&config.nhs_login, at("/auth/nhs-login/callback"), clock.clone())?,
            cis2: Cis2::new(&config.cis2, at("/auth/cis2/callback"), clock.clone())?,
            pds: Pds::new(&config.pds, clock.clone())?,
            ods: Ods::new(&config.ods, clock.clone())?,
            mesh: config.mesh.as_ref().map(|mesh| Mesh::new(mesh, clock.clone())).transpose()?,
            vrs: config.vrs.as_ref().map(|vrs| Vrs::new(vrs, clock.clone())).transpose()?,
            sds: config.sds.as_ref().map(|sds| Sds::new(sds, clock.clone())).transpose()?,
            gp_connect: config
                .gp_connect_consumer
                .as_ref()
                .map(|consumer| GpConnect::new(consumer, clock.clone()))
                .transpose()?,
            mail: Mailer::new(&config.mail, clock.clone())?,
            token_keys: TokenKeys::read(&config.programs.keys)?,
            calls: Rate::new(config.programs.calls_a_second, Duration::SECOND),
            streams: Streams::new(config.programs.streams),
            metrics: Metrics::default(),
            traces: Traces::of(config.traces.as_ref())?,
            horizon: Horizon::default(),
            starts: Tally::new(config.connections.starts_of_one),
            own_looks: Tally::new(OWN_LOOKS),
            codes: Tally::new(CODES_OF_ONE),
            leaving: CancellationToken::new(),
            stopping: CancellationToken::new(),
            clock,
            config,
        }))
    }

    /// Counts one more call of a program.
    ///
    /// # Errors
    /// It calls too often: the seconds after which it may again.
    pub fn may_call(&self, program: &str) -> Result<(), i64> {
        let may = self.calls.count(program, self.clock.now());
        may.inspect_err(|_| self.metrics.limited("calls"))
    }

    /// A place for an answer to a program that stays open; none where it has all that it may have.
    pub fn open_stream(&self, program: &str) -> Option<Stream> {
        let place = self.streams.open(program);
        if place.is_none() {
            self.metrics.limited("streams");
        }
        place
    }

    /// Every outside system that is set up, in the order in which `doctor` looks at them.
    pub fn outside(&self) -> impl Iterator<Item = &dyn Outside> {
        let always: [&dyn Outside; 5] = [&self.nhs_login, &self.cis2, &self.pds, &self.ods, &self.mail];
        let mesh = self.mesh.as_ref().map(|mesh| mesh as &dyn Outside);
        let vrs = self.vrs.as_ref().map(|vrs| vrs as &dyn Outside);
        let sds = self.sds.as_ref().map(|sds| sds as &dyn Outside);
        let gp_connect = self.gp_connect.as_ref().map(|gp_connect| gp_connect as &dyn Outside);
        always.into_iter().chain(mesh).chain(vrs).chain(sds).chain(gp_connect)
    }
}
