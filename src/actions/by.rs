//! Who gives a command, through what, and on which terms.

use uuid::Uuid;

use domain::account::Tell;
use domain::{Actor, PersonId};

/// Who gives a command. A page gives it for the person alone; a program may add terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub actor: Actor,
    /// The program through which a person gives it, by client id; it stands beside the actor in the event.
    pub via: Option<String>,
    /// The versions of the delegation that the command was made for: at any other it is not done.
    pub expected: Option<Vec<i32>>,
    /// The command's own id: given again, also after a crash, it is not done twice.
    pub once: Option<Uuid>,
    /// Who is written to of it, where it is about an account; nobody where that was not said.
    pub tell: Option<Tell>,
}

impl From<Actor> for By {
    fn from(actor: Actor) -> By {
        By { actor, via: None, expected: None, once: None, tell: None }
    }
}

impl From<&Actor> for By {
    fn from(actor: &Actor) -> By {
        By::from(actor.clone())
    }
}

impl From<PersonId> for By {
    /// A citizen.
    fn from(id: PersonId) -> By {
        By::from(Actor::Citizen { id })
    }
}
