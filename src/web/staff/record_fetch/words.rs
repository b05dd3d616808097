//! How far a record is, and what differs in it, in words.

use crate::locale::Words;
use crate::storage::views::record_fetches::FetchState;

/// How far it is.
pub fn state(t: &Words, state: FetchState) -> String {
    match state {
        FetchState::Asked => t.msg_record_fetch_state_asked(),
        FetchState::Staged => t.msg_record_fetch_state_staged(),
        FetchState::Taking => t.msg_record_fetch_state_taking(),
        FetchState::Documents => t.msg_record_fetch_state_documents(),
        FetchState::Done => t.msg_record_fetch_state_done(),
        FetchState::ThrownAway => t.msg_record_fetch_state_thrown_away(),
        FetchState::Failed => t.msg_record_fetch_state_failed(),
        FetchState::Lapsed => t.msg_record_fetch_state_lapsed(),
    }
}

/// How its tag looks.
pub fn colour(state: FetchState) -> &'static str {
    match state {
        FetchState::Asked | FetchState::Taking | FetchState::Documents => "blue",
        FetchState::Staged => "orange",
        FetchState::Done => "green",
        FetchState::ThrownAway | FetchState::Lapsed => "grey",
        FetchState::Failed => "red",
    }
}

/// What differs.
pub fn part(t: &Words, what: &str) -> String {
    match what {
        "family" => t.msg_record_fetch_family(),
        "given" => t.msg_record_fetch_given(),
        "born" => t.msg_case_born(),
        _ => t.msg_record_fetch_gender(),
    }
}

/// What a list warns of.
pub fn warning(t: &Words, code: &str) -> String {
    match code {
        "confidential-items" => t.msg_record_fetch_warning_confidential(),
        "data-in-transit" => t.msg_record_fetch_warning_transit(),
        "data-awaiting-filing" => t.msg_record_fetch_warning_filing(),
        _ => t.msg_record_fetch_warning_other(),
    }
}
