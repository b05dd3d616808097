//! The three programs: what each is called, and what it may hold.

use domain::scope::{ActsFor, Scopes};

/// One of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An app that patients and trusted people allow to act for them.
    Citizen,
    /// An app that practice staff allow to.
    Staff,
    /// A practice's own system, which acts by itself.
    System,
}

impl Kind {
    pub(super) const ALL: [Kind; 3] = [Kind::Citizen, Kind::Staff, Kind::System];

    pub(super) fn code(self) -> &'static str {
        self.acts_for().code()
    }

    pub(super) fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub(super) fn acts_for(self) -> ActsFor {
        match self {
            Kind::Citizen => ActsFor::Citizen,
            Kind::Staff => ActsFor::Staff,
            Kind::System => ActsFor::Itself,
        }
    }

    pub(super) fn client_id(self) -> &'static str {
        match self {
            Kind::Citizen => "demo-app-for-citizens",
            Kind::Staff => "demo-app-for-staff",
            Kind::System => "demo-system-of-riverside",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Citizen => "Example app",
            Kind::Staff => "Example app for practices",
            Kind::System => "Example system of Riverside",
        }
    }

    /// All that such a program may hold.
    pub(super) fn scopes(self) -> Scopes {
        self.acts_for().may_hold()
    }
}
