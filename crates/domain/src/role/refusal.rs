//! Why a role is not created or changed; nothing has happened then.

use super::period::EndBeforeStart;

/// Why not. Each has its own answer of the API, and adding one breaks the build there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No row of the table leads there from where it stands.
    #[error("no such change of status")]
    Transition,
    /// The reason does not lead there.
    #[error("the reason does not fit the status")]
    Reason,
    /// A change of status without a reason.
    #[error("a change of status needs a reason")]
    NoReason,
    /// `OTHER` without a text.
    #[error("this reason needs free text")]
    NoText,
    /// Active without the organisation that grants it.
    #[error("active needs a grantor")]
    NoGrantor,
    /// It would end before it begins.
    #[error("the end is before the start")]
    EndBeforeStart,
    /// It would become active though its end has passed.
    #[error("the end has passed")]
    EndPassed,
    /// Nobody is their own proxy.
    #[error("patient and proxy are the same person")]
    SamePerson,
}

impl From<EndBeforeStart> for Refusal {
    fn from(EndBeforeStart: EndBeforeStart) -> Refusal {
        Refusal::EndBeforeStart
    }
}
