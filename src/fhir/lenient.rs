//! What is read in more than one form (docs/sources.md#vrs-api): lists that are one thing, things that are a list of one,
//! `null` for what is absent, and days where instants should stand.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{self, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime, UtcOffset};

use domain::NhsNumber;
use domain::london::{first_instant, last_instant};

use super::systems;

/// Reads a list, or one thing where a list should stand. Lists stand for lists only: a shape would be read from one, too.
struct Several<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Several<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list, or one of its things")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_none<E: de::Error>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element()? {
            all.push(one);
        }
        Ok(all)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(|one| vec![one])
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<T>, E> {
        let one: StrDeserializer<'_, E> = text.into_deserializer();
        T::deserialize(one).map(|one| vec![one])
    }
}

/// A list, one thing or text that should be a list, or `null`.
///
/// # Errors
/// When it is something else.
pub fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    from.deserialize_any(Several(PhantomData))
}

/// One thing, a list with it in front, or `null`.
///
/// # Errors
/// When it is something else.
pub fn one<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    Ok(list(from)?.into_iter().next())
}

/// Which end of a day is meant, where a day stands for an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Its first instant in London.
    First,
    /// Its last second in London.
    Last,
}

/// Reads an instant, or a day.
pub fn instant(text: &str, edge: Edge) -> Option<OffsetDateTime> {
    if let Ok(instant) = OffsetDateTime::parse(text, &Rfc3339) {
        return instant.checked_to_offset(UtcOffset::UTC);
    }
    let day = day(text)?;
    Some(match edge {
        Edge::First => first_instant(day),
        Edge::Last => last_instant(day),
    })
}

/// Reads a day, `2026-11-27`.
pub fn day(text: &str) -> Option<Date> {
    let is_shaped = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let format = time::macros::format_description!("[year]-[month]-[day]");
    Date::parse(text, format).ok().filter(|_| is_shaped)
}

/// Writes an instant; the store never writes a day.
pub fn written(instant: OffsetDateTime) -> String {
    let instant = instant.checked_to_offset(UtcOffset::UTC).unwrap_or(instant);
    instant.format(&Rfc3339).unwrap_or_default()
}

/// Reads a number that stands alone: ten digits, nothing between them.
pub fn nhs_number(text: &str) -> Option<NhsNumber> {
    let is_bare = text.bytes().all(|byte| byte.is_ascii_digit());
    NhsNumber::parse(text).ok().filter(|_| is_bare)
}

/// A parameter that names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// By their NHS number.
    Number(NhsNumber),
    /// By the number of another system.
    OtherSystem,
    /// By no NHS number.
    Wrong,
}

/// Reads `9000000009` or `https://fhir.nhs.uk/Id/nhs-number|9000000009`; the system is looked at first.
pub fn token(text: &str) -> Token {
    let (system, value) = match text.split_once('|') {
        Some((system, value)) => (Some(system), value),
        None => (None, text),
    };
    if system.is_some_and(|system| !systems::same(system, systems::NHS_NUMBER)) {
        return Token::OtherSystem;
    }
    nhs_number(value).map_or(Token::Wrong, Token::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[derive(Deserialize)]
    struct Shape {
        #[serde(default, deserialize_with = "list")]
        many: Vec<String>,
        #[serde(default, deserialize_with = "one")]
        single: Option<String>,
    }

    fn read(text: &str) -> Option<(String, Option<String>)> {
        serde_json::from_str::<Shape>(text).ok().map(|shape| (shape.many.join("+"), shape.single))
    }

    #[test]
    fn lists_and_single_things_stand_for_each_other() {
        let both = |many: &str, single: Option<&str>| Some((many.to_owned(), single.map(str::to_owned)));
        assert_eq!(read(r#"{"many":["a","b"],"single":"c"}"#), both("a+b", Some("c")));
        assert_eq!(read(r#"{"many":"a","single":["c"]}"#), both("a", Some("c")));
        assert_eq!(read(r#"{"many":null,"single":null}"#), both("", None));
        assert_eq!(read(r#"{"single":[]}"#), both("", None));
        for wrong in [r#"{"many":1}"#, r#"{"many":[null]}"#, r#"{"many":[["a"]]}"#, r#"{"many":{}}"#] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_and_instants_are_read_and_nothing_else() {
        let noon = Some(datetime!(2026-07-01 11:00 UTC));
        assert_eq!(instant("2026-07-01T12:00:00+01:00", Edge::Last), noon);
        assert_eq!(instant("2026-07-01", Edge::First), Some(datetime!(2026-06-30 23:00 UTC)));
        assert_eq!(instant("2026-07-01", Edge::Last), Some(datetime!(2026-07-01 22:59:59 UTC)));
        for wrong in
            ["", "2026", "2026-7-1", "01/07/2026", "2026-16-01T00:00:00Z", "9999-12-31T23:59:59-23:00"]
        {
            assert_eq!(instant(wrong, Edge::First), None, "{wrong}");
        }
        assert_eq!(written(datetime!(2026-07-01 12:00 +1)), "2026-07-01T11:00:00Z");
    }

    #[test]
    fn somebody_is_named_by_a_number_with_or_without_its_system() {
        let number = Token::Number(NhsNumber::parse("9000000009").unwrap());
        assert_eq!(token("9000000009"), number);
        assert_eq!(token("https://fhir.nhs.uk/Id/nhs-number|9000000009"), number);
        assert_eq!(token("http://fhir.nhs.uk/Id/nhs-number|9000000009"), number);
        assert_eq!(token("https://fhir.nhs.uk/Id/other|900000000"), Token::OtherSystem);
        for wrong in ["", "900 000 0009", "9000000008", "https://fhir.nhs.uk/Id/nhs-number/9000000009"] {
            assert_eq!(token(wrong), Token::Wrong, "{wrong}");
        }
    }
}
