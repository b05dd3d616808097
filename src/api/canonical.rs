//! What a body says, however it is written: the same JSON with members in another order, other spaces, other escapes or
//! another way to write a number is the same call.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// The JSON in one form; bytes that are no JSON stand for themselves.
pub fn canonical(body: &[u8]) -> Vec<u8> {
    match serde_json::from_slice::<Said>(body) {
        Ok(said) => format!("json {said:?}").into_bytes(),
        Err(_) => [b"text ", body].concat(),
    }
}

/// A JSON value. Members stand in the order of their names; one that comes twice stays twice, for it may be refused.
#[derive(Debug)]
#[expect(dead_code, reason = "what is in it is read by writing it out")]
enum Said {
    Nothing,
    Flag(bool),
    Whole(i128),
    Broken(f64),
    Text(String),
    List(Vec<Said>),
    Members(Vec<(String, Said)>),
}

/// Below this a number with a fraction tells every whole number apart.
const WHOLE: f64 = 9_007_199_254_740_992.0;

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Said, D::Error> {
        source.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Said;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Said, E> {
        Ok(Said::Nothing)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Said, E> {
        Ok(Said::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Said, E> {
        Ok(Said::Whole(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Said, E> {
        Ok(Said::Whole(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Said, E> {
        let is_whole = number.fract() == 0.0 && number.abs() < WHOLE;
        Ok(if is_whole { Said::Whole(number as i128) } else { Said::Broken(number) })
    }

    fn visit_str<E>(self, text: &str) -> Result<Said, E> {
        Ok(Said::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Said, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Said::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Said, A::Error> {
        let mut all: Vec<(String, Said)> = Vec::new();
        while let Some(member) = members.next_entry()? {
            all.push(member);
        }
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(Said::Members(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        canonical(one.as_bytes()) == canonical(other.as_bytes())
    }

    #[test]
    fn order_spaces_escapes_and_ways_to_write_a_number_do_not_matter() {
        assert!(same(
            r#"{"a":1,"b":{"c":[],"d":"é"}}"#,
            "{ \"b\": {\"d\":\"\\u00e9\",\n\"c\":[]}, \"a\":1.0e0 }"
        ));
        assert!(same("[100, 0, 1.5]", "[1e2, -0.0, 15e-1]"));
    }

    #[test]
    fn everything_else_does() {
        for (one, other) in [
            (r#"{"a":1}"#, r#"{"a":"1"}"#),
            (r#"{"a":1}"#, r#"{"a":true}"#),
            (r#"{"a":null}"#, "{}"),
            ("[1,2]", "[2,1]"),
            ("9007199254740993", "9007199254740992"),
            (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
            (r#"{"a":1,"a":2}"#, r#"{"a":2,"a":1}"#),
            (r#""a""#, r#""A""#),
            ("{", "["),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
        assert!(canonical(b"{").starts_with(b"text "));
        assert!(same("nonsense", "nonsense"));
    }
}
