//! The server itself: addresses, environment, logging, limits.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;

use secrecy::SecretString;

use super::read::Reader;

/// Where the service runs; production refuses sandbox settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Environment {
    /// A developer's machine, the demo, tests.
    Development,
    /// Real people's records.
    Production,
}

impl Environment {
    /// Reads it alone, for run modes that need few other settings.
    pub fn read(reader: &mut Reader) -> Environment {
        reader.parsed("ENVIRONMENT", Environment::Production, "development or production")
    }
}

impl FromStr for Environment {
    type Err = ();
    fn from_str(text: &str) -> Result<Environment, ()> {
        match text {
            "development" => Ok(Environment::Development),
            "production" => Ok(Environment::Production),
            _ => Err(()),
        }
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Pretty,
    /// One JSON object a line, for collectors.
    Json,
}

impl FromStr for LogFormat {
    type Err = ();
    fn from_str(text: &str) -> Result<LogFormat, ()> {
        match text {
            "pretty" => Ok(LogFormat::Pretty),
            "json" => Ok(LogFormat::Json),
            _ => Err(()),
        }
    }
}

/// What the log says, and how.
#[derive(Debug, Clone)]
pub struct Logging {
    /// How log lines look.
    pub format: LogFormat,
    /// Which log lines are kept, in the syntax of `RUST_LOG`.
    pub filter: String,
}

impl Logging {
    /// Reads this section alone, for run modes that need few others.
    pub fn read(reader: &mut Reader) -> Logging {
        Logging {
            format: reader.parsed("LOG_FORMAT", LogFormat::Json, "pretty or json"),
            filter: reader.text("LOG_FILTER", "info"),
        }
    }
}

/// Addresses, environment, logging.
#[derive(Debug, Clone)]
pub struct Server {
    /// Where the service runs.
    pub environment: Environment,
    /// What people's browsers call us: scheme, host, port, no trailing slash.
    pub public_url: String,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Keys the links in e-mails; at least 32 characters, the same on every server.
    pub link_secret: SecretString,
    /// Start page of the sandbox, shown as a banner; never in production.
    pub sandbox_url: Option<String>,
    /// Whom to tell of a weakness: an address of RFC 9116, mailto: or https:.
    pub security_contact: Option<String>,
    /// What the log says, and how.
    pub logging: Logging,
    /// How long a server that is told to stop goes on taking requests, and says meanwhile that it is not ready.
    pub drain: Duration,
    /// How long a stopping server waits for requests and jobs in flight.
    pub shutdown_grace: Duration,
    /// Where a server tells what it counts, if anywhere.
    pub metrics: Option<SocketAddr>,
    /// Where a worker does.
    pub worker_metrics: Option<SocketAddr>,
}

impl Server {
    pub(super) fn read(reader: &mut Reader) -> Server {
        let any = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
        Server {
            environment: Environment::read(reader),
            public_url: public_url(reader),
            listen: reader.parsed("LISTEN", any, "an address and port such as 127.0.0.1:8080"),
            link_secret: reader.long_secret("LINK_SECRET"),
            sandbox_url: reader.optional("SANDBOX_URL"),
            security_contact: security_contact(reader),
            logging: Logging::read(reader),
            drain: Duration::from_secs(reader.parsed("DRAIN_SECONDS", 0, "a number of seconds")),
            shutdown_grace: Duration::from_secs(reader.parsed(
                "SHUTDOWN_GRACE_SECONDS",
                20,
                "a number of seconds",
            )),
            metrics: listens(reader, "METRICS_ADDRESS"),
            worker_metrics: listens(reader, "METRICS_WORKER_ADDRESS"),
        }
    }

    /// True where browsers reach us over https: cookies get `Secure` and the `__Host-` prefix.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// An address to listen on that may be absent.
fn listens(reader: &mut Reader, variable: &str) -> Option<SocketAddr> {
    let address = reader.optional(variable)?.parse().ok();
    if address.is_none() {
        reader.fault(variable, "an address and port such as 127.0.0.1:9464");
    }
    address
}

fn security_contact(reader: &mut Reader) -> Option<String> {
    let contact = reader.optional("SECURITY_CONTACT")?;
    let is_address = contact.starts_with("mailto:") || contact.starts_with("https://");
    if !is_address || contact.chars().any(char::is_control) {
        reader.fault("SECURITY_CONTACT", "mailto:… or https://…");
    }
    Some(contact)
}

fn public_url(reader: &mut Reader) -> String {
    let expected = "the address people use, such as https://trusted-person.example.nhs.uk, without a path";
    let text = reader.required("PUBLIC_URL", expected);
    let good =
        url::Url::parse(&text).is_ok_and(|url| url.path() == "/" && url.query().is_none() && url.has_host());
    if !text.is_empty() && !good {
        reader.fault("PUBLIC_URL", expected);
    }
    text.trim_end_matches('/').to_owned()
}

/// Limits on what one person may do (docs/life.md#asking).
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Invitations of one delegator that may be open at once.
    pub open_invitations: i64,
    /// Requests one delegator may make in a day.
    pub requests_a_day: i64,
    /// Days a draft is kept.
    pub draft_days: i64,
    /// Days after which access that is set is compared with PDS again.
    pub recheck_days: i64,
    /// How many are compared in a second, each with two calls to PDS.
    pub rechecks_a_second: u16,
}

impl Limits {
    pub(super) fn read(reader: &mut Reader) -> Limits {
        Limits {
            open_invitations: reader.parsed("LIMIT_OPEN_INVITATIONS", 5, "a number"),
            requests_a_day: reader.parsed("LIMIT_REQUESTS_A_DAY", 10, "a number"),
            draft_days: reader.parsed("DRAFT_DAYS", 30, "a number of days"),
            recheck_days: reader.parsed("RECHECK_DAYS", 7, "a number of days"),
            rechecks_a_second: reader.parsed(
                "RECHECKS_A_SECOND",
                2,
                "a number; PDS allows 5 calls a second at first",
            ),
        }
    }
}
