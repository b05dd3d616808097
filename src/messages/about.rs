//! All that is particular about each message, once: to whom it goes, when it is true, its subject, and what it is called in
//! lists. The rules of who gets one are the domain's (`notice`), its text is its two templates (`pages`).

use crate::locale::{Say, Words};
use domain::Access;
use domain::delegation::{Message, Recipient, Stage};

use super::facts::Facts;
use super::told::Told;

/// What is particular about one message.
struct About {
    /// For whom it is meant; to any other it only says that there is news.
    to: &'static [Recipient],
    /// The stage in which it goes.
    at: Stage,
    /// Until when it is true: mail may have waited for days while things went on.
    holds: Holds,
    /// Its subject: short, and the same for everybody.
    subject: fn(&Words, Recipient, Told) -> String,
    /// What it is called.
    names: Names,
}

/// What a message is called in lists.
pub struct Names {
    /// To staff, at a case.
    pub in_case: Say,
    /// To citizens, in the list of what was sent.
    pub to_citizens: Say,
    /// Where a practice chooses what it is sent; none of messages that only citizens get.
    pub in_settings: Option<Say>,
}

/// When a message says what is so.
enum Holds {
    /// No later event makes another thing of it.
    Always,
    /// At the stage in which it goes.
    AtItsStage,
    /// While this is so.
    While(fn(&Facts) -> bool),
}

macro_rules! about {
    (@settings) => { None };
    (@settings $in_settings:ident) => { Some(Words::$in_settings) };
    ($($message:ident: to $to:expr, at $at:ident, $holds:expr, $subject:expr,
        $in_case:ident, $to_citizens:ident $(, $in_settings:ident)?;)+) => {
        fn about(message: Message) -> About {
            match message {
                $(Message::$message => About {
                    to: $to,
                    at: Stage::$at,
                    holds: $holds,
                    subject: $subject,
                    names: Names {
                        in_case: Words::$in_case,
                        to_citizens: Words::$to_citizens,
                        in_settings: about!(@settings $($in_settings)?),
                    },
                },)+
            }
        }
    };
}

use Holds::{Always, AtItsStage, While};

const DELEGATOR: &[Recipient] = &[Recipient::Delegator];
const PRACTICE: &[Recipient] = &[Recipient::Practice];
const BOTH: &[Recipient] = &[Recipient::Delegator, Recipient::Delegate];
const PATIENT_AND_PRACTICE: &[Recipient] = &[Recipient::Delegator, Recipient::Practice];
const ALL: &[Recipient] = &[Recipient::Delegator, Recipient::Delegate, Recipient::Practice];

