//! Why a command is refused; nothing has happened then.

use super::table::Place;

/// Why not. Each has its own sentence, HTTP status and problem type; adding one breaks the build there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such account or association, or not one this person may know of: the two answer alike.
    #[error("no such account")]
    NotFound,
    /// It stands where this cannot be done.
    #[error("not possible while it is {}", .0.code())]
    WrongPlace(Place),
    /// The person has an account at this practice.
    #[error("this person has an account here")]
    HasOne,
    /// What was typed is not that of an account: one answer for every mismatch, also where there is no account or no key.
    #[error("this matches no account")]
    NotMatched,
    /// Too many wrong tries within an hour.
    #[error("too many tries")]
    TooManyTries,
    /// The practice wants identity verified before it associates.
    #[error("identity must be verified first")]
    NotVerified,
    /// The date lies ahead.
    #[error("the date is in the future")]
    InFuture,
    /// Documents were seen, and none is named.
    #[error("no document is named")]
    NoDocument,
    /// NHS login does not know this person to P9.
    #[error("identity is not proofed to P9")]
    NotProofed,
    /// An association for oneself, with somebody else's record.
    #[error("an association for oneself is with one's own record")]
    NotThemselves,
    /// An association for somebody else, with one's own record.
    #[error("nobody acts for themselves as for another")]
    SamePerson,
    /// The patient is registered at another practice, which decides for them.
    #[error("the patient is registered at another practice")]
    RegisteredElsewhere,
    /// There is an association with this patient.
    #[error("there is already an association with this patient")]
    AlreadyAssociated,
    /// A parent's responsibility ends when the patient turns sixteen.
    #[error("the patient is sixteen or older")]
    PatientTooOld,
    /// A power of attorney and a deputy are for patients of sixteen and more.
    #[error("the patient is under sixteen")]
    PatientTooYoung,
    /// A power of attorney or a deputy's order is seen on paper or in a register, not vouched for.
    #[error("this ground needs a document or a register")]
    EvidenceTooWeak,
    /// The day of the next review has passed.
    #[error("the day of review has passed")]
    ReviewPassed,
    /// The last day of access has passed.
    #[error("the end date has passed")]
    EndDatePassed,
    /// Access would grow without the ground being stated anew.
    #[error("more than before needs its ground stated anew")]
    GroundNeeded,
    /// A case decides about this association: it is changed there.
    #[error("a case decides about this association")]
    HasCase,
    /// Something is taken away without a reason.
    #[error("less than before needs a reason")]
    ReasonNeeded,
    /// A practice's own switches show the record from no day on: a patient's do.
    #[error("a practice's switches have no date")]
    NoDateForPractice,
}
