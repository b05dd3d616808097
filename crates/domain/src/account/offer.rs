//! What a practice offers, to all or to one patient: services, and how much of the record on which days.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use time::Date;

use crate::access::{RecordLevel, Service};
use crate::actor::PersonId;

/// How much of the record is seen: one level for what is dated on a day or later, and one that is no higher for what was before
/// (docs/sources.md#gpc-pfs, effective date).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts")]
pub struct Shown {
    current: RecordLevel,
    historical: RecordLevel,
    from: Option<Date>,
}

/// The parts as they come, before it is known whether they fit.
#[derive(Deserialize)]
struct Parts {
    current: RecordLevel,
    historical: RecordLevel,
    from: Option<Date>,
}

/// What is older would be shown further than what is newer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what is older is never shown further than what is newer")]
pub struct OlderShownFurther;

impl TryFrom<Parts> for Shown {
    type Error = OlderShownFurther;
    fn try_from(parts: Parts) -> Result<Shown, OlderShownFurther> {
        match parts.from {
            Some(from) => Shown::from_day(from, parts.current, parts.historical),
            // One level, whatever the date: of two that are written, the lower.
            None => Ok(Shown::always(parts.current.min(parts.historical))),
        }
    }
}

impl Shown {
    /// One level, whatever the date.
    pub fn always(level: RecordLevel) -> Shown {
        Shown { current: level, historical: level, from: None }
    }

    /// One level from a day on, and one for what was before.
    ///
    /// # Errors
    /// When what is older would be shown further.
    pub fn from_day(
        from: Date,
        current: RecordLevel,
        historical: RecordLevel,
    ) -> Result<Shown, OlderShownFurther> {
        if historical > current {
            return Err(OlderShownFurther);
        }
        Ok(Shown { current, historical, from: Some(from) })
    }

    /// The level of what is new.
    pub fn current(self) -> RecordLevel {
        self.current
    }

    /// The level of what was before the day.
    pub fn historical(self) -> RecordLevel {
        self.historical
    }

    /// The day, where there is one.
    pub fn since(self) -> Option<Date> {
        self.from
    }

    /// The level of an entry that is dated on this day.
    pub fn level_of(self, entry: Date) -> RecordLevel {
        if self.from.is_none_or(|from| from <= entry) { self.current } else { self.historical }
    }

    /// What both show: never more than either. Where both have a day, what lies between the two is shown as what is older.
    pub fn and(self, other: Shown) -> Shown {
        Shown {
            current: self.current.min(other.current),
            historical: self.historical.min(other.historical),
            from: self.from.max(other.from),
        }
    }

    /// Whether it shows less than before, of whatever date.
    pub fn is_less_than(self, before: Shown) -> bool {
        let mut steps = [Some(Date::MIN), self.from, before.from].into_iter().flatten();
        steps.any(|day| self.level_of(day) < before.level_of(day))
    }
}

/// What is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The services that are switched on.
    pub services: BTreeSet<Service>,
    /// How much of the record may be seen, where seeing it is switched on.
    pub record: Shown,
}

impl Offer {
    /// Everything: how switches stand that nobody has touched. Nobody gets anything by it without an association.
    pub fn everything() -> Offer {
        Offer { services: BTreeSet::from(Service::ALL), record: Shown::always(RecordLevel::Full) }
    }

    /// Whether it offers this service; a record of which nothing is shown is not offered.
    pub fn has(&self, service: Service) -> bool {
        let is_shown = service != Service::ViewRecord || self.record.current != RecordLevel::None;
        is_shown && self.services.contains(&service)
    }
}

/// What a practice offers to all, and what is on for those of its patients whose switches somebody has touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    /// To all.
    pub practice: Offer,
    /// For one patient each.
    pub patients: Vec<(PersonId, Offer)>,
}

impl Offers {
    /// What is on for a patient; everything where nobody has touched anything.
    pub fn for_patient(&self, patient: PersonId) -> Offer {
        let found = self.patients.iter().find(|(id, _)| *id == patient);
        found.map_or_else(Offer::everything, |(_, offer)| offer.clone())
    }
}

/// What is left of services and a level of the record where switches are off; those that nobody has touched take nothing away. Whoever
/// is answered so knows no day from which on more is shown: the lower of two levels counts.
pub fn what_is_left(
    services: Vec<Service>,
    record: RecordLevel,
    switches: &[Option<Offer>],
) -> (Vec<Service>, RecordLevel) {
    let touched = || switches.iter().flatten();
    let record = touched().map(|offer| offer.record.historical).fold(record, Ord::min);
    let is_left = |service: &Service| {
        let is_shown = *service != Service::ViewRecord || record != RecordLevel::None;
        is_shown && touched().all(|offer| offer.has(*service))
    };
    let services: Vec<Service> = services.into_iter().filter(is_left).collect();
    let is_seen = services.contains(&Service::ViewRecord);
    (services, if is_seen { record } else { RecordLevel::None })
}
