//! What a program may do for somebody, in the words of docs/sources.md#proxy-mvp, and who may hold which.
//!
//! That page swaps delegator and delegate in its section "Scopes": the delegator creates, the delegate responds.

use std::collections::BTreeSet;
use std::fmt;

use super::eligibility::NotEligible;

/// One permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Make a request, take it back, ask for changes.
    RequestCreate,
    /// Accept or decline an invitation.
    RequestRespond,
    /// Decide for the practice.
    RequestConfirm,
    /// See requests and delegations in full.
    View,
    /// See who may act for whom, and whether it is still active.
    RolesView,
}

impl Scope {
    /// All scopes, in the order of a life.
    pub const ALL: [Scope; 5] =
        [Scope::RequestCreate, Scope::RequestRespond, Scope::RequestConfirm, Scope::View, Scope::RolesView];

    /// The name in tokens, exactly as that page spells it.
    pub fn code(self) -> &'static str {
        match self {
            Scope::RequestCreate => "proxy.request.create",
            Scope::RequestRespond => "proxy.request.respond",
            Scope::RequestConfirm => "proxy.request.confirm",
            Scope::View => "proxy.view",
            Scope::RolesView => "user.roles.view",
        }
    }

    /// What it lets a program do, for programmers; people read it in their own language when they are asked.
    pub fn means(self) -> &'static str {
        match self {
            Scope::RequestCreate => "Make a request, take it back, ask for changes, stop access.",
            Scope::RequestRespond => "Accept or decline an invitation, stop access.",
            Scope::RequestConfirm => "Decide for the practice.",
            Scope::View => "See requests and delegations in full.",
            Scope::RolesView => "See who may act for whom, and follow what changes.",
        }
    }

    /// The scope with this name.
    pub fn from_code(code: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.code() == code)
    }
}

/// Scopes together, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scopes(BTreeSet<Scope>);

impl Scopes {
    /// Reads names parted by single spaces (RFC 6749 §3.3).
    ///
    /// # Errors
    /// The first name that is none of ours.
    pub fn parse(text: &str) -> Result<Scopes, UnknownScope> {
        let names = text.split(' ').filter(|name| !name.is_empty());
        names.map(|name| Scope::from_code(name).ok_or(UnknownScope)).collect::<Result<_, _>>().map(Scopes)
    }

    /// Whether this one is among them.
    pub fn has(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those that are in both.
    pub fn within(&self, other: &Scopes) -> Scopes {
        Scopes(self.0.intersection(&other.0).copied().collect())
    }

    /// Whether none is outside `other`.
    pub fn are_within(&self, other: &Scopes) -> bool {
        self.0.is_subset(&other.0)
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = Scope> + '_ {
        self.0.iter().copied()
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Scopes {
        Scopes(scopes.into_iter().collect())
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<&str> = self.iter().map(Scope::code).collect();
        f.write_str(&codes.join(" "))
    }
}

/// A name that is none of our scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one of our scopes")]
pub struct UnknownScope;

/// For whom a program was registered to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActsFor {
    /// A system, for nobody but itself.
    Itself,
    /// Citizens who allow it.
    Citizen,
    /// Practice staff who allow it.
    Staff,
}

impl ActsFor {
    /// All of them.
    pub const ALL: [ActsFor; 3] = [ActsFor::Itself, ActsFor::Citizen, ActsFor::Staff];

    /// Its code in the database and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            ActsFor::Itself => "itself",
            ActsFor::Citizen => "citizen",
            ActsFor::Staff => "staff",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<ActsFor> {
        ActsFor::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The most that such a program may be registered for.
    pub fn may_hold(self) -> Scopes {
        match self {
            ActsFor::Itself => Holder::System { registered: Scope::ALL.into_iter().collect() }.scopes(),
            ActsFor::Citizen => Holder::Citizen { not_eligible: None }.scopes(),
            ActsFor::Staff => Holder::Staff.scopes(),
        }
    }
}

/// For whom a program acts, with what is known of them at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// A citizen; why they may not use the service now, if so.
    Citizen {
        /// Age, proofing, and the practice's part in the trial.
        not_eligible: Option<NotEligible>,
    },
    /// A member of staff whose role and practice were found good.
    Staff,
    /// A system, acting for nobody but itself.
    System {
        /// What it was registered for.
        registered: Scopes,
    },
}

impl Holder {
    /// What they may hold now. A token never gives more than this, however old it is.
    ///
    /// A citizen whose practice left the trial still sees, and can stop, what they have; they begin nothing and answer
    /// nothing.
    pub fn scopes(&self) -> Scopes {
        match self {
            Holder::Citizen { not_eligible: None } => {
                [Scope::RequestCreate, Scope::RequestRespond, Scope::View, Scope::RolesView]
                    .into_iter()
                    .collect()
            }
            Holder::Citizen { not_eligible: Some(NotEligible::PracticeNotInTrial) } => {
                [Scope::View, Scope::RolesView].into_iter().collect()
            }
            Holder::Citizen { not_eligible: Some(NotEligible::NotProofed | NotEligible::TooYoung) } => {
                Scopes::default()
            }
            Holder::Staff => [Scope::RequestConfirm, Scope::View, Scope::RolesView].into_iter().collect(),
            Holder::System { registered } => {
                let of_systems = [Scope::RequestConfirm, Scope::View, Scope::RolesView].into_iter().collect();
                registered.within(&of_systems)
            }
        }
    }
}
