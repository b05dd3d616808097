//! What the parts of a health record are called, and when something in it was.

use crate::locale::{Language, Words, date_long, month_name};
use domain::health_record::{Kind, When};

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

/// "21 November 2026", "November 2026" or "2026": as far as it is known.
pub fn record_when(language: Language, when: When) -> String {
    match when {
        When::Day(day) => date_long(day, language),
        When::Month(first) => format!("{} {}", month_name(first.month(), language), first.year()),
        When::Year(first) => first.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn when_something_was_is_told_as_far_as_it_is_known() {
        let told = |when| record_when(Language::En, when);
        assert_eq!(told(When::Day(date!(2010 - 02 - 26))), "26 February 2010");
        assert_eq!(told(When::Month(date!(2010 - 02 - 01))), "February 2010");
        assert_eq!(told(When::Year(date!(2010 - 01 - 01))), "2010");
    }
}
