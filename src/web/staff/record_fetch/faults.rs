//! What is in the way of a record, in plain words, and what to do about it.

use crate::locale::Words;

/// Why, and what to do: an outage passes by itself, unless we have given up trying.
pub fn words(t: &Words, code: &str, is_given_up: bool) -> [String; 2] {
    match code {
        "not_in_pds" => [t.msg_record_fetch_no_number(), t.msg_record_fetch_no_number_next()],
        "superseded" => [t.msg_record_fetch_superseded(), t.msg_record_fetch_superseded_next()],
        "another_birth_date" => [t.msg_record_fetch_birth(), t.msg_record_fetch_birth_next()],
        "restricted" => [t.msg_record_fetch_restricted(), t.msg_record_fetch_by_phone_next()],
        "not_registered_here" | "no_relationship" => {
            [t.msg_record_fetch_not_yours(), t.msg_record_fetch_not_yours_next()]
        }
        "no_endpoint" | "not_offered" => {
            [t.msg_record_fetch_not_offered(), t.msg_record_fetch_not_offered_next()]
        }
        "patient_not_found" => [t.msg_record_fetch_unknown(), t.msg_record_fetch_unknown_next()],
        "no_consent" => [t.msg_record_fetch_no_consent(), t.msg_record_fetch_no_consent_next()],
        "number_refused" | "demographics" => {
            [t.msg_record_fetch_not_matched(), t.msg_record_fetch_by_phone_next()]
        }
        "another_patient" | "no_patient" => [t.msg_record_fetch_other(), t.msg_record_fetch_operator_next()],
        "unfit_answer" | "malformed" => [t.msg_record_fetch_unfit(), t.msg_record_fetch_unfit_next()],
        "too_large" => [t.msg_record_fetch_large(), t.msg_record_fetch_by_phone_next()],
        "same_id" => [t.msg_record_fetch_same_id(), t.msg_record_fetch_operator_next()],
        "not_decided" => [t.msg_record_fetch_not_decided(), t.msg_record_fetch_not_decided_next()],
        "not_taken" => [t.msg_record_fetch_not_taken(), t.msg_record_fetch_operator_next()],
        "nothing_there" | "elsewhere" => [t.msg_record_fetch_gone(), t.msg_record_fetch_by_phone_next()],
        "not_set_up" | "no_asid" | "denied" | "unfit" | "no_record_here" | "not_recorded" => {
            [t.msg_record_fetch_denied(), t.msg_record_fetch_operator_next()]
        }
        // Outages, by whatever name.
        _ if is_given_up => [t.msg_record_fetch_away(), t.msg_record_fetch_gave_up_next()],
        _ => [t.msg_record_fetch_away(), t.msg_record_fetch_away_next()],
    }
}
