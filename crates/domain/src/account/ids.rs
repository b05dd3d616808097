//! What names an account and what belongs to it: opaque ids that we make, and that no command changes.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::actor::{PersonId, id};

id!(
    /// An account.
    AccountId
);
id!(
    /// An association of an account with a patient.
    AssociationId
);
id!(
    /// An online account of a citizen, by which they reach services; all that is known of it here is that it is linked.
    OnlineAccountId
);
impl OnlineAccountId {
    /// The online account of somebody who signs in here: by NHS login, of which each has one.
    pub fn signed_in(person: PersonId) -> OnlineAccountId {
        OnlineAccountId(person.0)
    }
}
id!(
    /// A copy of a document, or a link to one, that is kept encrypted beside the events and never leaves the practice.
    EvidenceId
);
id!(
    /// The switches of a practice, or of one of its patients.
    SwitchesId
);
