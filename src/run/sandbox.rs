//! `proxy-access sandbox`: only the stand-ins, for a service that runs elsewhere on this machine.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, bail};

use crate::config::{Environment, LogFormat, Reader};
use crate::telemetry;
use domain::clock::Clock;
use sandbox::mesh::Access;
use sandbox::{ClientKeys, Options, Registration, Sandbox};

use super::previews;
use super::signals::asked_to_stop;

/// Where to listen and whom to know.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Address for HTTP.
    #[arg(long, default_value = "127.0.0.1:9400")]
    listen: SocketAddr,
    /// Address for SMTP.
    #[arg(long, default_value = "127.0.0.1:9425")]
    smtp_listen: SocketAddr,
    /// Address of the service that uses the stand-ins.
    #[arg(long, default_value = "http://localhost:8080")]
    service_url: String,
    /// File with the service's public RSA key in PEM; the same key with every stand-in.
    #[arg(long, required_unless_present = "records")]
    public_key: Option<PathBuf>,
    /// Write the health records of two hundred fictional patients into this folder, and do nothing else.
    #[arg(long)]
    records: Option<PathBuf>,
}

/// Runs the stand-ins until they are told to stop. Never beside real people's records.
pub(super) async fn sandbox(arguments: Arguments) -> anyhow::Result<()> {
    let mut reader = Reader::from_environment();
    let environment = reader.parsed("ENVIRONMENT", Environment::Development, "development or production");
    reader.finish(())?;
    if environment == Environment::Production {
        bail!("ENVIRONMENT is production: the sandbox does not run there");
    }
    if let Some(folder) = &arguments.records {
        let many = sandbox::records::write(folder).context("the records cannot be written")?;
        writeln!(std::io::stdout(), "{many} records in {}", folder.display())?;
        return Ok(());
    }
    telemetry::start(LogFormat::Pretty, "info");
    let key = arguments.public_key.context("--public-key is needed")?;
    let key = std::fs::read_to_string(key).context("the public key cannot be read")?;
    let service_url = arguments.service_url.trim_end_matches('/').to_owned();
    let client = |id: &str, path: Option<&str>| ClientKeys {
        client_id: id.to_owned(),
        key_id: format!("{id}-1"),
        public_key_pem: key.clone(),
        redirect_uris: path.map(|path| format!("{service_url}{path}")).into_iter().collect(),
        backchannel_logout_uri: Some(format!("{service_url}/auth/cis2/backchannel-logout")),
    };
    let registration = Registration {
        nhs_login: client("trusted-person", Some("/auth/nhs-login/callback")),
        cis2: client("999999999999.apps.national", Some("/auth/cis2/callback")),
        pds: client("trusted-person-pds", None),
    };
    let (listen, smtp_listen) = (arguments.listen, arguments.smtp_listen);
    let previews = Some(previews::routes(&service_url));
    let clock = Clock::system();
    let running = Sandbox::start(Options {
        listen,
        smtp_listen,
        service_url,
        clock,
        registration,
        previews,
        programs: None,
    })
    .await?;
    writeln!(std::io::stdout(), "sandbox at {} (SMTP {})", running.url(), running.smtp_address())?;
    say_how_to_reach_mesh(running.mesh().access())?;
    asked_to_stop().await;
    running.stop().await;
    Ok(())
}

/// The secrets are made at each start and open nothing but this stand-in, so the terminal may show them.
fn say_how_to_reach_mesh(mesh: &Access) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "MESH_URL={}", mesh.url)?;
    writeln!(out, "MESH_MAILBOX={}", mesh.mailbox)?;
    writeln!(out, "MESH_PASSWORD={}", mesh.password)?;
    writeln!(out, "MESH_SHARED_KEY={}", mesh.shared_key)?;
    writeln!(out, "MESH_WORKFLOW={}", mesh.workflow)?;
    out.flush()
}
