//! Why something ended or rests, in words for the one who reads: the patient is spoken to, and so is the trusted person.

use crate::locale::Words;
use domain::delegation::{CloseReason, LessReason, RefusalReason, RevokeReason, SuspendReason, Why};

use super::Reader;

/// A sentence for `reader`; none where they are never told so (domain `Why::most_told_to`), so there are no words for it.
pub fn why(t: &Words, why: Why, reader: Reader) -> Option<String> {
    match reader {
        Reader::Delegator => gives(t, why),
        Reader::Delegate => receives(t, why),
    }
}

fn gives(t: &Words, why: Why) -> Option<String> {
    use RefusalReason as Refused;
    use RevokeReason as Stopped;
    use SuspendReason as Paused;
    Some(match why {
        Why::Refused(Refused::NotNeeded) => t.msg_words_why_gives_not_needed(),
        Why::Refused(Refused::Safeguarding)
        | Why::Paused(Paused::Safeguarding)
        | Why::Stopped(Stopped::Safeguarding) => t.msg_words_why_gives_safe(),
        Why::Refused(Refused::IdentityNotVerified) => t.msg_words_why_gives_identity(),
        Why::Refused(Refused::NoConsent) => t.msg_words_why_gives_no_consent(),
        Why::Refused(Refused::NoLegalBasis) => t.msg_words_why_no_legal_basis(),
        Why::Refused(Refused::Other) | Why::Stopped(Stopped::Other) => t.msg_words_why_gives_other(),
        Why::Paused(Paused::PendingReview) => t.msg_words_why_gives_review(),
        Why::Stopped(Stopped::DelegatorRequest) => t.msg_words_why_gives_you_asked(),
        Why::Stopped(Stopped::Misuse) => t.msg_words_why_misuse(),
        Why::Stopped(Stopped::ChangeInRelationship) => t.msg_words_why_gives_relationship(),
        Why::Stopped(Stopped::NotUsed) => t.msg_words_why_not_used(),
        Why::Stopped(Stopped::EndDateReached) => t.msg_words_why_end_date(),
        Why::Closed(CloseReason::PracticeLeftTrial) => t.msg_words_why_gives_left_trial(),
        Why::Refused(Refused::LacksCapacity | Refused::NotLivingInEnglandOrWales) => return None,
        Why::Paused(Paused::DelegatorDeceased | Paused::DelegateDeceased) => return None,
        Why::Paused(Paused::DelegatorRestricted | Paused::DelegateRestricted) => return None,
        Why::Paused(Paused::NationalRoleEnded) => return None,
        Why::Stopped(Stopped::DelegateRequest | Stopped::LacksCapacity) => return None,
        Why::Stopped(Stopped::DelegatorDeceased | Stopped::DelegateDeceased) => return None,
        Why::Stopped(Stopped::DelegatorLeftPractice) => return None,
        Why::Closed(CloseReason::DelegatorLeftPractice) => return None,
    })
}

fn receives(t: &Words, why: Why) -> Option<String> {
    use RefusalReason as Refused;
    use RevokeReason as Stopped;
    use SuspendReason as Paused;
    Some(match why {
        Why::Refused(Refused::NotNeeded) => t.msg_words_why_receives_not_needed(),
        Why::Refused(Refused::IdentityNotVerified) => t.msg_words_why_receives_identity(),
        Why::Refused(Refused::LacksCapacity) | Why::Stopped(Stopped::LacksCapacity) => {
            t.msg_words_why_receives_able()
        }
        Why::Refused(Refused::NotLivingInEnglandOrWales) => t.msg_words_why_receives_not_living_here(),
        Why::Refused(Refused::NoLegalBasis) => t.msg_words_why_no_legal_basis(),
        Why::Refused(Refused::Other) | Why::Stopped(Stopped::Other) => t.msg_words_why_receives_other(),
        Why::Paused(Paused::PendingReview) => t.msg_words_why_receives_review(),
        Why::Stopped(Stopped::DelegateRequest) => t.msg_words_why_receives_you_asked(),
        Why::Stopped(Stopped::Misuse) => t.msg_words_why_misuse(),
        Why::Stopped(Stopped::NotUsed) => t.msg_words_why_not_used(),
        Why::Stopped(Stopped::EndDateReached) => t.msg_words_why_end_date(),
        Why::Closed(CloseReason::PracticeLeftTrial) => t.msg_words_why_receives_left_trial(),
        Why::Refused(Refused::Safeguarding | Refused::NoConsent) => return None,
        Why::Paused(Paused::Safeguarding | Paused::DelegatorDeceased) => return None,
        Why::Paused(Paused::DelegateDeceased) => return None,
        Why::Paused(Paused::DelegatorRestricted | Paused::DelegateRestricted) => return None,
        Why::Paused(Paused::NationalRoleEnded) => return None,
        Why::Stopped(Stopped::DelegatorRequest | Stopped::Safeguarding) => return None,
        Why::Stopped(Stopped::ChangeInRelationship | Stopped::DelegatorDeceased) => return None,
        Why::Stopped(Stopped::DelegateDeceased | Stopped::DelegatorLeftPractice) => return None,
        Why::Closed(CloseReason::DelegatorLeftPractice) => return None,
    })
}

/// That less was set than the patient asked for, and why if the practice says; told to the patient alone.
pub fn less(t: &Words, reason: Option<LessReason>) -> String {
    let why = match reason {
        Some(LessReason::NotNeeded) => t.msg_words_less_not_needed(),
        Some(LessReason::NotOffered) => t.msg_words_less_not_offered(),
        Some(LessReason::TalkFirst) => t.msg_words_less_talk_first(),
        Some(LessReason::Other) | None => t.msg_words_less_ask(),
    };
    format!("{} {why}", t.msg_words_less())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Language, words};
    use domain::Party;
    use domain::delegation::Tell;

    fn all() -> Vec<Why> {
        let refused = RefusalReason::ALL.iter().copied().map(Why::Refused);
        let paused = SuspendReason::ALL.iter().copied().map(Why::Paused);
        let stopped = RevokeReason::ALL.iter().copied().map(Why::Stopped);
        let closed = CloseReason::ALL.iter().copied().map(Why::Closed);
        refused.chain(paused).chain(stopped).chain(closed).collect()
    }

    #[test]
    fn there_are_words_for_what_may_be_told_and_for_nothing_else() {
        for language in Language::ALL {
            for (reader, party) in
                [(Reader::Delegator, Party::Delegator), (Reader::Delegate, Party::Delegate)]
            {
                for one in all() {
                    let may = one.told(Tell::REASON, party).allows_reason();
                    assert_eq!(why(words(language), one, reader).is_some(), may, "{one:?} to {reader:?}");
                }
            }
        }
    }

    #[test]
    fn nobody_reads_of_themselves_as_of_somebody_else() {
        let t = words(Language::En);
        for one in all() {
            let to_patient = why(t, one, Reader::Delegator).unwrap_or_default();
            assert!(!to_patient.contains("patient"), "{to_patient}");
            let to_trusted = why(t, one, Reader::Delegate).unwrap_or_default();
            assert!(
                !to_trusted.contains("trusted person") && !to_trusted.contains("patient"),
                "{to_trusted}"
            );
        }
    }
}
