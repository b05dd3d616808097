//! The texts in a body of JSON, cleaned of what came along unseen when somebody pasted them. Names of members, numbers and
//! what is no JSON stay as they are, so that a fault is told as it was sent.

use domain::pasted;

/// The same JSON with each text cleaned.
pub fn cleaned(body: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(body) else { return body.to_vec() };
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, literal, after)) = next_literal(rest) {
        clean.push_str(before);
        let is_name = after.trim_start_matches([' ', '\t', '\r', '\n']).starts_with(':');
        if is_name {
            clean.push_str(literal);
        } else {
            clean.push_str(&value(literal));
        }
        rest = after;
    }
    clean.push_str(rest);
    clean.into_bytes()
}

/// What stands before the next text, the text in its quotes, and what follows.
fn next_literal(text: &str) -> Option<(&str, &str, &str)> {
    let (before, from) = text.split_at(text.find('"')?);
    let mut escaped = false;
    for (at, c) in from.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => {
                let (literal, after) = from.split_at(at + 1);
                return Some((before, literal, after));
            }
            _ => {}
        }
    }
    None
}

fn value(literal: &str) -> String {
    let typed: Option<String> = serde_json::from_str(literal).ok();
    let clean = typed.and_then(|typed| serde_json::to_string(&pasted::cleaned(&typed)).ok());
    clean.unwrap_or_else(|| literal.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(body: &str) -> Value {
        serde_json::from_slice(&cleaned(body.as_bytes())).expect("JSON")
    }

    #[test]
    fn texts_are_cleaned_however_they_are_written() {
        let body = "{\"a\": \"\u{feff}x\\u200by\\u00a0z\", \"b\": [\"\\\"\u{200e}q\\\\\", 7, null, \"\"], \"c\": {\"d\": \"\u{ad}\"}}";
        assert_eq!(read(body), json!({"a": "xy z", "b": ["\"q\\", 7, null, ""], "c": {"d": ""}}));
    }

    #[test]
    fn everything_else_stays() {
        for body in [
            "{\"a\u{200b}\" : 1}",
            "{\"a\":1,\"a\":2}",
            "{\"a",
            "\u{feff}{}",
            "[\"\\ud800\"]",
            "",
            "\"a\" \"b",
        ] {
            assert_eq!(cleaned(body.as_bytes()), body.as_bytes(), "{body}");
        }
        assert_eq!(cleaned(b"\xff\"a\""), b"\xff\"a\"");
        assert_eq!(read("{\"a\": \"b\\u0000\"}"), json!({"a": "b\u{0}"}));
    }
}
