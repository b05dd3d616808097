//! Every setting, typed, by section, read once from the environment; all faults are reported together
//! (docs/architecture.md#configuration).
//!
//! `.env.example` lists each variable with its meaning and default; a test compares the two.

mod accounts;
mod connections;
mod database;
mod gp_connect;
mod gp_connect_consumer;
mod health_records;
mod mail;
mod mesh;
mod national;
mod nhs_app;
mod notices;
mod outside;
mod programs;
mod read;
mod server;
mod sign_in;
mod traces;
mod vrs;

pub use accounts::Accounts;
pub use connections::Connections;
pub use database::{Database, Pooler, Replica};
pub use gp_connect::{GpConnect, fingerprint};
pub use gp_connect_consumer::{GpConnectConsumer, Sds};
pub use health_records::HealthRecords;
pub use mail::{Mail, Messages};
pub use mesh::{ClientCertificate, Mesh};
pub use national::National;
pub use nhs_app::NhsApp;
pub use notices::Notices;
pub use outside::{Ods, Pds};
pub use programs::Programs;
pub use read::{Fault, Faults, Reader};
pub use server::{Environment, Limits, LogFormat, Logging, Server};
pub use sign_in::{Algorithm, Cis2, NhsLogin, OidcClient};
pub use traces::{Sampling, Traces};
pub use vrs::Vrs;

/// All settings of one running service.
#[derive(Debug, Clone)]
pub struct Config {
    /// Addresses, environment, logging.
    pub server: Server,
    /// Where traces are sent, if anywhere.
    pub traces: Option<Traces>,
    /// Limits on connections.
    pub connections: Connections,
    /// The database.
    pub database: Database,
    /// Limits on what one person may do.
    pub limits: Limits,
    /// Online service accounts.
    pub accounts: Accounts,
    /// Health records.
    pub health_records: HealthRecords,
    /// NHS login, for citizens.
    pub nhs_login: NhsLogin,
    /// The NHS App, which opens our pages.
    pub nhs_app: NhsApp,
    /// CIS2, for practice staff.
    pub cis2: Cis2,
    /// Personal Demographics Service.
    pub pds: Pds,
    /// Organisation data.
    pub ods: Ods,
    /// MESH, where it is set up.
    pub mesh: Option<Mesh>,
    /// The national store of roles, which we call, where it is set up.
    pub vrs: Option<Vrs>,
    /// Getting records from other practices, where it is set up.
    pub gp_connect_consumer: Option<GpConnectConsumer>,
    /// The directory of other practices' systems, where it is set up.
    pub sds: Option<Sds>,
    /// E-mail.
    pub mail: Mail,
    /// Programs that use the API.
    pub programs: Programs,
    /// Languages and what may be told to whom.
    pub messages: Messages,
    /// Whom the public notices name.
    pub notices: Notices,
    /// Our own store of roles, which others call, where it is set up.
    pub national: Option<National>,
    /// The GP Connect provider, which other practices call, where it is set up.
    pub gp_connect: Option<GpConnect>,
}

impl Config {
    /// Reads all sections from the process environment.
    ///
    /// # Errors
    /// Every variable that is missing or wrong, with what is expected.
    pub fn from_environment() -> Result<Config, Faults> {
        Config::read(Reader::from_environment())
    }

