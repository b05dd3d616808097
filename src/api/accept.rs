//! Which of the forms that we can give the caller likes better (RFC 9110 §12.5.1).

use axum::http::{HeaderMap, HeaderValue, header};

/// What `Accept` says of one media type.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Liking {
    /// How much, from 0 (not at all) to 1000.
    weight: u16,
    /// How exactly the type is named: not at all, by `*/*`, by `text/*`, or by itself.
    named: u8,
}

/// Whether the caller would rather have `offered` than JSON, which everybody gets who has no wish.
pub fn prefers(headers: &HeaderMap, offered: (&str, &str)) -> bool {
    let (offered, json) = (liking(headers, offered), liking(headers, ("application", "json")));
    // Where both are liked as much, the one that is named more exactly is meant.
    offered.weight > 0
        && (offered.weight > json.weight || offered.weight == json.weight && offered.named >= json.named)
        && offered.named > 1
}

/// The most exact range that holds the type decides.
fn liking(headers: &HeaderMap, (kind, form): (&str, &str)) -> Liking {
    let lines = headers.get_all(header::ACCEPT).iter().filter_map(|value: &HeaderValue| value.to_str().ok());
    let mut found = Liking { weight: 0, named: 0 };
    for range in lines.flat_map(|line| line.split(',')) {
        let mut parts = range.split(';').map(str::trim);
        let (of, its) = parts.next().unwrap_or_default().split_once('/').unwrap_or_default();
        let named = match (of, its) {
            ("*", "*") => 1,
            (of, "*") if of.eq_ignore_ascii_case(kind) => 2,
            (of, its) if of.eq_ignore_ascii_case(kind) && its.eq_ignore_ascii_case(form) => 3,
            _ => continue,
        };
        let weight = parts.find_map(weight).unwrap_or(1000);
        if named > found.named || named == found.named && weight > found.weight {
            found = Liking { weight, named };
        }
    }
    found
}

/// `q=0.5` in thousandths; what cannot be read counts as not at all.
fn weight(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("q") {
        return None;
    }
    let fits = |weight: &f32| (0.0..=1.0).contains(weight);
    let weight = value.trim().parse::<f32>().ok().filter(fits).unwrap_or(0.0);
    Some((weight * 1000.0).round() as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(accept: &str) -> bool {
        let value = HeaderValue::from_str(accept).expect("a header");
        prefers(&HeaderMap::from_iter([(header::ACCEPT, value)]), ("text", "event-stream"))
    }

    #[test]
    fn the_form_with_the_greater_weight_is_given() {
        for accept in [
            "text/event-stream",
            "Text/Event-Stream",
            "text/event-stream;q=0.1",
            "text/event-stream, */*;q=0.1",
            "text/event-stream, */*",
            "application/json;q=0.5, text/event-stream",
            "application/json;q=0.5, text/event-stream;q=0.6",
            "application/json, text/event-stream",
            "text/*, application/json;q=0.2",
            "text/event-stream;charset=utf-8; q=1",
        ] {
            assert!(stream(accept), "{accept}");
        }
    }

    #[test]
    fn whoever_likes_json_better_or_has_no_wish_gets_json() {
        for accept in [
            "",
            "*/*",
            "application/json",
            "text/event-stream;q=0",
            "text/event-stream; Q=0.0, */*",
            "application/json, text/event-stream;q=0.9",
            "text/event-stream;q=0.5, application/json;q=0.51",
            "text/event-stream;q=0.5, */*",
            "text/event-stream;q=0, text/*",
            "text/event-stream;q=high, application/json",
            "application/vnd.text/event-stream",
            "text/html, application/xhtml+xml, */*;q=0.8",
        ] {
            assert!(!stream(accept), "{accept}");
        }
        assert!(!prefers(&HeaderMap::new(), ("text", "event-stream")));
    }
}
