//! How fast the store is called: never faster than agreed, and slower after it said that this is too fast.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// The part of the agreed rate that is left at the slowest.
const LEAST: f64 = 1.0 / 16.0;
/// The part of the agreed rate that comes back with each quiet ten seconds.
const STEP: f64 = 0.25;
/// The fastest that can be agreed.
const MOST: f64 = 1000.0;

/// Calls in a second, as agreed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate(f64);

/// The text is no rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a rate is a number of calls in a second, above 0 and at most 1000")]
pub struct NotARate;

impl Rate {
    /// So many calls in a second.
    ///
    /// # Errors
    /// When it is not above 0, or above 1000.
    pub fn of(per_second: f64) -> Result<Rate, NotARate> {
        if per_second > 0.0 && per_second <= MOST { Ok(Rate(per_second)) } else { Err(NotARate) }
    }

    /// Calls in a second.
    pub fn per_second(self) -> f64 {
        self.0
    }
}

impl Default for Rate {
    /// Ten a second.
    fn default() -> Rate {
        Rate(10.0)
    }
}

impl FromStr for Rate {
    type Err = NotARate;

    fn from_str(text: &str) -> Result<Rate, NotARate> {
        Rate::of(text.trim().parse().map_err(|_| NotARate)?)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The pace at this moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    agreed: f64,
    current: f64,
}

impl Pace {
    /// As fast as agreed.
    pub fn new(rate: Rate) -> Pace {
        Pace { agreed: rate.0, current: rate.0 }
    }

    /// Calls in a second, at this moment.
    pub fn per_second(self) -> f64 {
        self.current
    }

    /// From one call to the next.
    pub fn interval(self) -> Duration {
        Duration::from_secs_f64(1.0 / self.current)
    }

    /// The store said that this is too fast.
    pub fn slowed(self) -> Pace {
        Pace { current: (self.current / 2.0).max(self.agreed * LEAST), ..self }
    }

    /// Ten seconds went by in which it did not.
    pub fn recovered(self) -> Pace {
        Pace { current: (self.current + self.agreed * STEP).min(self.agreed), ..self }
    }
}
