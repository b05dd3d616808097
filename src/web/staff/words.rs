//! Words that only staff read; they may name what citizens' pages leave out.

use crate::locale::Words;
use domain::delegation::{
    ChecklistItem, ConsentMethod, RefusalReason, RevokeReason, Stage, SuspendReason, TellThem,
};

/// How the patient gave consent.
pub fn consent(t: &Words, method: ConsentMethod) -> String {
    match method {
        ConsentMethod::InPerson => t.msg_decide_consent_in_person(),
        ConsentMethod::ByTelephone => t.msg_decide_consent_by_telephone(),
        ConsentMethod::ByVideo => t.msg_decide_consent_by_video(),
        ConsentMethod::InWriting => t.msg_decide_consent_in_writing(),
    }
}

/// A point of the checklist, as a statement to be ticked.
pub fn point(t: &Words, item: ChecklistItem) -> String {
    match item {
        ChecklistItem::SpokeToPatient => t.msg_decide_point_spoke(),
        ChecklistItem::CoercionConsidered => t.msg_decide_point_coercion(),
        ChecklistItem::SafeguardingLooked => t.msg_decide_point_safeguarding(),
        ChecklistItem::IdentitySeen => t.msg_decide_point_identity(),
    }
}

/// A point of the checklist in few words, for a list of what is missing.
pub fn short_point(t: &Words, item: ChecklistItem) -> String {
    match item {
        ChecklistItem::SpokeToPatient => t.msg_decide_missing_spoke(),
        ChecklistItem::CoercionConsidered => t.msg_decide_missing_coercion(),
        ChecklistItem::SafeguardingLooked => t.msg_decide_missing_safeguarding(),
        ChecklistItem::IdentitySeen => t.msg_decide_missing_identity(),
    }
}

/// Why the practice refuses, in the words of the record (facts vrs §3.1).
pub fn reason(t: &Words, reason: RefusalReason) -> String {
    match reason {
        RefusalReason::NotNeeded => t.msg_decide_reason_not_needed(),
        RefusalReason::Safeguarding => t.msg_decide_reason_safeguarding(),
        RefusalReason::IdentityNotVerified => t.msg_decide_reason_identity(),
        RefusalReason::NoConsent => t.msg_decide_reason_no_consent(),
        RefusalReason::LacksCapacity => t.msg_decide_reason_capacity(),
        RefusalReason::NotLivingInEnglandOrWales => t.msg_decide_reason_not_living_here(),
        RefusalReason::NoLegalBasis => t.msg_decide_reason_no_basis(),
        RefusalReason::Other => t.msg_decide_reason_other(),
    }
}

/// Why the practice stops access, in the words of the record (facts vrs §3.1).
pub fn stop_reason(t: &Words, reason: RevokeReason) -> String {
    match reason {
        RevokeReason::DelegatorRequest => t.msg_decide_stop_patient_asked(),
        RevokeReason::DelegateRequest => t.msg_decide_stop_trusted_asked(),
        RevokeReason::Safeguarding => t.msg_decide_reason_safeguarding(),
        RevokeReason::Misuse => t.msg_decide_stop_misuse(),
        RevokeReason::ChangeInRelationship => t.msg_decide_stop_relationship(),
        RevokeReason::LacksCapacity => t.msg_decide_reason_capacity(),
        RevokeReason::NotUsed => t.msg_decide_stop_not_used(),
        RevokeReason::DelegatorDeceased => t.msg_decide_stop_patient_died(),
        RevokeReason::DelegateDeceased => t.msg_decide_stop_trusted_died(),
        RevokeReason::DelegatorLeftPractice => t.msg_decide_stop_left(),
        RevokeReason::EndDateReached => t.msg_decide_stop_end_date(),
        RevokeReason::Other => t.msg_decide_reason_other(),
    }
}

/// What the patient and the trusted person are told.
pub fn tell(t: &Words, tell: TellThem) -> String {
    match tell {
        TellThem::Nothing => t.msg_decide_tell_nothing(),
        TellThem::Outcome => t.msg_decide_tell_outcome(),
        TellThem::Reason => t.msg_decide_tell_reason(),
    }
}

/// Why access is paused.
pub fn pause(t: &Words, reason: SuspendReason) -> String {
    match reason {
        SuspendReason::PendingReview => t.msg_case_pause_review(),
        SuspendReason::Safeguarding => t.msg_case_pause_safeguarding(),
        SuspendReason::DelegatorDeceased => t.msg_case_pause_delegator_deceased(),
        SuspendReason::DelegateDeceased => t.msg_case_pause_delegate_deceased(),
        SuspendReason::DelegatorRestricted => t.msg_case_pause_delegator_restricted(),
        SuspendReason::DelegateRestricted => t.msg_case_pause_delegate_restricted(),
    }
}

/// Where a case stands, as the practice sees it: what waits for it says so.
pub fn stage(t: &Words, stage: Stage) -> String {
    match stage {
        Stage::WithPractice => t.msg_case_stage_waits(),
        Stage::Refused => t.msg_case_stage_refused(),
        Stage::Suspended => t.msg_case_stage_suspended(),
        Stage::Ending => t.msg_case_stage_removal(),
        other => crate::wording::stage(t, other),
    }
}
