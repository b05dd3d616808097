//! Why a command is refused; nothing has happened then.

use crate::eligibility::NotEligible;

use super::stage::Stage;

/// Why not. Each has its own page or sentence, HTTP status and problem type; adding one breaks the build there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such delegation, or not one this person may know of: the two answer alike (docs/architecture.md#security).
    #[error("no such delegation")]
    NotFound,
    /// The delegation is at a stage where this cannot be done: the stage as the person is told it.
    #[error("not possible while it is {}", .0.code())]
    WrongStage(Stage),
    /// The delegator may not use the service.
    #[error("the delegator is not eligible: {0}")]
    DelegatorNotEligible(NotEligible),
    /// The delegate may not use the service.
    #[error("the delegate is not eligible: {0}")]
    DelegateNotEligible(NotEligible),
    /// Delegator and delegate are the same person.
    #[error("delegator and delegate are the same person")]
    SamePerson,
    /// The delegate is under 16.
    #[error("the delegate is under 16")]
    DelegateTooYoung,
    /// The delegator is, or may be, under pressure.
    #[error("the delegator may be under pressure")]
    UnderPressure,
    /// The pair has an open delegation.
    #[error("there is already an open delegation for this pair")]
    AlreadyOpen,
    /// Too many open invitations.
    #[error("too many open invitations")]
    TooManyOpen,
    /// Too many requests in a day.
    #[error("too many requests today")]
    TooManyToday,
    /// The last day of the access has passed.
    #[error("the end date has passed")]
    EndDatePassed,
    /// The access goes beyond what is set, and it is not said what was checked and how the patient consented.
    #[error("more than is set needs the four checks and consent again")]
    ChecksNeeded,
    /// The access goes beyond what the patient asked for, and it is not said that they consent to that.
    #[error("more than was asked for needs the patient's consent to it")]
    MoreThanAsked,
    /// The practice has switched off the trusted person's account: access by it would give nothing.
    #[error("the trusted person's account is switched off")]
    AccountOff,
    /// NHS login does not know the trusted person to P9, and the practice has not verified who they are.
    #[error("who the trusted person is was not verified")]
    NotProofed,
    /// One of the two would be told a reason that never reaches them.
    #[error("this reason is never told to that person")]
    NeverTold,
    /// The person who signed in is not the one described in the invitation.
    #[error("not the person who was invited")]
    NotTheInvitedPerson,
    /// The delegator's practice no longer takes part.
    #[error("the practice no longer takes part")]
    PracticeLeftTrial,
    /// The invitation was sent again today, or as often as it may be.
    #[error("the invitation was sent again lately")]
    ResentLately,
    /// A deadline has not come yet.
    #[error("too early")]
    TooEarly,
}
