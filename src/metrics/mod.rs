//! What is counted while a process runs, for those who watch it (docs/running.md#metrics). Whatever stands in a label comes from
//! a closed list: routes as the code writes them, and codes of ours. No number, name, address or id is ever counted by.

mod calls;

use std::borrow::Cow;
use std::time::Duration;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

pub use calls::{BySystem, Calls};

/// What each name begins with.
const PREFIX: &str = "proxy_access";
/// Upper ends of the buckets for how long something took, in seconds.
const SECONDS: [f64; 14] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// A label: its name and its value.
type Label = (&'static str, Cow<'static, str>);
/// So many labels.
pub type Labels<const N: usize> = [Label; N];

/// The counters of one process.
#[derive(Debug)]
pub struct Metrics {
    requests: Family<Labels<2>, Counter>,
    request_seconds: Family<Labels<1>, Histogram>,
    sign_ins: Family<Labels<2>, Counter>,
    work: Family<Labels<2>, Counter>,
    limited: Family<Labels<1>, Counter>,
}

impl Default for Metrics {
    fn default() -> Metrics {
        Metrics {
            requests: Family::default(),
            request_seconds: Family::<Labels<1>, Histogram>::new_with_constructor(times),
            sign_ins: Family::default(),
            work: Family::default(),
            limited: Family::default(),
        }
    }
}

impl Metrics {
    /// A request was answered: at which route, as the code writes it, and with which status.
    pub fn answered(&self, route: &str, status: u16, took: Duration) {
        let at: Label = ("route", route.to_owned().into());
        self.requests.get_or_create(&[at.clone(), ("status", class(status).into())]).inc();
        self.request_seconds.get_or_create(&[at]).observe(took.as_secs_f64());
    }

    /// A sign-in ended: at which provider, and why nobody was signed in, if so, by code.
    pub fn sign_in(&self, provider: &'static str, refused: Option<&'static str>) {
        let outcome = refused.unwrap_or("signed_in");
        self.sign_ins.get_or_create(&[("provider", provider.into()), ("outcome", outcome.into())]).inc();
    }

    /// The worker tried a piece of work: what it was, and what came of it, by code.
    pub fn worked(&self, task: &'static str, outcome: &'static str) {
        self.work.get_or_create(&[("task", task.into()), ("outcome", outcome.into())]).inc();
    }

    /// Somebody met a limit, of this name.
    pub fn limited(&self, limit: &'static str) {
        self.limited.get_or_create(&[("limit", limit.into())]).inc();
    }

    /// All of them under their names, for what is gathered besides to be added.
    pub fn registry(&self) -> Registry {
        let mut registry = Registry::with_prefix(PREFIX);
        registry.register(
            "requests",
            "Requests answered, by route and class of status",
            self.requests.clone(),
        );
        let help = "Seconds until a request was answered, by route; of a stream, until it began";
        registry.register("request_seconds", help, self.request_seconds.clone());
        registry.register("sign_ins", "Sign-ins that ended, by provider and outcome", self.sign_ins.clone());
        registry.register("work", "Pieces of work tried, by task and outcome", self.work.clone());
        registry.register("limited", "Requests refused by a limit, by limit", self.limited.clone());
        registry
    }
}

fn times() -> Histogram {
    Histogram::new(SECONDS)
}

fn class(status: u16) -> &'static str {
    match status {
        100..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use prometheus_client::encoding::text::encode;

    #[test]
    fn what_was_counted_is_told_under_its_name() {
        let metrics = Metrics::default();
        metrics.answered("/home", 200, Duration::from_millis(4));
        metrics.answered("/home", 404, Duration::from_millis(30));
        metrics.sign_in("cis2", Some("no_roles"));
        metrics.sign_in("cis2", None);
        metrics.worked("send_message", "done");
        metrics.limited("calls");
        let mut text = String::new();
        encode(&mut text, &metrics.registry()).unwrap();
        for line in [
            "proxy_access_requests_total{route=\"/home\",status=\"2xx\"} 1",
            "proxy_access_requests_total{route=\"/home\",status=\"4xx\"} 1",
            "proxy_access_request_seconds_bucket{le=\"0.005\",route=\"/home\"} 1",
            "proxy_access_request_seconds_bucket{le=\"+Inf\",route=\"/home\"} 2",
            "proxy_access_sign_ins_total{provider=\"cis2\",outcome=\"no_roles\"} 1",
            "proxy_access_sign_ins_total{provider=\"cis2\",outcome=\"signed_in\"} 1",
            "proxy_access_work_total{task=\"send_message\",outcome=\"done\"} 1",
            "proxy_access_limited_total{limit=\"calls\"} 1",
        ] {
            assert!(text.lines().any(|told| told == line), "{line} is not in:\n{text}");
        }
    }
}