about! {
    Invitation: to BOTH, at Invited, AtItsStage,
        |t, to, _| match to {
            Recipient::Delegator => t.msg_messages_subject_pass_on(),
            Recipient::Delegate | Recipient::Practice => t.msg_messages_subject_invitation(),
        },
        msg_messages_in_case_invitation, msg_messages_to_citizens_invitation;
    RequestStarted: to DELEGATOR, at Checking, Always,
        |t, _, _| t.msg_messages_subject_request_started(),
        msg_messages_in_case_request_started, msg_messages_to_citizens_request_started;
    MovedHere: to DELEGATOR, at WithPractice, AtItsStage,
        |t, _, _| t.msg_messages_subject_moved_here(),
        msg_messages_in_case_moved_here, msg_messages_to_citizens_moved_here;
    NotConfirmed: to DELEGATOR, at NotConfirmed, Always,
        |t, _, _| t.msg_messages_subject_not_confirmed(),
        msg_messages_in_case_not_confirmed, msg_messages_to_citizens_not_confirmed;
    Reminder: to BOTH, at Invited, AtItsStage,
        |t, to, _| match to {
            Recipient::Delegator => t.msg_messages_subject_not_answered(),
            Recipient::Delegate | Recipient::Practice => t.msg_messages_subject_reminder(),
        },
        msg_messages_in_case_reminder, msg_messages_to_citizens_reminder;
    Accepted: to BOTH, at WithPractice, While(is_undecided_or_refused),
        |t, to, _| match to {
            Recipient::Delegator => t.msg_messages_subject_accepted(),
            Recipient::Delegate | Recipient::Practice => t.msg_messages_subject_you_accepted(),
        },
        msg_messages_in_case_accepted, msg_messages_to_citizens_accepted;
    Declined: to DELEGATOR, at Declined, Always,
        |t, _, _| t.msg_messages_subject_declined(),
        msg_messages_in_case_declined, msg_messages_to_citizens_declined;
    Withdrawn: to ALL, at Withdrawn, Always,
        |t, to, _| match to {
            Recipient::Practice => t.msg_messages_subject_withdrawn(),
            Recipient::Delegator | Recipient::Delegate => ended(t, to),
        },
        msg_messages_in_case_withdrawn, msg_messages_to_citizens_withdrawn,
        msg_messages_in_settings_withdrawn;
    Lapsed: to BOTH, at Lapsed, Always,
        |t, to, _| ended(t, to),
        msg_messages_in_case_lapsed, msg_messages_to_citizens_lapsed;
    NewRequest: to PRACTICE, at WithPractice, AtItsStage,
        |t, _, _| t.msg_messages_subject_new_request(),
        msg_messages_in_case_new_request, msg_messages_to_citizens_new_request,
        msg_messages_in_settings_new_request;
    AccessSet: to BOTH, at Active, While(is_set),
        |t, _, _| t.msg_messages_subject_access_set(),
        msg_messages_in_case_access_set, msg_messages_to_citizens_access_set;
    Refused: to BOTH, at Refused, AtItsStage,
        |t, to, told| match (told, to) {
            (Told::ByPractice, Recipient::Delegator) => t.msg_messages_subject_your_decision(),
            (Told::ByPractice, _) => t.msg_messages_subject_decision(),
            (Told::Ended | Told::Yourself, _) => ended(t, to),
        },
        msg_messages_in_case_refused, msg_messages_to_citizens_refused;
    AccessChanged: to BOTH, at Active, While(is_set),
        |t, _, _| t.msg_messages_subject_access_changed(),
        msg_messages_in_case_access_changed, msg_messages_to_citizens_access_changed;
    Suspended: to BOTH, at Suspended, AtItsStage,
        |t, _, _| t.msg_messages_subject_suspended(),
        msg_messages_in_case_suspended, msg_messages_to_citizens_suspended;
    Resumed: to BOTH, at Active, AtItsStage,
        |t, _, _| t.msg_messages_subject_resumed(),
        msg_messages_in_case_resumed, msg_messages_to_citizens_resumed;
    Stopped: to BOTH, at Ending, While(is_over),
        |t, _, _| t.msg_messages_subject_stopped(),
        msg_messages_in_case_stopped, msg_messages_to_citizens_stopped;
    EndingSoon: to BOTH, at Active, While(ends_still),
        |t, _, _| t.msg_messages_subject_ending_soon(),
        msg_messages_in_case_ending_soon, msg_messages_to_citizens_ending_soon;
    RemovalNeeded: to PRACTICE, at Ending, AtItsStage,
        |t, _, _| t.msg_messages_subject_removal_needed(),
        msg_messages_in_case_removal_needed, msg_messages_to_citizens_removal_needed,
        msg_messages_in_settings_removal_needed;
    ChangeAsked: to PATIENT_AND_PRACTICE, at Active, While(|facts| facts.delegation.change_asked.is_some()),
        |t, to, _| match to {
            Recipient::Delegator => t.msg_messages_subject_you_asked_change(),
            Recipient::Delegate | Recipient::Practice => t.msg_messages_subject_change_asked(),
        },
        msg_messages_in_case_change_asked, msg_messages_to_citizens_change_asked,
        msg_messages_in_settings_change_asked;
    ChangeDeclined: to DELEGATOR, at Active, Always,
        |t, _, _| t.msg_messages_subject_change_declined(),
        msg_messages_in_case_change_declined, msg_messages_to_citizens_change_declined;
    Closed: to BOTH, at Withdrawn, Always,
        |t, _, _| t.msg_messages_subject_closed(),
        msg_messages_in_case_closed, msg_messages_to_citizens_closed;
    ReviewDue: to PATIENT_AND_PRACTICE, at Active, Always,
        |t, _, _| t.msg_messages_subject_review_due(),
        msg_messages_in_case_review_due, msg_messages_to_citizens_review_due,
        msg_messages_in_settings_review_due;
    ReviewNeeded: to PRACTICE, at Suspended, AtItsStage,
        |t, _, _| t.msg_messages_subject_review_needed(),
        msg_messages_in_case_review_needed, msg_messages_to_citizens_review_needed,
        msg_messages_in_settings_review_needed;
}

/// A request that ended; also what is said of a refusal of which nothing may be told.
fn ended(t: &Words, recipient: Recipient) -> String {
    match recipient {
        Recipient::Delegator => t.msg_messages_subject_your_request_ended(),
        Recipient::Delegate | Recipient::Practice => t.msg_messages_subject_request_ended(),
    }
}

fn is_set(facts: &Facts) -> bool {
    matches!(facts.delegation.stage, Stage::Active | Stage::Suspended)
}

/// A practice that said no without a word is not seen by this either.
fn is_undecided_or_refused(facts: &Facts) -> bool {
    matches!(facts.delegation.stage, Stage::WithPractice | Stage::Refused)
}

fn is_over(facts: &Facts) -> bool {
    matches!(facts.delegation.stage, Stage::Ending | Stage::Ended)
}

fn ends_still(facts: &Facts) -> bool {
    let ends = access(Message::EndingSoon, facts).ends();
    is_set(facts) && ends.is_some_and(|ends| facts.today <= ends)
}

/// What the message is called in lists.
pub fn names(message: Message) -> Names {
    about(message).names
}

/// Whether the message is meant for this recipient; to any other it only says that there is news.
pub fn is_for(message: Message, recipient: Recipient) -> bool {
    about(message).to.contains(&recipient)
}

/// The stage in which the message goes, and is true.
pub fn stage(message: Message) -> Stage {
    about(message).at
}

/// The subject line; a refusal of which nothing may be told has the one of any request that ended.
pub(super) fn subject(t: &Words, message: Message, recipient: Recipient, told: Told) -> String {
    (about(message).subject)(t, recipient, told)
}

/// Whether only that there is news can be said: it is not meant for this reader, or no longer true.
pub(super) fn is_only_news(message: Message, facts: &Facts) -> bool {
    let about = about(message);
    let holds = match about.holds {
        Always => true,
        AtItsStage => facts.delegation.stage == about.at,
        While(holds) => holds(facts),
    };
    !holds || !about.to.contains(&facts.recipient)
}

/// What was asked for until the practice has set something.
pub(super) fn access(message: Message, facts: &Facts) -> &Access {
    let asked = &facts.delegation.asked;
    match message {
        Message::Invitation | Message::Reminder => asked,
        Message::ChangeAsked => facts.delegation.change_asked.as_ref().unwrap_or(asked),
        _ => facts.delegation.set.as_ref().unwrap_or(asked),
    }
}
