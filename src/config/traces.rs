//! Where traces are sent, and of how many requests (docs/running.md, "Traces"). The names and their meaning are
//! OpenTelemetry's own (docs/sources.md#opentelemetry).

use std::str::FromStr;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use url::{Host, Url};

use super::read::Reader;

/// The collector that traces are sent to.
#[derive(Debug, Clone)]
pub struct Traces {
    /// Its address, whole: `…/v1/traces`.
    pub endpoint: String,
    /// Headers that it wants: `name=value`, separated by commas.
    pub headers: Option<SecretString>,
    /// How long it may take for one batch.
    pub timeout: Duration,
    /// What it knows this service by.
    pub service: String,
    /// Which traces it gets.
    pub sampling: Sampling,
}

/// Which traces are sent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sampling {
    /// Of those that begin here: the share, from 0 to 1.
    pub share: f64,
    /// Whether work goes by what was decided for the request that gave it; else each is decided alone.
    pub follows: bool,
}

/// The names of `OTEL_TRACES_SAMPLER`: whether one follows, and its share; none where the other variable tells it.
struct Named(bool, Option<f64>);

impl FromStr for Named {
    type Err = ();
    fn from_str(text: &str) -> Result<Named, ()> {
        match text {
            "always_on" => Ok(Named(false, Some(1.0))),
            "always_off" => Ok(Named(false, Some(0.0))),
            "traceidratio" => Ok(Named(false, None)),
            "parentbased_always_on" => Ok(Named(true, Some(1.0))),
            "parentbased_always_off" => Ok(Named(true, Some(0.0))),
            "parentbased_traceidratio" => Ok(Named(true, None)),
            _ => Err(()),
        }
    }
}

impl Traces {
    pub(super) fn read(reader: &mut Reader) -> Option<Traces> {
        let base = reader.optional("OTEL_EXPORTER_OTLP_ENDPOINT")?;
        let expected = "the collector's address for OTLP over HTTP, such as http://127.0.0.1:4318";
        if !Url::parse(&base).is_ok_and(|url| is_http(&url) && url.query().is_none()) {
            reader.fault("OTEL_EXPORTER_OTLP_ENDPOINT", expected);
        }
        let headers = reader.optional_secret("OTEL_EXPORTER_OTLP_HEADERS");
        if headers.as_ref().is_some_and(|headers| !headers.expose_secret().split(',').all(is_header)) {
            reader.fault("OTEL_EXPORTER_OTLP_HEADERS", "name=value, separated by commas");
        }
        let expected = "a number of milliseconds, at least 1";
        let milliseconds = reader.parsed("OTEL_EXPORTER_OTLP_TIMEOUT", 5000, expected);
        if milliseconds == 0 {
            reader.fault("OTEL_EXPORTER_OTLP_TIMEOUT", expected);
        }
        Some(Traces {
            endpoint: format!("{}/v1/traces", base.trim_end_matches('/')),
            headers,
            timeout: Duration::from_millis(milliseconds),
            service: reader.text("OTEL_SERVICE_NAME", "proxy-access"),
            sampling: sampling(reader),
        })
    }

    /// In production they leave this machine by https alone.
    pub(super) fn refuse_in_the_clear(&self, reader: &mut Reader) {
        let is_private = Url::parse(&self.endpoint).is_ok_and(|url| url.scheme() == "https" || is_here(&url));
        if !is_private {
            let expected = "an https:// address, or one of this machine (ENVIRONMENT is production)";
            reader.fault("OTEL_EXPORTER_OTLP_ENDPOINT", expected);
        }
    }
}

fn is_http(url: &Url) -> bool {
    ["http", "https"].contains(&url.scheme()) && url.has_host()
}

