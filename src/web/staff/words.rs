//! Words that only staff read; they may name what citizens' pages leave out.

use crate::locale::Words;
use crate::web::form::{DateFault, TextFault, missing_parts};
use crate::web::parts::Choice;
use domain::contact_attempt::{ContactOutcome, ContactWay, Whom};
use domain::delegation::{ChecklistItem, ConsentMethod, RefusalReason, RevokeReason, Stage, SuspendReason};
use domain::role::Difference;

/// How the patient gave consent.
pub fn consent(t: &Words, method: ConsentMethod) -> String {
    match method {
        ConsentMethod::InPerson => t.msg_access_form_consent_in_person(),
        ConsentMethod::ByTelephone => t.msg_access_form_consent_by_telephone(),
        ConsentMethod::ByVideo => t.msg_access_form_consent_by_video(),
        ConsentMethod::InWriting => t.msg_access_form_consent_in_writing(),
    }
}

/// A point of the checklist, as a statement to be ticked.
pub fn point(t: &Words, item: ChecklistItem) -> String {
    match item {
        ChecklistItem::SpokeToPatient => t.msg_access_form_point_spoke(),
        ChecklistItem::CoercionConsidered => t.msg_access_form_point_coercion(),
        ChecklistItem::SafeguardingLooked => t.msg_access_form_point_safeguarding(),
        ChecklistItem::IdentitySeen => t.msg_access_form_point_identity(),
        ChecklistItem::ConsentsToMore => t.msg_compared_consent_tick(),
    }
}

/// A point of the checklist in few words, for a list of what is missing.
pub fn short_point(t: &Words, item: ChecklistItem) -> String {
    match item {
        ChecklistItem::SpokeToPatient => t.msg_access_form_missing_spoke(),
        ChecklistItem::CoercionConsidered => t.msg_access_form_missing_coercion(),
        ChecklistItem::SafeguardingLooked => t.msg_access_form_missing_safeguarding(),
        ChecklistItem::IdentitySeen => t.msg_access_form_missing_identity(),
        ChecklistItem::ConsentsToMore => t.msg_compared_consent(),
    }
}

/// Why the practice refuses, in the words of the record (docs/sources.md#vrs-api).
pub fn refusal_reason(t: &Words, reason: RefusalReason) -> String {
    match reason {
        RefusalReason::NotNeeded => t.msg_refuse_reason_not_needed(),
        RefusalReason::Safeguarding => t.msg_reason_form_reason_safeguarding(),
        RefusalReason::IdentityNotVerified => t.msg_refuse_reason_identity(),
        RefusalReason::NoConsent => t.msg_refuse_reason_no_consent(),
        RefusalReason::LacksCapacity => t.msg_reason_form_reason_capacity(),
        RefusalReason::NotLivingInEnglandOrWales => t.msg_refuse_reason_not_living_here(),
        RefusalReason::NoLegalBasis => t.msg_refuse_reason_no_basis(),
        RefusalReason::Other => t.msg_reason_form_reason_other(),
    }
}

/// Why the practice stops access, in the words of the record (docs/sources.md#vrs-api).
pub fn revoke_reason(t: &Words, reason: RevokeReason) -> String {
    match reason {
        RevokeReason::DelegatorRequest => t.msg_revoke_reason_patient_asked(),
        RevokeReason::DelegateRequest => t.msg_revoke_reason_trusted_asked(),
        RevokeReason::Safeguarding => t.msg_reason_form_reason_safeguarding(),
        RevokeReason::Misuse => t.msg_revoke_reason_misuse(),
        RevokeReason::ChangeInRelationship => t.msg_revoke_reason_relationship(),
        RevokeReason::LacksCapacity => t.msg_reason_form_reason_capacity(),
        RevokeReason::NotUsed => t.msg_revoke_reason_not_used(),
        RevokeReason::DelegatorDeceased => t.msg_revoke_reason_patient_died(),
        RevokeReason::DelegateDeceased => t.msg_revoke_reason_trusted_died(),
        RevokeReason::DelegatorLeftPractice => t.msg_revoke_reason_left(),
        RevokeReason::EndDateReached => t.msg_revoke_reason_end_date(),
        RevokeReason::Other => t.msg_reason_form_reason_other(),
    }
}

/// Why access is paused.
pub fn suspend_reason(t: &Words, reason: SuspendReason) -> String {
    match reason {
        SuspendReason::PendingReview => t.msg_suspend_reason_review(),
        SuspendReason::Safeguarding => t.msg_suspend_reason_safeguarding(),
        SuspendReason::DelegatorDeceased => t.msg_suspend_reason_delegator_deceased(),
        SuspendReason::DelegateDeceased => t.msg_suspend_reason_delegate_deceased(),
        SuspendReason::DelegatorRestricted => t.msg_suspend_reason_delegator_restricted(),
        SuspendReason::DelegateRestricted => t.msg_suspend_reason_delegate_restricted(),
        SuspendReason::NationalRoleEnded => t.msg_suspend_reason_national_role_ended(),
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

/// What is wrong with a note.
pub fn note_fault(t: &Words, fault: TextFault) -> String {
    match fault {
        TextFault::TooLong => t.msg_staff_form_note_long(),
        TextFault::Empty | TextFault::Unfit => t.msg_staff_form_note_unfit(),
    }
}

/// Both people of a case, to choose from.
pub fn both(t: &Words) -> Vec<Choice> {
    let name = |whom: Whom| match whom {
        Whom::Patient => t.msg_contacts_patient(),
        Whom::TrustedPerson => t.msg_contacts_trusted(),
    };
    Whom::ALL.map(|whom| Choice::new(whom.code(), name(whom))).into()
}

/// How somebody was tried to be reached.
pub fn contact_way(t: &Words, way: ContactWay) -> String {
    match way {
        ContactWay::Phone => t.msg_contacts_phone(),
        ContactWay::Letter => t.msg_contacts_letter(),
        ContactWay::Message => t.msg_contacts_message(),
        ContactWay::InPerson => t.msg_contacts_in_person(),
    }
}

/// What came of it.
pub fn contact_outcome(t: &Words, outcome: ContactOutcome) -> String {
    match outcome {
        ContactOutcome::NoAnswer => t.msg_contacts_no_answer(),
        ContactOutcome::LeftMessage => t.msg_contacts_left_message(),
        ContactOutcome::Spoke => t.msg_contacts_spoke(),
        ContactOutcome::WrongNumber => t.msg_contacts_wrong_number(),
    }
}

/// What is wrong with the day of a contact, or of the end of a waiting.
pub fn day_fault(t: &Words, fault: DateFault) -> String {
    match fault {
        DateFault::Empty => t.msg_contacts_day_empty(),
        DateFault::Missing(parts) => t.msg_contacts_day_missing(missing_parts(t, parts)),
        DateFault::Unreadable(_) => t.msg_parts_date_unreadable(),
        DateFault::ShortYear(_) => t.msg_parts_date_short_year(),
        DateFault::NotReal(_) => t.msg_contacts_day_not_real(),
    }
}

/// What differs between the national store and this service.
pub fn difference(t: &Words, difference: Difference) -> String {
    match difference {
        Difference::EndedThere => t.msg_national_differs_ended(),
        Difference::ActiveThere => t.msg_national_differs_active(),
        Difference::End => t.msg_national_differs_end(),
        Difference::GrantedElsewhere => t.msg_national_differs_elsewhere(),
        Difference::Unknown => t.msg_national_differs_unknown(),
    }
}
