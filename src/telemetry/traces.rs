//! Traces: what a request caused, from its way in over command and outbox to the last call of an outside system, sent to a
//! collector where the settings name one (docs/running.md, "Traces"). Without one nothing is made.
//!
//! What a span may say stands here whole: routes, kinds, names of systems and codes, all from our own lists. No id, no
//! address, nothing that somebody typed (docs/decisions/0070-a-trace-names-nobody.md).

use std::collections::HashMap;
use std::time::Duration;

use opentelemetry::context::{FutureExt, WithContext};
use opentelemetry::trace::{SpanBuilder, SpanKind, Status, TraceContextExt, Tracer, TracerProvider};
use opentelemetry::{Context, KeyValue};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{Sampler, SdkTracer, SdkTracerProvider};
use secrecy::ExposeSecret;

use crate::config;

use super::collector::Collector;
use super::parent;

/// How long a stopping process waits for the last batch.
const PATIENCE: Duration = Duration::from_secs(5);
/// Methods by their own name; what else a stranger calls one is one.
const METHODS: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

/// Makes traces, where they are sent anywhere.
#[derive(Debug, Clone, Default)]
pub struct Traces(Option<Made>);

#[derive(Debug, Clone)]
struct Made {
    provider: SdkTracerProvider,
    tracer: SdkTracer,
}

/// The exporter could not be set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("traces could not be set up: look at the variables that begin with OTEL_EXPORTER_OTLP")]
pub struct NoTraces;

impl Traces {
    /// As the settings say; nothing is connected to yet. The queue is bounded, and what does not fit is dropped.
    ///
    /// # Errors
    /// See [`NoTraces`].
    pub fn of(settings: Option<&config::Traces>) -> Result<Traces, NoTraces> {
        let Some(settings) = settings else { return Ok(Traces::default()) };
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Collector::new(settings.timeout).ok_or(NoTraces)?)
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(&settings.endpoint)
            .with_timeout(settings.timeout)
            .with_headers(headers(settings))
            .build()
            .map_err(|_| NoTraces)?;
        let version = KeyValue::new("service.version", env!("CARGO_PKG_VERSION"));
        let resource =
            Resource::builder().with_service_name(settings.service.clone()).with_attribute(version);
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_sampler(sampler(settings.sampling))
            .with_resource(resource.build())
            .build();
        let tracer = provider.tracer("proxy-access");
        Ok(Traces(Some(Made { provider, tracer })))
    }

    /// A request that comes in. Its trace begins here: what the caller says of one of its own is kept as a link, and
    /// decides neither the id nor whether it is sent.
    pub fn request(&self, (method, route): (&str, &str), told: Option<&str>) -> Span {
        self.begin(Context::new(), || {
            let method = METHODS.into_iter().find(|known| *known == method).unwrap_or("_OTHER");
            let attributes = [KeyValue::new("http.request.method", method), route_of(route)];
            let builder = SpanBuilder::from_name(format!("{method} {route}")).with_kind(SpanKind::Server);
            builder.with_attributes(attributes).with_links(told.and_then(parent::link).into_iter().collect())
        })
    }

    /// A try of work from the outbox: part of the trace of what gave it, as the row says.
    pub fn work(&self, task: &'static str, attempt: i32, row: Option<&str>) -> Span {
        let context = row.and_then(parent::context).unwrap_or_default();
        self.begin(context, || {
            let attributes = [KeyValue::new("task", task), KeyValue::new("attempt", i64::from(attempt))];
            let builder = SpanBuilder::from_name(format!("work {task}")).with_kind(SpanKind::Consumer);
            builder.with_attributes(attributes)
        })
    }

    /// One round of what a worker does by the clock.
    pub fn round(&self, name: &'static str) -> Span {
        self.begin(Context::new(), || SpanBuilder::from_name(format!("round {name}")))
    }

    fn begin(&self, parent: Context, builder: impl FnOnce() -> SpanBuilder) -> Span {
        Span(self.0.as_ref().map(|made| {
            let span = made.tracer.build_with_context(builder(), &parent);
            // What begins within it finds its tracer there.
            parent.with_span(span).with_value(made.tracer.clone())
        }))
    }

    /// Sends what is left, and no more after that.
    pub async fn end(&self) {
        let ended = self.with_provider(|provider| provider.shutdown_with_timeout(PATIENCE).is_ok()).await;
        if !ended {
            tracing::warn!("stopped before every trace was sent");
        }
    }

    /// Sends what waits, now; whether the collector took it.
    pub async fn flush(&self) -> bool {
        self.with_provider(|provider| provider.force_flush().is_ok()).await
    }

    /// Both wait for the thread that sends, so no thread of ours that answers requests may.
    async fn with_provider(&self, work: fn(&SdkTracerProvider) -> bool) -> bool {
        let Some(made) = self.0.clone() else { return true };
        tokio::task::spawn_blocking(move || work(&made.provider)).await.unwrap_or(false)
    }
}

