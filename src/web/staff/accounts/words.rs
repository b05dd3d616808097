//! What accounts are made of, in words that only staff read.

use crate::locale::{Language, Words, date_long, words};
use crate::web::form::{DateFault, missing_parts};
use crate::wording;
use domain::account::{
    Document, EndReason, Evidence, Ground, Milestone, OffReason, Proof, ResetReason, RevokeKeyReason, State,
    Status, SuspendReason, SwitchOffReason, Tie, UnverifyReason, Vouching,
};

use crate::web::staff::words as staff_words;

/// Active, or why not.
pub fn status(t: &Words, status: Status) -> String {
    match status {
        Status::Active => t.msg_accounts_status_active(),
        Status::SwitchedOff => t.msg_accounts_status_off(),
        Status::NotLinked => t.msg_accounts_status_not_linked(),
        Status::NotVerified => t.msg_accounts_status_not_verified(),
        Status::NotAssociated => t.msg_accounts_status_not_associated(),
    }
}

/// How an association stands.
pub fn state(t: &Words, state: State) -> String {
    match state {
        State::Running => t.msg_accounts_state_running(),
        State::Suspended(reason) => t.msg_accounts_state_suspended(suspend(t, reason)),
        State::Ended(reason) => t.msg_accounts_state_ended(end(t, reason)),
    }
}

/// Why a service is off, or less of the record is shown.
pub fn off(t: &Words, reason: OffReason) -> String {
    match reason {
        OffReason::PatientRequest => t.msg_accounts_why_patient_asked(),
        OffReason::Safeguarding => t.msg_accounts_why_safeguarding(),
        OffReason::Misuse => t.msg_accounts_why_misuse(),
        OffReason::NotNeeded => t.msg_accounts_why_not_needed(),
        OffReason::RecordReview => t.msg_accounts_why_record_review(),
        OffReason::NotOffered => t.msg_accounts_why_not_offered(),
        OffReason::Other => t.msg_accounts_why_other(),
    }
}

/// Why there is another key.
pub fn reset(t: &Words, reason: ResetReason) -> String {
    match reason {
        ResetReason::Lost => t.msg_accounts_why_lost(),
        ResetReason::UnusualActivity => t.msg_accounts_why_unusual(),
        ResetReason::Compromised => t.msg_accounts_why_compromised(),
        ResetReason::Other => t.msg_accounts_why_other(),
    }
}

/// Why there is no key any more.
pub fn revoke_key(t: &Words, reason: RevokeKeyReason) -> String {
    match reason {
        RevokeKeyReason::HolderRequest => t.msg_accounts_why_holder_asked(),
        RevokeKeyReason::Compromised => t.msg_accounts_why_compromised(),
        RevokeKeyReason::TooManyTries => t.msg_accounts_why_tries(),
        RevokeKeyReason::Other => t.msg_accounts_why_other(),
    }
}

/// Why a verification counts no more.
pub fn unverify(t: &Words, reason: UnverifyReason) -> String {
    match reason {
        UnverifyReason::Mistake => t.msg_accounts_why_mistake(),
        UnverifyReason::Doubt => t.msg_accounts_why_doubt(),
        UnverifyReason::Other => t.msg_accounts_why_other(),
    }
}

/// Why an account was switched off.
pub fn switch_off(t: &Words, reason: SwitchOffReason) -> String {
    match reason {
        SwitchOffReason::HolderRequest => t.msg_accounts_why_holder_asked(),
        SwitchOffReason::Safeguarding => t.msg_accounts_why_safeguarding(),
        SwitchOffReason::Misuse => t.msg_accounts_why_misuse(),
        SwitchOffReason::Other => t.msg_accounts_why_other(),
    }
}

/// Why an association is paused.
pub fn suspend(t: &Words, reason: SuspendReason) -> String {
    match reason {
        SuspendReason::PendingReview => t.msg_accounts_why_review(),
        SuspendReason::Safeguarding => t.msg_accounts_why_safeguarding(),
        SuspendReason::PatientRequest => t.msg_accounts_why_patient_asked(),
        SuspendReason::YoungAge => t.msg_accounts_why_young_age(),
        SuspendReason::Sixteen => t.msg_accounts_why_sixteen(),
        SuspendReason::Unused => t.msg_accounts_why_unused(),
        SuspendReason::PatientDeceased => t.msg_accounts_why_patient_died(),
        SuspendReason::HolderDeceased => t.msg_accounts_why_holder_died(),
        SuspendReason::Restricted => t.msg_accounts_why_restricted(),
    }
}

