//! What the rules refuse, and what the database does not do, said as faults.

use crate::storage::StorageError;
use domain::role::Refusal;

use super::fault::Fault;
use super::faults;

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Fault {
        tracing::error!(?error, "the database of our own store of roles failed");
        if error.is_out_of_reach() { faults::DOWNSTREAM } else { faults::SERVER }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Fault {
        match refusal {
            Refusal::Transition => faults::TRANSITION,
            Refusal::Reason | Refusal::NoReason => faults::REASON,
            Refusal::NoText => faults::NO_TEXT,
            Refusal::NoGrantor => faults::NO_GRANTOR,
            Refusal::EndBeforeStart | Refusal::EndPassed => faults::END_DATE,
            Refusal::SamePerson => faults::PERFORMER,
        }
    }
}
