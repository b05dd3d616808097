//! Times in a JWT (RFC 7519 §2): seconds since 1970, with or without a fraction.

use serde::{Deserialize, Deserializer, de};
use time::OffsetDateTime;

/// A NumericDate, read from any JSON number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NumericDate(pub OffsetDateTime);

impl NumericDate {
    /// Whole seconds since 1970, the fraction cut off.
    pub fn seconds(self) -> i64 {
        self.0.unix_timestamp()
    }
}

impl<'de> Deserialize<'de> for NumericDate {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<NumericDate, D::Error> {
        source.deserialize_any(Number)
    }
}

struct Number;

impl de::Visitor<'_> for Number {
    type Value = NumericDate;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("seconds since 1970")
    }

    fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<NumericDate, E> {
        let at = OffsetDateTime::from_unix_timestamp(seconds);
        at.map(NumericDate).map_err(|_| E::custom("no time of any calendar"))
    }

    fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<NumericDate, E> {
        self.visit_i64(i64::try_from(seconds).map_err(|_| E::custom("no time of any calendar"))?)
    }

    fn visit_f64<E: de::Error>(self, seconds: f64) -> Result<NumericDate, E> {
        let since = time::Duration::saturating_seconds_f64(seconds);
        let at = OffsetDateTime::UNIX_EPOCH.checked_add(since);
        at.map(NumericDate).ok_or_else(|| E::custom("no time of any calendar"))
    }
}
