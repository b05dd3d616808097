//! Why something is taken away, by code. Free text to a reason is personal data and is kept beside the events.

use serde::{Deserialize, Serialize};

use crate::codes::codes;

codes!(
    /// Why a service is switched off, or less of the record is shown: nobody does either without a reason.
    OffReason {
        /// The patient asked.
        PatientRequest = "patient_request",
        /// A safeguarding concern.
        Safeguarding = "safeguarding",
        /// It was misused.
        Misuse = "misuse",
        /// It is not needed any more.
        NotNeeded = "not_needed",
        /// The record must be looked through first.
        RecordReview = "record_review",
        /// The practice does not offer it.
        NotOffered = "not_offered",
        /// Another; a text says which.
        Other = "other",
    }
);

codes!(
    /// Why an account gets another key.
    ResetReason {
        /// The letter was lost.
        Lost = "lost",
        /// Something unusual was seen.
        UnusualActivity = "unusual_activity",
        /// Somebody else may know it.
        Compromised = "compromised",
        /// Another; a text says which.
        Other = "other",
    }
);

codes!(
    /// Why an account has no key any more.
    RevokeKeyReason {
        /// The person asked.
        HolderRequest = "holder_request",
        /// Somebody else may know it.
        Compromised = "compromised",
        /// It was guessed at too often.
        TooManyTries = "too_many_tries",
        /// Another; a text says which.
        Other = "other",
    }
);

codes!(
    /// Why a verification of identity does not count any more.
    UnverifyReason {
        /// It was recorded by mistake.
        Mistake = "mistake",
        /// There is doubt about who it was.
        Doubt = "doubt",
        /// Another; a text says which.
        Other = "other",
    }
);

codes!(
    /// Why somebody at the practice switched an account off.
    SwitchOffReason {
        /// The person asked.
        HolderRequest = "holder_request",
        /// A safeguarding concern.
        Safeguarding = "safeguarding",
        /// It was misused.
        Misuse = "misuse",
        /// Another; a text says which.
        Other = "other",
    }
);

codes!(
    /// Why an association is paused.
    SuspendReason {
        /// It is being looked at.
        PendingReview = "pending_review",
        /// A safeguarding concern is being looked at.
        Safeguarding = "safeguarding",
        /// The patient asked.
        PatientRequest = "patient_request",
        /// The patient has reached the age below sixteen at which the practice decides anew.
        YoungAge = "young_age",
        /// The patient has turned sixteen.
        Sixteen = "sixteen",
        /// Nobody has used it for five years.
        Unused = "unused",
        /// The patient has died.
        PatientDeceased = "patient_deceased",
        /// The person who acts has died.
        HolderDeceased = "holder_deceased",
        /// The record of one of the two is restricted.
        Restricted = "restricted",
    }
);

codes!(
    /// Why an association ends.
    EndReason {
        /// The patient asked.
        PatientRequest = "patient_request",
        /// The person who acts gave it up.
        HolderRequest = "holder_request",
        /// A safeguarding concern.
        Safeguarding = "safeguarding",
        /// It was misused.
        Misuse = "misuse",
        /// The two are no longer related so.
        ChangeInRelationship = "change_in_relationship",
        /// The person who acts lacks capacity.
        HolderLacksCapacity = "holder_lacks_capacity",
        /// The ground has fallen away: a power was revoked, an order ran out.
        GroundGone = "ground_gone",
        /// The patient is registered elsewhere now.
        PatientLeft = "patient_left",
        /// The patient has died.
        PatientDeceased = "patient_deceased",
        /// The person who acts has died.
        HolderDeceased = "holder_deceased",
        /// Nobody uses it.
        NotUsed = "not_used",
        /// The last day has passed.
        EndDateReached = "end_date_reached",
        /// Another; a text says which.
        Other = "other",
    }
);

impl RevokeKeyReason {
    /// The reasons that a practice may choose. Our own count of wrong tries is none that people give.
    pub fn chosen() -> impl Iterator<Item = RevokeKeyReason> {
        RevokeKeyReason::ALL.iter().copied().filter(|reason| *reason != RevokeKeyReason::TooManyTries)
    }
}

impl SuspendReason {
    /// The reasons that a practice may choose; the others come by themselves.
    pub const CHOSEN: [SuspendReason; 3] =
        [SuspendReason::PendingReview, SuspendReason::Safeguarding, SuspendReason::PatientRequest];
}

impl EndReason {
    /// The reasons that a practice may choose. An end date is reached by itself, and never chosen.
    pub fn chosen() -> impl Iterator<Item = EndReason> {
        EndReason::ALL.iter().copied().filter(|reason| *reason != EndReason::EndDateReached)
    }
}
