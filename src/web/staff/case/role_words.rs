//! A role in the national store in words that only staff read.

use crate::locale::{Language, Words, date_time, words};
use crate::storage::views::followed_roles::FollowedRole;
use crate::web::staff::words as staff_words;
use domain::role::{Difference, Reason, Relation, Status};

/// How the delegation's role stands there, what went wrong, and what differs; each a sentence.
pub fn sentences(language: Language, role: Option<&FollowedRole>) -> Vec<String> {
    let t = words(language);
    let Some(role) = role else { return vec![t.msg_national_absent()] };
    let fault = role.fault.as_ref().map(|_| t.msg_national_fault());
    let differs = role.difference.map(|difference| staff_words::difference(t, difference));
    [Some(stands(language, role)), fault, differs].into_iter().flatten().collect()
}

fn stands(language: Language, role: &FollowedRole) -> String {
    let (t, when) = (words(language), date_time(role.since, language));
    let why = role.reason.map_or_else(|| t.msg_national_unknown(), |why| reason(t, why));
    match role.status {
        _ if role.role_id.is_none() => t.msg_national_absent(),
        Some(Status::Active) => t.msg_national_active(when),
        Some(Status::Inactive) => t.msg_national_inactive(when, why),
        Some(Status::Rejected) => t.msg_national_rejected(when, why),
        Some(Status::Proposed | Status::EnteredInError) | None => t.msg_national_strange(when),
    }
}

/// What differed when somebody decided.
pub fn differed(t: &Words, difference: Difference, why: Option<Reason>) -> String {
    match difference {
        Difference::EndedThere => {
            let why = why.map_or_else(|| t.msg_national_unknown(), |why| reason(t, why));
            t.msg_national_differed_ended(why)
        }
        Difference::ActiveThere | Difference::GrantedElsewhere => t.msg_national_differed_active(),
        Difference::End => t.msg_national_differed_end(),
        Difference::Unknown => t.msg_national_differed_unknown(),
    }
}

/// How a role stands.
pub fn status(t: &Words, status: Option<Status>) -> String {
    match status {
        Some(Status::Active) => t.msg_national_status_active(),
        Some(Status::Inactive) => t.msg_national_status_inactive(),
        Some(Status::Rejected) => t.msg_national_status_rejected(),
        Some(Status::Proposed) => t.msg_national_status_proposed(),
        Some(Status::EnteredInError) => t.msg_national_status_error(),
        None => t.msg_national_unknown(),
    }
}

/// What the store says that the trusted person is to the patient, a sentence.
pub fn relation(t: &Words, relation: Relation) -> String {
    match relation {
        Relation::Mother => t.msg_national_relation_mother(),
        Relation::Parent => t.msg_national_relation_parent(),
        Relation::Child => t.msg_national_relation_child(),
        Relation::NextOfKin => t.msg_national_relation_kin(),
        Relation::Personal => t.msg_national_relation_personal(),
        Relation::Other => t.msg_national_relation_other(),
    }
}

/// Why it stands so.
pub fn reason(t: &Words, reason: Reason) -> String {
    match reason {
        Reason::Created => t.msg_national_reason_created(),
        Reason::Activated => t.msg_national_reason_activated(),
        Reason::Reactivated => t.msg_national_reason_reactivated(),
        Reason::Safeguarding | Reason::RejectedSafeguarding => t.msg_national_reason_safeguarding(),
        Reason::PatientRequest => t.msg_national_reason_patient_request(),
        Reason::EndDateReached => t.msg_national_reason_end_date(),
        Reason::NotUsed => t.msg_national_reason_not_used(),
        Reason::PatientDeceased => t.msg_national_reason_patient_deceased(),
        Reason::ProxyDeceased => t.msg_national_reason_proxy_deceased(),
        Reason::ChangeInRelationship => t.msg_national_reason_relationship(),
        Reason::ProxyLacksCapacity | Reason::RejectedLacksCapacity => t.msg_national_reason_capacity(),
        Reason::Misuse => t.msg_national_reason_misuse(),
        Reason::PatientTransferred => t.msg_national_reason_patient_moved(),
        Reason::ProxyTransferred => t.msg_national_reason_proxy_moved(),
        Reason::ProxyAbroad | Reason::RejectedAbroad => t.msg_national_reason_abroad(),
        Reason::PendingReview => t.msg_national_reason_review(),
        Reason::Submitted => t.msg_national_reason_submitted(),
        Reason::Resubmitted => t.msg_national_reason_resubmitted(),
        Reason::Withdrawn => t.msg_national_reason_withdrawn(),
        Reason::NotNeeded => t.msg_national_reason_not_needed(),
        Reason::IdentityNotVerified => t.msg_national_reason_identity(),
        Reason::NoConsent => t.msg_national_reason_no_consent(),
        Reason::NoLegalBasis => t.msg_national_reason_no_basis(),
        Reason::Other => t.msg_national_reason_other(),
    }
}
