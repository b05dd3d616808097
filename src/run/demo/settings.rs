//! A service and a sandbox that know each other: for the demo and for tests.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

use crate::config::{Config, Faults, Reader};
use crate::storage::practices::{self, Practice};
use crate::storage::{PgPool, StorageError};
use domain::clock::Clock;
use domain::{EmailAddress, OdsCode};
use sandbox::{ClientKeys, Options, Registration, Sandbox};

use super::super::previews;
use super::keys::Keys;
use super::programs;

/// Practices of the sandbox that take part in the trial.
const TRIAL: [(&str, &str, &str); 2] = [
    ("A81001", "Riverside Medical Practice", "riverside@nhs.net"),
    ("B82002", "Hillview Surgery", "reception@hillview-surgery.example"),
];

/// Their telephone number, as the sandbox's directory has it: one of those that are nobody's.
const PHONE: &str = "01632 960000";

/// The keys that the service has with each outside system. They can be written down, for the many services of one run of
/// tests.
#[derive(Serialize, Deserialize)]
pub struct ServiceKeys {
    nhs_login: Keys,
    cis2: Keys,
    pds: Keys,
    tokens: Keys,
    system: Keys,
}

impl ServiceKeys {
    /// New keys.
    ///
    /// # Errors
    /// When the machine cannot make them.
    pub fn generate() -> anyhow::Result<ServiceKeys> {
        Ok(ServiceKeys {
            nhs_login: Keys::generate()?,
            cis2: Keys::generate()?,
            pds: Keys::generate()?,
            tokens: Keys::generate()?,
            system: Keys::generate()?,
        })
    }

    /// A sandbox that knows a service with these keys at `service_url`.
    ///
    /// # Errors
    /// When an address is taken.
    pub async fn sandbox(
        &self,
        (listen, smtp_listen): (SocketAddr, SocketAddr),
        service_url: &str,
        clock: Clock,
    ) -> anyhow::Result<Sandbox> {
        let client = |keys: &Keys, id: &str, path: Option<&str>| ClientKeys {
            client_id: id.to_owned(),
            key_id: format!("{id}-1"),
            public_key_pem: keys.public_pem.clone(),
            redirect_uris: path.map(|path| format!("{service_url}{path}")).into_iter().collect(),
            backchannel_logout_uri: Some(format!("{service_url}/auth/cis2/backchannel-logout")),
        };
        let registration = Registration {
            nhs_login: client(&self.nhs_login, "trusted-person", Some("/auth/nhs-login/callback")),
            cis2: client(&self.cis2, "999999999999.apps.national", Some("/auth/cis2/callback")),
            pds: client(&self.pds, "trusted-person-pds", None),
        };
        let previews = Some(previews::routes(service_url));
        let programs = Some(programs::routes(service_url, &self.system, clock.clone())?);
        let service_url = service_url.to_owned();
        let options = Options { listen, smtp_listen, service_url, clock, registration, previews, programs };
        Ok(Sandbox::start(options).await?)
    }

    /// Registers the programs that the sandbox shows with a service.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn register_programs(&self, db: &PgPool, clock: &Clock) -> anyhow::Result<()> {
        programs::register(db, &self.system, clock).await
    }

    /// The settings of a service at `public_url` that uses `sandbox`; `more` wins over them.
    ///
    /// # Errors
    /// What is wrong with `more`.
    pub fn config(
        &self,
        sandbox: &Sandbox,
        public_url: &str,
        database_url: &str,
        more: &[(&str, &str)],
    ) -> Result<Config, Faults> {
        let own = self.variables(sandbox, public_url, database_url);
        let more = more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Config::read(Reader::from_values(own.into_iter().chain(more)))
    }

    /// The settings by which a service follows its roles in the national store of `sandbox`, beside those of [`ServiceKeys::variables`].
    pub fn national(&self, sandbox: &Sandbox) -> Vec<(String, String)> {
        let own = [
            ("VRS_API_KEY", "trusted-person-pds".to_owned()),
            ("VRS_KEY_ID", "trusted-person-pds-1".to_owned()),
            ("VRS_PRIVATE_KEY", self.pds.private_pem.clone()),
        ];
        let ways = sandbox.national_settings().into_iter().chain(own);
        ways.map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The settings by which a service asks other practices of `sandbox` for records, beside those of [`ServiceKeys::variables`].
    pub fn records(&self, sandbox: &Sandbox) -> Vec<(String, String)> {
        sandbox.record_settings().into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The same settings as variables, for a service in a process of its own.
    pub fn variables(
        &self,
        sandbox: &Sandbox,
        public_url: &str,
        database_url: &str,
    ) -> Vec<(String, String)> {
        let [secret, linkage_secret, evidence_secret] = [(); 3].map(|()| Clock::system().secret());
        let pairs = [
            ("ENVIRONMENT", "development".to_owned()),
            ("PUBLIC_URL", public_url.to_owned()),
            ("LINK_SECRET", secret),
            ("LINKAGE_SECRET", linkage_secret),
            ("EVIDENCE_SECRET", evidence_secret),
            ("LOG_FORMAT", "pretty".to_owned()),
            ("SANDBOX_URL", sandbox.url().to_owned()),
            ("DATABASE_URL", database_url.to_owned()),
            ("NHS_LOGIN_CLIENT_ID", "trusted-person".to_owned()),
            ("NHS_LOGIN_PRIVATE_KEY", self.nhs_login.private_pem.clone()),
            ("CIS2_CLIENT_ID", "999999999999.apps.national".to_owned()),
            ("CIS2_PRIVATE_KEY", self.cis2.private_pem.clone()),
            ("CIS2_KEY_ID", "999999999999.apps.national-1".to_owned()),
            ("PDS_API_KEY", "trusted-person-pds".to_owned()),
            ("PDS_KEY_ID", "trusted-person-pds-1".to_owned()),
            ("PDS_PRIVATE_KEY", self.pds.private_pem.clone()),
            ("ACCESS_TOKEN_KEYS", self.tokens.private_pem.clone()),
            ("NHS_APP", "on".to_owned()),
            ("MAIL_FROM", "Trusted person access <no-reply@trusted-person.example>".to_owned()),
            ("CONTROLLER", "Example NHS Trust, 1 High Street, Leeds LS1 6AE".to_owned()),
            ("DATA_PROTECTION_EMAIL", "data.protection@trusted-person.example".to_owned()),
            ("ACCESSIBILITY_EMAIL", "accessibility@trusted-person.example".to_owned()),
        ];
        let ways = sandbox.settings();
        ways.into_iter().chain(pairs).map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// Enables the sandbox's practices that take part in the trial.
///
/// # Errors
/// When the database fails.
pub async fn enable_practices(db: &PgPool, clock: &Clock) -> Result<(), StorageError> {
    for (code, name, email) in TRIAL {
        let practice = Practice {
            ods_code: OdsCode::parse(code).map_err(|_| StorageError::Corrupt("practice"))?,
            name: name.to_owned(),
            enabled: true,
            email: EmailAddress::parse(email).ok(),
        };
        practices::upsert(db, &practice, clock.now()).await?;
        practices::note_phone(db, &practice.ods_code, Some(PHONE)).await?;
    }
    Ok(())
}
