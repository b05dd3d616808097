//! When roles may be moved: an agreed part of the week, by the clock of London.

use std::fmt;
use std::str::FromStr;

use time::{Date, Duration, OffsetDateTime, Time, Weekday};

use crate::london::{first_instant, london, london_date};

/// A part of each week: `Sat 20:00 - Mon 06:00`, open at its first instant and closed at its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    from: Moment,
    to: Moment,
}

/// The text is not a part of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a window is written as `Sat 20:00 - Mon 06:00`, and its ends differ")]
pub struct NotAWindow;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    day: Weekday,
    time: Time,
}

const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "Mon"),
    (Weekday::Tuesday, "Tue"),
    (Weekday::Wednesday, "Wed"),
    (Weekday::Thursday, "Thu"),
    (Weekday::Friday, "Fri"),
    (Weekday::Saturday, "Sat"),
    (Weekday::Sunday, "Sun"),
];

impl Window {
    /// Whether roles may be moved at `now`.
    pub fn is_open(self, now: OffsetDateTime) -> bool {
        self.to.next(now) < self.from.next(now)
    }

    /// When they may be: `now`, or when it opens next.
    pub fn opens(self, now: OffsetDateTime) -> OffsetDateTime {
        if self.is_open(now) { now } else { self.from.next(now) }
    }

    /// When it closes next.
    pub fn closes(self, now: OffsetDateTime) -> OffsetDateTime {
        self.to.next(now)
    }
}

impl Moment {
    /// The first such moment after `now`.
    fn next(self, now: OffsetDateTime) -> OffsetDateTime {
        let today = london_date(now);
        let days = (0..=8).filter_map(|ahead| today.checked_add(Duration::days(ahead)));
        let mut moments = days.filter(|day| day.weekday() == self.day).map(|day| instant(day, self.time));
        // Of nine days at least one is that of the week and after now; were there none, it would never come.
        moments.find(|moment| *moment > now).unwrap_or(now + Duration::weeks(1))
    }

    fn parse(text: &str) -> Option<Moment> {
        let (day, time) = text.trim().split_once(' ')?;
        let (day, _) = DAYS.into_iter().find(|(_, name)| name.eq_ignore_ascii_case(day))?;
        let (hour, minute) = time.trim().split_once(':')?;
        let is_short = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let time = Time::from_hms(hour.parse().ok()?, minute.parse().ok()?, 0).ok()?;
        (is_short(hour) && is_short(minute)).then_some(Moment { day, time })
    }
}

/// When a London clock shows `time` on this day. An hour that comes twice counts the first time; one that is left out counts
/// as the one after it.
fn instant(day: Date, time: Time) -> OffsetDateTime {
    let midnight = first_instant(day);
    let straight = midnight + (time - Time::MIDNIGHT);
    // What the clock was put forward or back since midnight; by the time of day alone, the last hour would fall on the next day.
    let ahead = |instant: OffsetDateTime| Duration::seconds(london(instant).offset().whole_seconds().into());
    let mended = straight - (ahead(straight) - ahead(midnight));
    if london(mended).time() == time { mended } else { straight }
}

impl FromStr for Window {
    type Err = NotAWindow;

    fn from_str(text: &str) -> Result<Window, NotAWindow> {
        let (from, to) = text.split_once(['-', '\u{2013}']).ok_or(NotAWindow)?;
        match (Moment::parse(from), Moment::parse(to)) {
            (Some(from), Some(to)) if from != to => Ok(Window { from, to }),
            _ => Err(NotAWindow),
        }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} - {}", self.from, self.to)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = DAYS.into_iter().find(|(day, _)| *day == self.day).map_or("", |(_, name)| name);
        write!(f, "{name} {:02}:{:02}", self.time.hour(), self.time.minute())
    }
}