/// Why an association ends.
pub fn end(t: &Words, reason: EndReason) -> String {
    match reason {
        EndReason::PatientRequest => t.msg_accounts_why_patient_asked(),
        EndReason::HolderRequest => t.msg_accounts_why_holder_asked(),
        EndReason::Safeguarding => t.msg_accounts_why_safeguarding(),
        EndReason::Misuse => t.msg_accounts_why_misuse(),
        EndReason::ChangeInRelationship => t.msg_accounts_why_relationship(),
        EndReason::HolderLacksCapacity => t.msg_accounts_why_capacity(),
        EndReason::GroundGone => t.msg_accounts_why_ground_gone(),
        EndReason::PatientLeft => t.msg_accounts_why_patient_left(),
        EndReason::PatientDeceased => t.msg_accounts_why_patient_died(),
        EndReason::HolderDeceased => t.msg_accounts_why_holder_died(),
        EndReason::NotUsed => t.msg_accounts_why_not_used(),
        EndReason::EndDateReached => t.msg_accounts_why_end_date(),
        EndReason::Other => t.msg_accounts_why_other(),
    }
}

/// An age at which access rests.
pub fn milestone(t: &Words, milestone: Milestone) -> String {
    match milestone {
        Milestone::Young => t.msg_accounts_why_young_age(),
        Milestone::Sixteen => t.msg_accounts_why_sixteen(),
    }
}

/// A document that was seen.
pub fn document(t: &Words, document: Document) -> String {
    match document {
        Document::Passport => t.msg_accounts_document_passport(),
        Document::BirthCertificate => t.msg_accounts_document_birth(),
        Document::MarriageCertificate => t.msg_accounts_document_marriage(),
        Document::Other => t.msg_accounts_document_other(),
    }
}

/// How it was made sure who somebody is.
pub fn proof(t: &Words, proof: &Proof) -> String {
    match proof {
        Proof::Documents { seen, .. } => {
            let names: Vec<String> = seen.iter().map(|one| document(t, *one)).collect();
            t.msg_accounts_proof_documents_are(names.join(", "))
        }
        Proof::Vouching(Vouching::Personal) => t.msg_accounts_proof_personal(),
        Proof::Vouching(Vouching::Information) => t.msg_accounts_proof_information(),
        Proof::Vouching(Vouching::NamedStaff { .. }) => t.msg_accounts_proof_named(),
        Proof::NhsLogin => t.msg_accounts_proof_nhs_login(),
    }
}

/// What shows that a ground holds.
pub fn evidence(t: &Words, evidence: Evidence) -> String {
    match evidence {
        Evidence::LegalDocument => t.msg_accounts_evidence_document(),
        Evidence::AuthoritativeSource => t.msg_accounts_evidence_register(),
        Evidence::Vouching => t.msg_accounts_evidence_vouching(),
    }
}

/// Their own, or relationship and ground, line by line.
pub fn tie(language: Language, tie: Tie) -> Vec<String> {
    let t = words(language);
    let Tie::Proxy { relationship, ground } = tie else { return vec![t.msg_accounts_tie_own()] };
    let mut lines = vec![wording::relationship(t, relationship), ground_name(t, ground)];
    if let Ground::Consent { method } = ground {
        lines.push(t.msg_case_consent(staff_words::consent(t, method)));
    }
    if let Some(checked) = ground.checked() {
        lines.push(evidence(t, checked.evidence));
        lines.push(t.msg_accounts_review_is(date_long(checked.review_on, language)));
    }
    lines
}

fn ground_name(t: &Words, ground: Ground) -> String {
    match ground {
        Ground::Consent { .. } => t.msg_accounts_ground_consent(),
        Ground::ParentalResponsibility(_) => t.msg_accounts_ground_parental(),
        Ground::BestInterests(_) => t.msg_accounts_ground_best_interests(),
        Ground::PowerOfAttorney(_) => t.msg_accounts_ground_attorney(),
        Ground::Deputy(_) => t.msg_accounts_ground_deputy(),
    }
}

/// What is wrong with a date.
pub fn date(t: &Words, label: &str, fault: DateFault) -> String {
    match fault {
        DateFault::Empty => t.msg_accounts_date_empty(label),
        DateFault::Missing(parts) => t.msg_accounts_date_missing(label, missing_parts(t, parts)),
        DateFault::Unreadable(_) => t.msg_parts_date_unreadable(),
        DateFault::ShortYear(_) => t.msg_parts_date_short_year(),
        DateFault::NotReal(_) => t.msg_accounts_date_not_real(label),
    }
}