/// A span under way; it ends with this, also where its work is given up half-way. Of nothing where traces are off.
#[derive(Debug)]
#[must_use]
pub struct Span(Option<Context>);

impl Span {
    /// Does `work` within the span: what begins there is part of it.
    pub fn around<F: Future>(&self, work: F) -> WithContext<F> {
        work.with_context(self.0.clone().unwrap_or_else(Context::current))
    }

    /// Notes the status of the answer.
    pub fn answered(&self, status: u16) {
        let Some(context) = &self.0 else { return };
        context.span().set_attribute(KeyValue::new("http.response.status_code", i64::from(status)));
        if status >= 500 {
            context.span().set_status(Status::error(""));
        }
    }

    /// Notes what came of it, by a code of ours.
    pub fn came_to(&self, outcome: &'static str) {
        if let Some(context) = &self.0 {
            context.span().set_attribute(KeyValue::new("outcome", outcome));
        }
    }

    /// Notes that it failed, by a code of ours.
    pub fn failed(&self, code: &'static str) {
        let Some(context) = &self.0 else { return };
        context.span().set_attribute(KeyValue::new("error.type", code));
        context.span().set_status(Status::error(code));
    }

    /// The id of its trace, as log lines have it.
    pub fn trace_id(&self) -> Option<String> {
        self.0.as_ref().and_then(parent::trace_id)
    }

    /// What an outside system is told (W3C Trace Context): ids made by chance, and whether it is sent.
    pub fn traceparent(&self) -> Option<String> {
        self.0.as_ref().and_then(parent::traceparent)
    }
}

impl Drop for Span {
    fn drop(&mut self) {
        if let Some(context) = &self.0 {
            context.span().end();
        }
    }
}

/// A command for something of this kind, within what is under way.
pub fn command(kind: &'static str) -> Span {
    within(|| {
        SpanBuilder::from_name(format!("command {kind}")).with_attributes([KeyValue::new("kind", kind)])
    })
}

/// A call of an outside system, within what is under way.
pub fn outside(system: &'static str, operation: &'static str) -> Span {
    within(|| {
        let attributes = [KeyValue::new("peer.service", system), KeyValue::new("operation", operation)];
        let builder = SpanBuilder::from_name(format!("{system} {operation}")).with_kind(SpanKind::Client);
        builder.with_attributes(attributes)
    })
}

/// A span within the one that is current; of nothing where there is none.
fn within(builder: impl FnOnce() -> SpanBuilder) -> Span {
    let current = Context::current();
    let span = current.get::<SdkTracer>().map(|tracer| tracer.build_with_context(builder(), &current));
    Span(span.map(|span| current.with_span(span)))
}

/// The id of the trace that is under way, for who is to be told it; none where traces are off.
pub fn trace_id() -> Option<String> {
    Context::map_current(parent::trace_id)
}

/// How work that is given now continues this trace; see [`Span::traceparent`].
pub fn traceparent() -> Option<String> {
    Context::map_current(parent::traceparent)
}

fn route_of(route: &str) -> KeyValue {
    KeyValue::new("http.route", route.to_owned())
}

fn sampler(sampling: config::Sampling) -> Sampler {
    let root = Sampler::TraceIdRatioBased(sampling.share);
    if sampling.follows { Sampler::ParentBased(Box::new(root)) } else { root }
}

/// `name=value`, separated by commas, values as in an address. The exporter reads the process's own variable besides; a
/// secret in a file it does not.
fn headers(settings: &config::Traces) -> HashMap<String, String> {
    let text = settings.headers.as_ref().map(|headers| headers.expose_secret()).unwrap_or_default();
    // A form's way of writing would make a space of `+`.
    let text = text.replace('+', "%2B").replace('&', "%26").replace(',', "&");
    let pairs = url::form_urlencoded::parse(text.as_bytes());
    pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}
