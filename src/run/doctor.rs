//! `proxy-access doctor`: looks at everything that the service needs, and says what is wrong and how to mend it.

mod finding;
mod ways;

use std::io::Write;
use std::sync::Arc;

use anyhow::bail;
use time::Duration;

use crate::app::App;
use crate::config::{Config, Pooler};
use crate::integrations::Wrong;
use crate::storage::{self, Readiness, outbox};
use crate::tokens::Authority;
use domain::clock::Clock;
use domain::working_days::holidays_are_known;

pub use finding::Finding;

/// A worker that is this far behind needs help.
const LAG: Duration = Duration::minutes(15);
/// Clocks that differ by more than this make sign-ins fail.
const SKEW: Duration = Duration::seconds(30);

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
    for system in app.outside() {
        let looked = system.look(&correlation).await;
        findings.push(Finding::new(system.title(), looked.err().map(in_words)));
    }
    if app.vrs.is_none() {
        findings
            .push(Finding::new("the national store of roles is not set up; nothing is followed there", None));
    }
    if app.gp_connect.is_none() {
        findings
            .push(Finding::new("other practices are not asked for records: GP Connect is not set up", None));
    }
    findings.extend(events(app));
    let holidays = (!holidays_are_known(app.clock.today_in_london()))
        .then(|| "are not known for the year to come. Install a newer version".to_owned());
    findings.push(Finding::new("bank holidays", holidays));
    findings.push(own_store(app));
    findings.push(Finding::new(provider(app), None));
    findings.extend(secrets_of_accounts(app));
    findings
}

/// Whether the national store may tell us of roles, where it is set up.
fn events(app: &App) -> Option<Finding> {
    let vrs = app.config.vrs.as_ref()?;
    Some(Finding::new(
        match vrs.events_token {
            Some(_) => "events of the national store of roles",
            None => {
                "events of the national store of roles: VRS_EVENTS_TOKEN is not set, so that what ends there \
                 is seen by the slow walk alone"
            }
        },
        None,
    ))
}

/// Whether there is a store of our own here, and with keys that can be read.
fn own_store(app: &App) -> Finding {
    let Some(settings) = &app.config.national else {
        return Finding::new("our own store of roles: not set up here, and nothing needs it", None);
    };
    let authority = Authority::read(&settings.keys, &settings.issuer, &settings.audience);
    Finding::new("our own store of roles", authority.err().map(|fault| fault.to_string()))
}

/// Whether other practices get records from here.
fn provider(app: &App) -> &'static str {
    match &app.config.gp_connect {
        None => "the GP Connect provider: not set up here, and nothing needs it",
        Some(settings) if settings.certificates.is_empty() => {
            "the GP Connect provider: GP_CONNECT_CERTIFICATES is not set, so that it does not look who calls"
        }
        Some(_) => "the GP Connect provider",
    }
}

/// Whether linkage keys can be made, and copies of documents kept.
fn secrets_of_accounts(app: &App) -> [Finding; 2] {
    let keys = match app.config.accounts.linkage_secret {
        Some(_) => "linkage keys of online service accounts",
        None => "linkage keys of online service accounts: LINKAGE_SECRET is not set, so that none is made",
    };
    let copies = match app.config.accounts.evidence_secret {
        Some(_) => "copies of documents",
        None => "copies of documents: EVIDENCE_SECRET is not set, so that none is kept",
    };
    [Finding::new(keys, None), Finding::new(copies, None)]
}

async fn database(app: &App) -> Vec<Finding> {
    let ways = ways::ways(app).await;
    let now = match storage::now(&app.db).await {
        Ok(now) => now,
        Err(_) => {
            let wrong = match app.db.pooler() {
                Pooler::None => "does not answer. Start it, or correct DATABASE_URL",
                Pooler::Transaction | Pooler::Prepared => {
                    "does not answer, or not as DATABASE_POOLER says. Start the pooler and what is behind it, or \
                     correct DATABASE_URL"
                }
            };
            let found = [Finding::new("database", Some(wrong.to_owned()))];
            // What is wrong with a way may be all that is wrong.
            return found.into_iter().chain(ways).collect();
        }
    };
    let skew = (now - app.clock.now()).abs();
    let readiness = storage::readiness(&app.db).await;
    let mut findings = vec![
        Finding::new("database", None),
        Finding::new(
            "shape of the database",
            (readiness == Readiness::OtherShape)
                .then(|| "is not this version's. Run `proxy-access migrate`".to_owned()),
        ),
        Finding::new(
            "writing to the database",
            (readiness == Readiness::ReadOnly)
                .then(|| "is refused: it is a standby, or was set to be read only".to_owned()),
        ),
        Finding::new(
            "clocks",
            (skew > SKEW).then(|| {
                format!("this machine and the database differ by {} s. Set both by NTP", skew.whole_seconds())
            }),
        ),
    ];
    findings.extend(ways);
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

fn in_words(wrong: Wrong) -> String {
    let Wrong { fault, settings } = wrong;
    format!("{}. Look at {settings}, and whether this machine may reach it", fault.kind.code())
}