    /// Reads all sections from `reader`; see [`Config::from_environment`].
    ///
    /// # Errors
    /// Every variable that is missing or wrong, with what is expected.
    pub fn read(mut reader: Reader) -> Result<Config, Faults> {
        let server = Server::read(&mut reader);
        let config = Config {
            traces: Traces::read(&mut reader),
            connections: Connections::read(&mut reader),
            database: Database::read(&mut reader),
            limits: Limits::read(&mut reader),
            accounts: Accounts::read(&mut reader),
            health_records: HealthRecords::read(&mut reader),
            nhs_login: NhsLogin::read(&mut reader),
            nhs_app: NhsApp::read(&mut reader),
            cis2: Cis2::read(&mut reader),
            pds: Pds::read(&mut reader),
            ods: Ods::read(&mut reader),
            mesh: Mesh::read(&mut reader),
            vrs: Vrs::read(&mut reader),
            gp_connect_consumer: GpConnectConsumer::read(&mut reader),
            sds: Sds::read(&mut reader),
            mail: Mail::read(&mut reader),
            messages: Messages::read(&mut reader),
            notices: Notices::read(&mut reader),
            national: National::read(&mut reader),
            gp_connect: GpConnect::read(&mut reader),
            programs: Programs::read(&mut reader),
            server,
        };
        config.refuse_sandbox_in_production(&mut reader);
        reader.finish(config)
    }

    /// Production speaks only https, and SMTP over TLS, to outside systems and has no address of a sandbox
    /// (docs/architecture.md#configuration).
    fn refuse_sandbox_in_production(&self, reader: &mut Reader) {
        if self.server.environment != Environment::Production {
            return;
        }
        let settings_url = self.nhs_login.settings_url.as_deref().unwrap_or_default();
        let addresses: [(&str, &str); 9] = [
            ("PUBLIC_URL", &self.server.public_url),
            ("NHS_LOGIN_ISSUER", &self.nhs_login.client.issuer),
            ("NHS_LOGIN_SETTINGS_URL", settings_url),
            ("NHS_APP_URL", &self.nhs_app.home_url),
            ("NHS_APP_SCRIPT_URL", &self.nhs_app.script_url),
            ("CIS2_ISSUER", &self.cis2.client.issuer),
            ("PDS_URL", &self.pds.base_url),
            ("PDS_TOKEN_URL", &self.pds.token_url),
            ("ODS_URL", &self.ods.base_url),
        ];
        for (variable, address) in addresses {
            if !address.is_empty() && !address.starts_with("https://") {
                reader.fault(variable, "an https:// address (ENVIRONMENT is production)");
            }
        }
        self.notices.require(reader);
        if let Some(mesh) = &self.mesh {
            mesh.refuse_sandbox(reader);
        }
        if let Some(national) = &self.national {
            national.refuse_sandbox(reader);
        }
        if let Some(gp_connect) = &self.gp_connect {
            gp_connect.refuse_sandbox(reader);
        }
        if let Some(vrs) = &self.vrs {
            vrs.refuse_sandbox(reader);
        }
        if let Some(consumer) = &self.gp_connect_consumer {
            consumer.refuse_sandbox(reader);
        }
        if let Some(sds) = &self.sds {
            sds.refuse_sandbox(reader);
        }
        if let Some(traces) = &self.traces {
            traces.refuse_in_the_clear(reader);
        }
        if !self.mail.is_private() {
            reader.fault("SMTP_URL", "smtps://, or smtp:// with ?tls=required (ENVIRONMENT is production)");
        }
        if self.server.sandbox_url.is_some() {
            reader.fault("SANDBOX_URL", "to be absent (ENVIRONMENT is production)");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The variables that production refuses when mail goes to `smtp_url`.
    fn refused(smtp_url: &str) -> Vec<String> {
        let values = [("ENVIRONMENT", "production"), ("SMTP_URL", smtp_url)];
        let reader = Reader::from_values(values.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let faults = Config::read(reader).expect_err("most settings are missing").0;
        faults.into_iter().map(|fault| fault.variable).collect()
    }

    #[test]
    fn production_sends_no_mail_in_the_clear() {
        let good =
            ["smtps://u:p@mail.example:465", "smtp://mail.example:587?tls=required", "smtp://127.0.0.1:25"];
        for url in good {
            assert!(!refused(url).contains(&"SMTP_URL".to_owned()), "{url}");
        }
        for url in ["smtp://mail.example:25", "smtp://mail.example:587?tls=opportunistic", "no address"] {
            assert!(refused(url).contains(&"SMTP_URL".to_owned()), "{url}");
        }
    }
}
