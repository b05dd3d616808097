//! The calls of one outside system: how long they took, and what came of them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use prometheus_client::encoding::{EncodeMetric, MetricEncoder};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::histogram::Histogram;

use super::times;

/// The calls of one system; clones share them.
#[derive(Debug, Clone)]
pub struct Calls {
    seconds: Histogram,
    results: Arc<Mutex<BTreeMap<&'static str, u64>>>,
}

impl Default for Calls {
    fn default() -> Calls {
        Calls { seconds: times(), results: Arc::default() }
    }
}

impl Calls {
    /// A call was made, with this result, by code.
    pub fn made(&self, result: &'static str, took: Duration) {
        self.seconds.observe(took.as_secs_f64());
        self.not_made(result);
    }

    /// A call was not made, for this reason, by code.
    pub fn not_made(&self, result: &'static str) {
        let mut results = self.results.lock().unwrap_or_else(PoisonError::into_inner);
        *results.entry(result).or_default() += 1;
    }

    /// How often each result came.
    pub fn results(&self) -> BTreeMap<&'static str, u64> {
        self.results.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// How long the calls of each system took, told together under one name.
#[derive(Debug)]
pub struct BySystem(pub Vec<(&'static str, Calls)>);

impl EncodeMetric for BySystem {
    fn encode(&self, mut encoder: MetricEncoder<'_>) -> Result<(), fmt::Error> {
        for (system, calls) in &self.0 {
            let labels = [("system", *system)];
            calls.seconds.encode(encoder.encode_family(&labels)?)?;
        }
        Ok(())
    }

    fn metric_type(&self) -> MetricType {
        MetricType::Histogram
    }
}
