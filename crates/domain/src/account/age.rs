//! What time does to access for others (DAPB3051, limits in time): reviewed when a child turns eleven, suspended at thirteen or
//! earlier where the practice wants it, and at sixteen always; both are told ahead of it (that it is 28 days is ours). What nobody has
//! used for five years is suspended too.
//!
//! Only a decision that is older than the birthday is touched: who decided after it knew of the age.

use serde::{Deserialize, Serialize};
use time::{Date, Duration, Month};

use crate::codes::codes;
use crate::person::ADULT_AGE;

/// The age at which access for a child is looked at again.
pub const REVIEW_AGE: i32 = 11;
/// The highest age at which a practice may have access for a child suspended before sixteen.
pub const YOUNG_AGE_LIMIT: i16 = 13;
/// How many days before a suspension both are told.
pub const TOLD_DAYS: i64 = 28;
/// After how many years without use access is suspended.
pub const UNUSED_YEARS: i32 = 5;

codes!(
    /// An age at which access for another is suspended.
    Milestone {
        /// That of the setting.
        Young = "young",
        /// Sixteen.
        Sixteen = "sixteen",
    }
);

/// What a practice has set about ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeRules {
    young: Option<i16>,
}

impl Default for AgeRules {
    fn default() -> AgeRules {
        AgeRules { young: Some(YOUNG_AGE_LIMIT) }
    }
}

impl AgeRules {
    /// Whether a practice may have access for a child suspended at this age.
    pub fn may_suspend_at(young: i16) -> bool {
        (1..=YOUNG_AGE_LIMIT).contains(&young)
    }

    /// Suspends at this age too, or only at sixteen; a later age than [`YOUNG_AGE_LIMIT`] counts as that one.
    pub fn suspending_at(young: Option<i16>) -> AgeRules {
        AgeRules { young: young.map(|age| age.min(YOUNG_AGE_LIMIT)) }
    }

    /// The ages at which access is suspended, youngest first.
    pub fn milestones(self) -> impl Iterator<Item = (Milestone, i32)> {
        let young = self.young.map(|age| (Milestone::Young, i32::from(age)));
        young.into_iter().chain([(Milestone::Sixteen, ADULT_AGE)])
    }

    /// The last age reached since the day of the decision.
    pub fn reached(self, born: Date, decided_on: Date, today: Date) -> Option<Milestone> {
        let passed = |(_, age): &(Milestone, i32)| is_between(birthday(born, *age), decided_on, today);
        self.milestones().filter(passed).last().map(|(milestone, _)| milestone)
    }

    /// The next age that is so near that both are told, and its day.
    pub fn near(self, born: Date, today: Date) -> Option<(Milestone, Date)> {
        let last = today.saturating_add(Duration::days(TOLD_DAYS));
        let mut days = self.milestones().map(|(milestone, age)| (milestone, birthday(born, age)));
        days.find(|(_, day)| is_between(*day, today, last))
    }
}

/// What is known of a patient's age, and what their practice has set about ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ages {
    /// When they were born; none where nobody knows.
    pub born: Option<Date>,
    /// What the practice has set.
    pub rules: AgeRules,
}

impl Ages {
    /// Whether access for another that was decided on a day rests today because of the patient's age, also where our worker has not
    /// come by to pause it. Of whom nobody knows when they were born, it rests.
    pub fn are_reached(self, decided_on: Date, today: Date) -> bool {
        self.born.is_none_or(|born| self.rules.reached(born, decided_on, today).is_some())
    }
}

/// Whether the patient turned eleven since the day of the decision.
pub fn is_review_due(born: Date, decided_on: Date, today: Date) -> bool {
    is_between(birthday(born, REVIEW_AGE), decided_on, today)
}

/// Whether five years have passed since it was last used or decided.
pub fn is_unused(last: Date, today: Date) -> bool {
    unused_on(last) <= today
}

/// The day from which on what was last used or decided on this day is unused.
pub fn unused_on(last: Date) -> Date {
    in_years(last, UNUSED_YEARS)
}

/// The next day after today on which something may come of a patient's age, whatever a practice has set: a birthday up to the
/// sixteenth, or the day on which both are told of it before. None for who is older.
pub fn next_age_day(born: Date, today: Date) -> Option<Date> {
    let birthdays = (1..=ADULT_AGE).map(|age| birthday(born, age));
    let days = birthdays.flat_map(|day| [day.saturating_sub(Duration::days(TOLD_DAYS)), day]);
    days.filter(|day| *day > today).min()
}

/// The day on which somebody turns so old.
pub fn birthday(born: Date, age: i32) -> Date {
    in_years(born, age)
}

/// After the first day, and not after the second.
fn is_between(day: Date, after: Date, until: Date) -> bool {
    after < day && day <= until
}

/// 29 February has its anniversary on 1 March, as with ages.
fn in_years(day: Date, years: i32) -> Date {
    let year = day.year().saturating_add(years);
    let same = day.replace_year(year).or_else(|_| Date::from_calendar_date(year, Month::March, 1));
    same.unwrap_or(Date::MAX)
}
