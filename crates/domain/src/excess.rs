//! What one access gives beyond others: whoever widens access must see it, and the rules ask for consent to it.

use time::Date;

use crate::access::{Access, RecordLevel, Service};

/// In what respects an access goes further.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excess {
    /// Services that none of the others has.
    pub services: Vec<Service>,
    /// The record is seen further than in any of the others.
    pub record: bool,
    /// It begins before the first of the others.
    pub starts: bool,
    /// It ends after the last of the others, or never.
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
    /// What this access gives beyond all of `others` together; beyond none of them, everything.
    pub fn beyond(&self, others: &[&Access]) -> Excess {
        let has = |service: &Service| others.iter().any(|other| other.allows(*service));
        let level = others.iter().map(|other| other.record()).max().unwrap_or(RecordLevel::None);
        let first = others.iter().map(|other| other.starts()).min();
        Excess {
            services: self.services().filter(|service| !has(service)).collect(),
            record: self.record() > level,
            starts: first.is_none_or(|first| self.starts() < first),
            ends: !others.iter().any(|other| lasts_as_long(other.ends(), self.ends())),
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
