//! The two ways to say no: to a request, and to access that is set. Their reasons, words and addresses.

use crate::locale::Words;
use crate::web::staff::words as staff_words;
use crate::wording;
use domain::delegation::{CommandKind, RefusalReason, RevokeReason, TellThem};

/// What is said no to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A request.
    Refuse,
    /// Access that is set.
    Revoke,
}

/// Why, of the reasons of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Why the request is refused.
    Refuse(RefusalReason),
    /// Why the access is stopped.
    Revoke(RevokeReason),
}

impl Why {
    /// The code in the form.
    pub fn code(self) -> &'static str {
        match self {
            Why::Refuse(reason) => reason.code(),
            Why::Revoke(reason) => reason.code(),
        }
    }

    /// Whether it has to be said in own words.
    pub fn is_other(self) -> bool {
        matches!(self, Why::Refuse(RefusalReason::Other) | Why::Revoke(RevokeReason::Other))
    }

    /// In the words of the record.
    pub fn words(self, t: &Words) -> String {
        match self {
            Why::Refuse(reason) => staff_words::reason(t, reason),
            Why::Revoke(reason) => staff_words::stop_reason(t, reason),
        }
    }

    /// In the words that the two read, where they may.
    pub fn plain_words(self, t: &Words) -> String {
        match self {
            Why::Refuse(reason) => wording::refusal_reason(t, reason),
            Why::Revoke(reason) => wording::stop_reason(t, reason),
        }
    }
}

impl Purpose {
    /// Both.
    pub const ALL: [Purpose; 2] = [Purpose::Refuse, Purpose::Revoke];

    /// Where it is asked, and where it is said that it is done.
    pub fn paths(self) -> (&'static str, &'static str) {
        match self {
            Purpose::Refuse => ("/staff/cases/{id}/refuse", "/staff/cases/{id}/refused"),
            Purpose::Revoke => ("/staff/cases/{id}/revoke", "/staff/cases/{id}/revoked"),
        }
    }

    /// The command, and the end of the path of the page that says that it is done.
    pub fn command(self) -> (CommandKind, &'static str) {
        match self {
            Purpose::Refuse => (CommandKind::Refuse, "refused"),
            Purpose::Revoke => (CommandKind::Revoke, "revoked"),
        }
    }

    /// The reasons to choose from. An end date is reached by itself, and never chosen.
    pub fn reasons(self) -> Vec<Why> {
        match self {
            Purpose::Refuse => RefusalReason::ALL.iter().copied().map(Why::Refuse).collect(),
            Purpose::Revoke => RevokeReason::chosen().map(Why::Revoke).collect(),
        }
    }

    /// The reason with this code.
    pub fn reason(self, code: &str) -> Option<Why> {
        self.reasons().into_iter().find(|why| why.code() == code)
    }

    /// The heading of the question.
    pub fn title(self, t: &Words) -> String {
        match self {
            Purpose::Refuse => t.msg_decide_refuse_title(),
            Purpose::Revoke => t.msg_decide_revoke_title(),
        }
    }

    /// "Why …?"
    pub fn question(self, t: &Words) -> String {
        match self {
            Purpose::Refuse => t.msg_decide_reason(),
            Purpose::Revoke => t.msg_decide_revoke_reason(),
        }
    }

    /// What is said when no reason was chosen.
    pub fn unsaid(self, t: &Words) -> String {
        match self {
            Purpose::Refuse => t.msg_decide_reason_empty(),
            Purpose::Revoke => t.msg_decide_revoke_reason_empty(),
        }
    }

    /// A way to tell the two, and what it means.
    pub fn way(self, t: &Words, tell: TellThem) -> (String, String) {
        match (self, tell) {
            (Purpose::Refuse, TellThem::Nothing) => {
                (t.msg_decide_tell_nothing(), t.msg_decide_tell_nothing_hint())
            }
            (Purpose::Refuse, TellThem::Outcome) => {
                (t.msg_decide_tell_outcome(), t.msg_decide_tell_outcome_hint())
            }
            (Purpose::Refuse, TellThem::Reason) => {
                (t.msg_decide_tell_reason(), t.msg_decide_tell_reason_hint())
            }
            (Purpose::Revoke, TellThem::Nothing) => {
                (t.msg_decide_tell_ended(), t.msg_decide_tell_ended_hint())
            }
            (Purpose::Revoke, TellThem::Outcome) => {
                (t.msg_decide_tell_stopped(), t.msg_decide_tell_stopped_hint())
            }
            (Purpose::Revoke, TellThem::Reason) => {
                (t.msg_decide_tell_stopped_why(), t.msg_decide_tell_stopped_why_hint())
            }
        }
    }

    /// What safety asks to be thought of.
    pub fn safety(self, t: &Words) -> String {
        match self {
            Purpose::Refuse => t.msg_decide_safety(),
            Purpose::Revoke => t.msg_decide_revoke_safety(),
        }
    }

    /// What happens when it is sent.
    pub fn then(self, t: &Words) -> String {
        match self {
            Purpose::Refuse => t.msg_decide_refuse_then(),
            Purpose::Revoke => t.msg_decide_revoke_then(),
        }
    }

    /// The button that sends it.
    pub fn send(self, t: &Words) -> String {
        match self {
            Purpose::Refuse => t.msg_decide_refuse_send(),
            Purpose::Revoke => t.msg_decide_revoke_title(),
        }
    }

    /// That it is done.
    pub fn done(self, t: &Words) -> String {
        match self {
            Purpose::Refuse => t.msg_decide_refused_title(),
            Purpose::Revoke => t.msg_decide_revoked_title(),
        }
    }

    /// What the practice can, or must, do afterwards.
    pub fn afterwards(self, t: &Words) -> String {
        match self {
            Purpose::Refuse => t.msg_decide_refused_again(),
            Purpose::Revoke => t.msg_decide_revoked_remove(),
        }
    }
}
