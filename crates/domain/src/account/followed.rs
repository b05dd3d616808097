//! What programs that follow what happens here are told of accounts (docs/accounts.md#for-programs): whatever changes what somebody may
//! do, once. What a case decides, the case tells.

use super::event::Event;
use super::evolve::Account;
use super::ids::AssociationId;

/// The names of the events that they are told of.
pub const FOLLOWED: [&str; 7] = [
    "associated",
    "access_changed",
    "association_renewed",
    "association_suspended",
    "association_ended",
    "account_activated",
    "account_inactivated",
];

impl Event {
    /// The association of which it changes what may be done.
    pub fn association(&self) -> Option<AssociationId> {
        match self {
            Event::Associated { association, .. }
            | Event::AccessChanged { association, .. }
            | Event::AssociationRenewed { association, .. }
            | Event::AssociationSuspended { association, .. }
            | Event::AssociationEnded { association, .. } => Some(*association),
            _ => None,
        }
    }

    /// Whether the account is active or inactive from now on.
    fn is_turn(&self) -> bool {
        matches!(self, Event::AccountActivated | Event::AccountInactivated { .. })
    }
}

impl Account {
    /// Whether programs are told of `events`, after which the account stands so. They are where an association changes that no case decides
    /// about; and where the account becomes active or inactive, unless that comes of the association of a case and is about no other.
    pub fn is_followed(&self, events: &[Event]) -> bool {
        let ids: Vec<AssociationId> = events.iter().filter_map(Event::association).collect();
        let of_case = |id: &AssociationId| self.association(*id).is_some_and(|one| one.case.is_some());
        if !ids.iter().all(of_case) {
            return true;
        }
        let is_about_more = self.associations.iter().any(|one| one.is_open() && !ids.contains(&one.id));
        events.iter().any(Event::is_turn) && (ids.is_empty() || is_about_more)
    }
}
