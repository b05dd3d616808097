//! Who is who in one delegation.

use crate::actor::{Actor, Party};

use super::evolve::Delegation;

impl Actor {
    /// What this actor is to `delegation`; none for everybody else, who must not learn that it exists.
    ///
    /// The delegate is nobody until invited: before PDS has confirmed the details, the number may be a stranger's.
    pub fn party(&self, delegation: &Delegation) -> Option<Party> {
        match self {
            Actor::Citizen { id } if *id == delegation.delegator => Some(Party::Delegator),
            Actor::Citizen { id } if *id == delegation.delegate => {
                delegation.invited_at.map(|_| Party::Delegate)
            }
            Actor::Citizen { .. } => None,
            Actor::InvitationLink { delegation: id } if *id == delegation.id => {
                delegation.invited_at.map(|_| Party::Delegate)
            }
            Actor::InvitationLink { .. } => None,
            Actor::Staff { practice, .. } | Actor::Program { practice, .. } => {
                (*practice == delegation.practice).then_some(Party::Practice)
            }
            Actor::System => Some(Party::System),
        }
    }
}
