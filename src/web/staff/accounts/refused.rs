//! Why something about an account did not happen: beside the question that it is about, or as a page of its own.

use crate::actions::accounts::{Failed, NotAsked};
use crate::locale::Words;
use crate::web::failure::Failure;
use domain::account::Refusal;

/// The page of what no form says. Who is late reads of it in the form itself.
pub fn failure(failed: Failed) -> Failure {
    match failed {
        Failed::Refused(_) => Failure::NotFound,
        Failed::Changed(_) => Failure::BadRequest,
        Failed::Storage(error) => Failure::Storage(error),
    }
}

/// The same of what PDS was asked for.
pub fn not_asked(not: NotAsked) -> Failure {
    match not {
        NotAsked::Upstream(upstream) => Failure::Upstream(upstream),
        NotAsked::Failed(failed) => failure(failed),
    }
}

/// Which question a refusal is about, and what it says there; none where no form can mend it.
pub fn refused(t: &Words, refusal: Refusal) -> Option<(&'static str, String)> {
    Some(match refusal {
        Refusal::NotFound | Refusal::NotMatched | Refusal::TooManyTries => return None,
        Refusal::WrongPlace(_) => ("", t.msg_accounts_refused_place()),
        Refusal::HasOne => ("nhs_number", t.msg_accounts_refused_has_one()),
        Refusal::NotVerified => ("", t.msg_accounts_refused_not_verified()),
        Refusal::InFuture => ("on", t.msg_accounts_refused_future()),
        Refusal::NoDocument => ("seen", t.msg_accounts_refused_no_document()),
        Refusal::NotProofed => ("proof", t.msg_accounts_refused_not_proofed()),
        Refusal::NotThemselves | Refusal::SamePerson => ("", t.msg_accounts_refused_same_person()),
        Refusal::RegisteredElsewhere => ("", t.msg_accounts_refused_elsewhere()),
        Refusal::AlreadyAssociated => ("", t.msg_accounts_refused_associated()),
        Refusal::PatientTooOld => ("ground", t.msg_accounts_refused_too_old()),
        Refusal::PatientTooYoung => ("ground", t.msg_accounts_refused_too_young()),
        Refusal::EvidenceTooWeak => ("evidence", t.msg_accounts_refused_evidence()),
        Refusal::ReviewPassed => ("review", t.msg_accounts_refused_review()),
        Refusal::EndDatePassed => ("ends", t.msg_access_form_ends_past()),
        Refusal::HasCase => ("", t.msg_accounts_refused_case()),
        Refusal::GroundNeeded => ("services", t.msg_accounts_refused_ground()),
        Refusal::ReasonNeeded => ("off", t.msg_accounts_refused_reason()),
        Refusal::NoDateForPractice => ("from", t.msg_accounts_refused_no_date()),
    })
}
