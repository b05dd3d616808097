//! `proxy-access doctor`: looks at everything that the service needs, and says what is wrong and how to mend it.

use std::io::Write;
use std::sync::Arc;

use anyhow::bail;
use time::Duration;

use crate::app::App;
use crate::config::Config;
use crate::integrations::{Kind, Mesh, Upstream};
use crate::storage::{self, outbox};
use domain::clock::Clock;
use domain::working_days::holidays_are_known;
use domain::{NhsNumber, OdsCode};

/// A number that is well formed and belongs to nobody: PDS answers that it has no such record, which is an answer.
const NOBODY: &str = "9999999980";
/// NHS England itself, which the directory knows.
const KNOWN_ORGANISATION: &str = "X26";
/// A worker that is this far behind needs help.
const LAG: Duration = Duration::minutes(15);
/// Clocks that differ by more than this make sign-ins fail.
const SKEW: Duration = Duration::seconds(30);

/// One line of the report.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub what: &'static str,
    /// What is wrong and how to mend it; none when all is well.
    pub wrong: Option<String>,
}

impl Finding {
    fn new(what: &'static str, wrong: Option<String>) -> Finding {
        Finding { what, wrong }
    }
}

/// Prints the report; fails when something is wrong.
pub(super) async fn doctor() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let config = match Config::from_environment() {
        Ok(config) => config,
        Err(faults) => {
            for fault in &faults.0 {
                writeln!(out, "✗ configuration: {} should be {}", fault.variable, fault.expected)?;
            }
            bail!("mend the configuration first: .env.example explains each variable");
        }
    };
    writeln!(out, "✓ configuration")?;
    let app = App::build(config, Clock::system())?;
    let findings = examine(&app).await;
    for finding in &findings {
        match &finding.wrong {
            None => writeln!(out, "✓ {}", finding.what)?,
            Some(wrong) => writeln!(out, "✗ {}: {wrong}", finding.what)?,
        }
    }
    let wrong = findings.iter().filter(|finding| finding.wrong.is_some()).count();
    if wrong > 0 {
        bail!("{wrong} of {} need attention", findings.len());
    }
    Ok(())
}

/// Looks at everything, one after the other; what is down does not keep the rest from being looked at.
pub async fn examine(app: &Arc<App>) -> Vec<Finding> {
    let correlation = app.clock.new_id().to_string();
    let mut findings = database(app).await;
    findings.push(Finding::new("NHS login", away(app.nhs_login.warm_up().await, "NHS_LOGIN_ISSUER")));
    findings.push(Finding::new("CIS2", away(app.cis2.warm_up().await, "CIS2_ISSUER")));
    findings.push(Finding::new("PDS", pds(app, &correlation).await));
    findings.push(Finding::new("organisation directory", directory(app, &correlation).await));
    let holidays = (!holidays_are_known(app.clock.today_in_london()))
        .then(|| "are not known for the year to come. Install a newer version".to_owned());
    findings.push(Finding::new("bank holidays", holidays));
    if let Some(mesh) = &app.mesh {
        findings.push(Finding::new("MESH", mailboxes(mesh).await));
    }
    findings.push(Finding::new("mail server", away(app.mail.try_connection().await, "SMTP_URL")));
    findings
}

async fn database(app: &App) -> Vec<Finding> {
    let now = match storage::now(&app.db).await {
        Ok(now) => now,
        Err(_) => {
            let wrong = "does not answer. Start it, or correct DATABASE_URL".to_owned();
            return vec![Finding::new("database", Some(wrong))];
        }
    };
    let skew = (now - app.clock.now()).abs();
    let is_ready = storage::is_ready(&app.db).await;
    let mut findings = vec![
        Finding::new("database", None),
        Finding::new(
            "shape of the database",
            (!is_ready).then(|| "is not this version's. Run `proxy-access migrate`".to_owned()),
        ),
        Finding::new(
            "clocks",
            (skew > SKEW).then(|| {
                format!("this machine and the database differ by {} s. Set both by NTP", skew.whole_seconds())
            }),
        ),
    ];
    if let Ok(backlog) = outbox::backlog(&app.db, app.clock.now()).await {
        let lag = backlog.oldest.map_or(Duration::ZERO, |oldest| app.clock.now() - oldest);
        let late =
            format!("{} jobs wait, the oldest for {} min. Start a worker", backlog.due, lag.whole_minutes());
        findings.push(Finding::new("worker", (lag > LAG).then_some(late)));
        let dead = format!("{}. See `proxy-access outbox list`, then `outbox retry`", backlog.dead);
        findings.push(Finding::new("work that was given up", (backlog.dead > 0).then_some(dead)));
    }
    findings
}

async fn pds(app: &App, correlation: &str) -> Option<String> {
    let Ok(nobody) = NhsNumber::parse(NOBODY) else { return Some("was not asked".to_owned()) };
    match app.pds.patient(&nobody, correlation).await {
        Err(Upstream { kind: Kind::Spine(code), .. }) if code.says_that_nobody_is_there() => None,
        answer => {
            away(answer.map(|_| ()), "PDS_URL, PDS_TOKEN_URL, PDS_API_KEY, PDS_KEY_ID and PDS_PRIVATE_KEY")
        }
    }
}

async fn directory(app: &App, correlation: &str) -> Option<String> {
    let Ok(code) = OdsCode::parse(KNOWN_ORGANISATION) else { return Some("was not asked".to_owned()) };
    away(app.ods.organisation(&code, correlation).await.map(|_| ()), "ODS_URL and ODS_API_KEY")
}

/// Our own mailbox answers, and look-ups of our workflow do; whether anybody has a mailbox for it is not ours to mend.
async fn mailboxes(mesh: &Mesh) -> Option<String> {
    let settings =
        "MESH_URL, MESH_MAILBOX, MESH_PASSWORD, MESH_SHARED_KEY, MESH_CLIENT_CERTIFICATE and this clock";
    if let Some(wrong) = away(mesh.handshake().await, settings) {
        return Some(wrong);
    }
    let Ok(code) = OdsCode::parse(KNOWN_ORGANISATION) else { return Some("was not asked".to_owned()) };
    away(mesh.mailbox_of(&code).await.map(|_| ()), "MESH_WORKFLOW")
}

fn away(answer: Result<(), Upstream>, settings: &str) -> Option<String> {
    let fault = answer.err()?;
    Some(format!("{}. Look at {settings}, and whether this machine may reach it", fault.kind.code()))
}
