//! `traceparent` of W3C Trace Context, read and written (docs/sources.md#trace-context). `tracestate` is for others' marks:
//! we have none, and pass on nobody's.

use opentelemetry::Context;
use opentelemetry::propagation::{Extractor, TextMapPropagator};
use opentelemetry::trace::{Link, SpanContext, TraceContextExt};
use opentelemetry_sdk::propagation::TraceContextPropagator;

/// The header's name, here and towards outside systems.
pub const TRACEPARENT: &str = "traceparent";

/// One header, alone.
struct Alone<'a>(&'a str);

impl Extractor for Alone<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        (key == TRACEPARENT).then_some(self.0)
    }

    fn keys(&self) -> Vec<&str> {
        vec![TRACEPARENT]
    }
}

/// What the header names; none where it is not one.
fn named(text: &str) -> Option<SpanContext> {
    let context = TraceContextPropagator::new().extract_with_context(&Context::new(), &Alone(text));
    let named = context.span().span_context().clone();
    named.is_valid().then_some(named)
}

/// Within what the header names.
pub(super) fn context(text: &str) -> Option<Context> {
    named(text).map(|span| Context::new().with_remote_span_context(span))
}

/// A link to what the header names.
pub(super) fn link(text: &str) -> Option<Link> {
    named(text).map(Link::with_context)
}

/// The trace of what is under way in `context`.
pub(super) fn trace_id(context: &Context) -> Option<String> {
    let span = context.span();
    let named = span.span_context();
    named.is_valid().then(|| named.trace_id().to_string())
}

/// The header that names what is under way in `context`.
pub(super) fn traceparent(context: &Context) -> Option<String> {
    let span = context.span();
    let named = span.span_context();
    let flags = u8::from(named.is_sampled());
    named.is_valid().then(|| format!("00-{}-{}-{flags:02x}", named.trace_id(), named.span_id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for text in [
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
        ] {
            let context = context(text).expect("a good header");
            assert_eq!(traceparent(&context).as_deref(), Some(text));
            assert_eq!(trace_id(&context).as_deref(), Some("4bf92f3577b34da6a3ce929d0e0e4736"));
        }
    }

    #[test]
    fn what_is_no_traceparent_is_nothing() {
        for text in [
            "",
            "9990000018",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ] {
            assert!(link(text).is_none(), "{text}");
        }
    }
}
