//! Why somebody says no, pauses or stops: codes of the national service where it has them (docs/sources.md#vrs-api).
//! Free text to a reason is personal data and is kept beside the events, never in them.

use serde::{Deserialize, Serialize};

use crate::codes::codes;

codes!(
    /// Why the delegate declines; told to nobody, kept to improve the service.
    DeclineReason {
        /// Does not know the delegator.
        DoesNotKnow = "does_not_know",
        /// Not able or willing to take it on.
        NotNow = "not_now",
        /// Another person would be better.
        SomebodyElse = "somebody_else",
        /// Feels pressed into it. No longer asked: nobody would have read it, and who says so must be heard. The pages name
        /// help in its place; old events keep it.
        Pressure = "pressure",
    }
);

impl DeclineReason {
    /// The reasons that are asked for.
    pub const ASKED: [DeclineReason; 3] =
        [DeclineReason::DoesNotKnow, DeclineReason::NotNow, DeclineReason::SomebodyElse];
}

codes!(
    /// Why the practice refuses (`APPLICATION_REJECTED_…` and `OTHER` of docs/sources.md#vrs-api).
    RefusalReason {
        /// APPLICATION_REJECTED_NOT_NEEDED.
        NotNeeded = "not_needed",
        /// APPLICATION_REJECTED_SAFEGUARDING.
        Safeguarding = "safeguarding",
        /// APPLICATION_REJECTED_IDENTITY_NOT_VERIFIED.
        IdentityNotVerified = "identity_not_verified",
        /// APPLICATION_REJECTED_NO_CONSENT.
        NoConsent = "no_consent",
        /// APPLICATION_REJECTED_PROXY_LACKS_CAPACITY.
        LacksCapacity = "lacks_capacity",
        /// APPLICATION_REJECTED_PROXY_NOT_LIVING_IN_ENGLAND_OR_WALES.
        NotLivingInEnglandOrWales = "not_living_in_england_or_wales",
        /// APPLICATION_REJECTED_NO_LEGAL_BASIS.
        NoLegalBasis = "no_legal_basis",
        /// OTHER; free text is needed.
        Other = "other",
    }
);

codes!(
    /// What one of the citizens may be told of what the practice did; denying is told case by case (DAPB3051 §4.6).
    /// From least to most.
    TellThem {
        /// Nothing: no letter, and on the pages no more than how it stands.
        Nothing = "nothing",
        /// That it changed, and that it was the practice.
        Outcome = "outcome",
        /// And the reason.
        Reason = "reason",
    }
);

codes!(
    /// Why the practice set less than was asked for, in so far as it says so; told to the delegator alone.
    LessReason {
        /// The rest is not needed.
        NotNeeded = "not_needed",
        /// The practice does not offer it online, or its system cannot set it so.
        NotOffered = "not_offered",
        /// The practice wants to talk about it first.
        TalkFirst = "talk_first",
        /// Another; the delegator may ask.
        Other = "other",
    }
);

codes!(
    /// Why a request is closed through nobody's choice.
    CloseReason {
        /// The practice no longer takes part.
        PracticeLeftTrial = "practice_left_trial",
        /// The delegator is registered elsewhere now. Nothing closes a request for it yet: PDS is asked again only about
        /// access that is set. Its words and rules are here so that whoever adds that cannot tell too much.
        DelegatorLeftPractice = "delegator_left_practice",
    }
);

codes!(
    /// Why access is paused.
    SuspendReason {
        /// ROLE_SUSPENDED_PENDING_REVIEW.
        PendingReview = "pending_review",
        /// A safeguarding concern is being looked at.
        Safeguarding = "safeguarding",
        /// PDS says that the delegator has died.
        DelegatorDeceased = "delegator_deceased",
        /// PDS says that the delegate has died.
        DelegateDeceased = "delegate_deceased",
        /// PDS says that the delegator's record is restricted.
        DelegatorRestricted = "delegator_restricted",
        /// PDS says that the delegate's record is restricted.
        DelegateRestricted = "delegate_restricted",
        /// The national store says that the role has ended there.
        NationalRoleEnded = "national_role_ended",
    }
);

codes!(
    /// Why access ends (`ROLE_DEACTIVATED_…` of docs/sources.md#vrs-api).
    RevokeReason {
        /// ROLE_DEACTIVATED_PATIENT_REQUEST: the delegator asked.
        DelegatorRequest = "delegator_request",
        /// The delegate asked.
        DelegateRequest = "delegate_request",
        /// ROLE_DEACTIVATED_SAFEGUARDING.
        Safeguarding = "safeguarding",
        /// ROLE_DEACTIVATED_MISUSE_OF_SYSTEM.
        Misuse = "misuse",
        /// ROLE_DEACTIVATED_CHANGE_IN_RELATIONSHIP.
        ChangeInRelationship = "change_in_relationship",
        /// ROLE_DEACTIVATED_PROXY_LACKS_CAPACITY.
        LacksCapacity = "lacks_capacity",
        /// ROLE_DEACTIVATED_INACTIVE_ROLE.
        NotUsed = "not_used",
        /// ROLE_DEACTIVATED_PATIENT_DECEASED.
        DelegatorDeceased = "delegator_deceased",
        /// ROLE_DEACTIVATED_PROXY_DECEASED.
        DelegateDeceased = "delegate_deceased",
        /// ROLE_DEACTIVATED_PATIENT_GP_TRANSFERRED.
        DelegatorLeftPractice = "delegator_left_practice",
        /// ROLE_DEACTIVATED_END_DATE_REACHED.
        EndDateReached = "end_date_reached",
        /// OTHER; free text is needed.
        Other = "other",
    }
);

impl SuspendReason {
    /// The reasons that a practice may choose; the others come from a check with PDS.
    pub const CHOSEN: [SuspendReason; 2] = [SuspendReason::PendingReview, SuspendReason::Safeguarding];
}

impl RevokeReason {
    /// The reasons that a practice may choose. An end date is reached by itself, and never chosen.
    pub fn chosen() -> impl Iterator<Item = RevokeReason> {
        RevokeReason::ALL.iter().copied().filter(|reason| *reason != RevokeReason::EndDateReached)
    }
}
