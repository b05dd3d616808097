//! Whether PDS confirms what the delegator said of the delegate (docs/life.md#asking). One answer for every
//! reason, so that nobody learns anything about a number they do not own.

use time::Date;

use super::person::{PersonName, SameName};

/// What PDS holds, as far as the check needs it.
#[derive(Clone, PartialEq, Eq)]
pub struct Held {
    /// The record found has another number than the one asked for.
    pub superseded: bool,
    /// The person has died.
    pub deceased: bool,
    /// The record is restricted: no contact, no practice may be used.
    pub restricted: bool,
    /// Date of birth, when it is complete.
    pub birth_date: Option<Date>,
    /// All names, current and former: given names and family name.
    pub names: Vec<PersonName>,
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Held(hidden)")
    }
}

impl Held {
    /// Whether name and date of birth belong to this record, and the person can be invited.
    pub fn confirms(&self, name: &PersonName, birth_date: Date) -> bool {
        let usable = !self.superseded && !self.deceased && !self.restricted;
        let named = self.names.iter().any(|held| SameName::whole(name, held));
        usable && named && self.birth_date == Some(birth_date)
    }
}
