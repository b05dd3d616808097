//! What one access gives beyond others: whoever widens access must see it, and the rules ask for consent to it.

use time::Date;

use crate::access::{Access, RecordLevel, Service};

/// In what respects an access goes further than another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excess {
    /// Services that the other has not.
    pub services: Vec<Service>,
    /// The record is seen further.
    pub record: bool,
    /// It begins earlier.
    pub starts: bool,
    /// It ends later, or never.
    pub ends: bool,
}

impl Excess {
    /// Whether it gives nothing more.
    pub fn is_none(&self) -> bool {
        *self == Excess::default()
    }

    /// Whether it gives more, whatever its first day: the practice always sets access some days after it was asked for.
    pub fn is_more_than_a_start(&self) -> bool {
        !self.services.is_empty() || self.record || self.ends
    }
}

impl Access {
    /// What this access gives beyond another; beyond none, everything.
    pub fn beyond(&self, other: Option<&Access>) -> Excess {
        let has = |service: &Service| other.is_some_and(|other| other.allows(*service));
        Excess {
            services: self.services().filter(|service| !has(service)).collect(),
            record: self.record() > other.map_or(RecordLevel::None, Access::record),
            starts: other.is_none_or(|other| self.starts() < other.starts()),
            ends: !other.is_some_and(|other| lasts_as_long(other.ends(), self.ends())),
        }
    }
}

fn lasts_as_long(one: Option<Date>, other: Option<Date>) -> bool {
    match (one, other) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(one), Some(other)) => one >= other,
    }
}
