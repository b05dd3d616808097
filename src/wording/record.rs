//! What the parts of a health record are called.

use crate::locale::Words;
use domain::health_record::Kind;

/// "Medicines".
pub fn record_part(t: &Words, kind: Kind) -> String {
    match kind {
        Kind::Medication => t.msg_health_record_medicines(),
        Kind::Allergy => t.msg_health_record_allergies(),
        Kind::Immunisation => t.msg_health_record_immunisations(),
        Kind::Problem => t.msg_health_record_problems(),
        Kind::Result => t.msg_health_record_results(),
        Kind::Consultation => t.msg_health_record_consultations(),
        Kind::Referral => t.msg_health_record_referrals(),
        Kind::Document => t.msg_health_record_documents(),
        Kind::Diary => t.msg_health_record_diary(),
        Kind::Uncategorised => t.msg_health_record_other(),
        Kind::Administrative => t.msg_health_record_details(),
        Kind::Comment => t.msg_health_record_comments(),
    }
}