/// Whether this is `name=value`, or nothing, as behind a last comma. The exporter leaves out without a word what is neither.
fn is_header(text: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    text.trim().is_empty()
        || text.split_once('=').is_some_and(|(name, value)| is_name(name.trim()) && !value.trim().is_empty())
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn sampling(reader: &mut Reader) -> Sampling {
    let names = "always_on, always_off, traceidratio, or one of these after parentbased_";
    let named = reader.parsed("OTEL_TRACES_SAMPLER", Named(true, Some(1.0)), names);
    let told = reader.parsed("OTEL_TRACES_SAMPLER_ARG", 1.0, "a share from 0 to 1");
    if !(0.0..=1.0).contains(&told) {
        reader.fault("OTEL_TRACES_SAMPLER_ARG", "a share from 0 to 1");
    }
    Sampling { follows: named.0, share: named.1.unwrap_or(told) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of these values, and the variables that are wrong.
    fn read(values: &[(&str, &str)]) -> (Option<Traces>, Vec<String>) {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut reader = Reader::from_values(values);
        let traces = Traces::read(&mut reader);
        if let Some(traces) = &traces {
            traces.refuse_in_the_clear(&mut reader);
        }
        let faults = reader.finish(()).err().map(|faults| faults.0).unwrap_or_default();
        (traces, faults.into_iter().map(|fault| fault.variable).collect())
    }

    #[test]
    fn without_an_address_nothing_is_read() {
        let (traces, faults) = read(&[("OTEL_TRACES_SAMPLER", "nonsense")]);
        assert!(traces.is_none() && faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn the_names_are_those_of_opentelemetry() {
        for (name, share, expected) in [
            ("", "", Sampling { share: 1.0, follows: true }),
            ("always_on", "0.5", Sampling { share: 1.0, follows: false }),
            ("traceidratio", "0.5", Sampling { share: 0.5, follows: false }),
            ("parentbased_always_off", "", Sampling { share: 0.0, follows: true }),
            ("parentbased_traceidratio", "0.25", Sampling { share: 0.25, follows: true }),
        ] {
            let (traces, faults) = read(&[
                ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318/"),
                ("OTEL_TRACES_SAMPLER", name),
                ("OTEL_TRACES_SAMPLER_ARG", share),
            ]);
            let traces = traces.expect("an address is given");
            assert!(faults.is_empty(), "{name}: {faults:?}");
            assert_eq!(traces.sampling, expected, "{name}");
            assert_eq!(traces.endpoint, "http://localhost:4318/v1/traces");
        }
    }

    #[test]
    fn headers_are_names_with_values_and_nobody_waits_no_time() {
        for (name, value, is_good) in [
            ("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Basic%20YTpi,x-scope=1,", true),
            ("OTEL_EXPORTER_OTLP_HEADERS", "Authorization: Basic YTpi", false),
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-scope=", false),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "1", true),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "0", false),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "5s", false),
        ] {
            let (_, faults) =
                read(&[("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"), (name, value)]);
            assert_eq!(faults.first().map(String::as_str), (!is_good).then_some(name), "{value}");
        }
    }

    #[test]
    fn what_is_wrong_or_would_go_in_the_clear_is_refused() {
        for (endpoint, sampler, share, wrong) in [
            ("https://collector.example:4318", "always_on", "1", None),
            ("http://[::1]:4318", "always_on", "1", None),
            ("http://collector.example:4318", "always_on", "1", Some("OTEL_EXPORTER_OTLP_ENDPOINT")),
            ("grpc://127.0.0.1:4317", "always_on", "1", Some("OTEL_EXPORTER_OTLP_ENDPOINT")),
            ("http://127.0.0.1:4318", "jaeger_remote", "1", Some("OTEL_TRACES_SAMPLER")),
            ("http://127.0.0.1:4318", "traceidratio", "NaN", Some("OTEL_TRACES_SAMPLER_ARG")),
            ("http://127.0.0.1:4318", "traceidratio", "1.5", Some("OTEL_TRACES_SAMPLER_ARG")),
        ] {
            let (_, faults) = read(&[
                ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint),
                ("OTEL_TRACES_SAMPLER", sampler),
                ("OTEL_TRACES_SAMPLER_ARG", share),
            ]);
            assert_eq!(faults.first().map(String::as_str), wrong, "{endpoint} {sampler} {share}");
        }
    }
}
