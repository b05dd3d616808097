//! Who is who to one account.

use crate::actor::Actor;

use super::evolve::Account;
use super::side::Side;

impl Account {
    /// What this actor is to the account; none for everybody else, who must not learn that it exists. A patient knows of it
    /// while it is associated with them.
    pub fn side(&self, actor: &Actor) -> Option<Side> {
        match actor {
            Actor::Citizen { id } if *id == self.person => Some(Side::Holder),
            Actor::Citizen { id } => self.with_patient(*id).map(|_| Side::Patient),
            Actor::InvitationLink { .. } => None,
            Actor::Staff { practice, .. } | Actor::Program { practice, .. } => {
                (*practice == self.practice).then_some(Side::Practice)
            }
            Actor::System => Some(Side::System),
        }
    }
}
