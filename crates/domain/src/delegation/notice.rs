//! Who is told what when something has happened (docs/life.md#messages). What the messages say is the matter of
//! `messages`.

use serde::{Deserialize, Serialize};

use crate::actor::Party;

use super::event::Event;
use super::evolve::Delegation;
use super::reason::{RevokeReason, SuspendReason, TellThem};

/// The messages of docs/life.md#messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// To the delegate: somebody asks you.
    Invitation,
    /// To the delegator: we have begun.
    RequestStarted,
    /// To the delegator: the details could not be confirmed.
    NotConfirmed,
    /// To the delegate: you have not answered yet.
    Reminder,
    /// To both: the delegate accepted.
    Accepted,
    /// To the delegator: the delegate said no.
    Declined,
    /// To the other citizen (and the practice when it had the case): taken back.
    Withdrawn,
    /// To both: no answer in time.
    Lapsed,
    /// To the practice: a request waits.
    NewRequest,
    /// To both: the access is set.
    AccessSet,
    /// To both, as far as allowed: the practice said no.
    Refused,
    /// To both: the access was changed.
    AccessChanged,
    /// To both: paused.
    Suspended,
    /// To both: no longer paused.
    Resumed,
    /// To all: stopped.
    Stopped,
    /// To both: 14 days before the end date.
    EndingSoon,
    /// To the practice: remove the access in your system.
    RemovalNeeded,
    /// To the practice: the patient asks for other access.
    ChangeAsked,
    /// To the delegator: the access stays as it is.
    ChangeDeclined,
    /// To both: the request cannot go on.
    Closed,
    /// To the delegator and the practice: does the access still fit?
    ReviewDue,
    /// To the practice: access was paused by a check.
    ReviewNeeded,
}

impl Message {
    /// All messages.
    pub const ALL: [Message; 22] = [
        Message::Invitation,
        Message::RequestStarted,
        Message::NotConfirmed,
        Message::Reminder,
        Message::Accepted,
        Message::Declined,
        Message::Withdrawn,
        Message::Lapsed,
        Message::NewRequest,
        Message::AccessSet,
        Message::Refused,
        Message::AccessChanged,
        Message::Suspended,
        Message::Resumed,
        Message::Stopped,
        Message::EndingSoon,
        Message::RemovalNeeded,
        Message::ChangeAsked,
        Message::ChangeDeclined,
        Message::Closed,
        Message::ReviewDue,
        Message::ReviewNeeded,
    ];

    /// The code in the ledger and the templates' names.
    pub fn code(self) -> &'static str {
        match self {
            Message::Invitation => "invitation",
            Message::RequestStarted => "request_started",
            Message::NotConfirmed => "not_confirmed",
            Message::Reminder => "reminder",
            Message::Accepted => "accepted",
            Message::Declined => "declined",
            Message::Withdrawn => "withdrawn",
            Message::Lapsed => "lapsed",
            Message::NewRequest => "new_request",
            Message::AccessSet => "access_set",
            Message::Refused => "refused",
            Message::AccessChanged => "access_changed",
            Message::Suspended => "suspended",
            Message::Resumed => "resumed",
            Message::Stopped => "stopped",
            Message::EndingSoon => "ending_soon",
            Message::RemovalNeeded => "removal_needed",
            Message::ChangeAsked => "change_asked",
            Message::ChangeDeclined => "change_declined",
            Message::Closed => "closed",
            Message::ReviewDue => "review_due",
            Message::ReviewNeeded => "review_needed",
        }
    }

    /// The message with this code.
    pub fn from_code(code: &str) -> Option<Message> {
        Message::ALL.into_iter().find(|message| message.code() == code)
    }
}

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// The delegator.
    Delegator,
    /// The delegate.
    Delegate,
    /// The practice.
    Practice,
}

impl Recipient {
    /// The code in the ledger.
    pub fn code(self) -> &'static str {
        match self {
            Recipient::Delegator => "delegator",
            Recipient::Delegate => "delegate",
            Recipient::Practice => "practice",
        }
    }

    /// The recipient with this code.
    pub fn from_code(code: &str) -> Option<Recipient> {
        let all = [Recipient::Delegator, Recipient::Delegate, Recipient::Practice];
        all.into_iter().find(|recipient| recipient.code() == code)
    }
}

/// One message to one of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Notice {
    /// Which message.
    pub message: Message,
    /// To whom.
    pub to: Recipient,
}

/// The notices that `event` calls for; `before` is the delegation as it stood before it.
///
/// Safety first: a refusal of which nothing may be told sends nothing to the citizens (DAPB3051 §4.6).
pub fn notices(before: Option<&Delegation>, event: &Event) -> Vec<Notice> {
    use Recipient::{Delegate, Delegator, Practice};
    let had_practice = before.is_some_and(|delegation| delegation.sent_to_practice_at.is_some());
    match event {
        Event::DelegationRequested { .. } => to(Message::RequestStarted, &[Delegator]),
        Event::DetailsNotConfirmed => to(Message::NotConfirmed, &[Delegator]),
        Event::InvitationSent { .. } => to(Message::Invitation, &[Delegate]),
        Event::InvitationResent => to(Message::Invitation, &[Delegate]),
        Event::InvitationReminded { .. } => to(Message::Reminder, &[Delegate]),
        Event::DelegationAccepted => to(Message::Accepted, &[Delegator, Delegate]),
        Event::SentToPractice => to(Message::NewRequest, &[Practice]),
        Event::DelegationDeclined { .. } => to(Message::Declined, &[Delegator]),
        Event::DelegationWithdrawn { side } => {
            let mut told = match side {
                Party::Delegator if before.is_some_and(|delegation| delegation.invited_at.is_none()) => {
                    vec![]
                }
                Party::Delegator => to(Message::Withdrawn, &[Delegate]),
                Party::Delegate | Party::Practice | Party::System => to(Message::Withdrawn, &[Delegator]),
            };
            if had_practice {
                told.extend(to(Message::Withdrawn, &[Practice]));
            }
            told
        }
        Event::RequestClosed { .. } if before.is_some_and(|delegation| delegation.invited_at.is_some()) => {
            to(Message::Closed, &[Delegator, Delegate])
        }
        Event::RequestClosed { .. } => to(Message::Closed, &[Delegator]),
        Event::InvitationLapsed => to(Message::Lapsed, &[Delegator, Delegate]),
        Event::DelegationApplied { .. } => to(Message::AccessSet, &[Delegator, Delegate]),
        Event::DelegationReactivated { .. } => to(Message::AccessSet, &[Delegator, Delegate]),
        Event::DelegationRefused { tell: TellThem::Nothing, .. } => vec![],
        Event::DelegationRefused { .. } => to(Message::Refused, &[Delegator, Delegate]),
        Event::AccessChanged { .. } => to(Message::AccessChanged, &[Delegator, Delegate]),
        Event::ChangeAsked { .. } => to(Message::ChangeAsked, &[Practice]),
        Event::ChangeDeclined => to(Message::ChangeDeclined, &[Delegator]),
        Event::AccessSuspended { reason } => suspended(*reason),
        Event::EndingSoon { .. } => to(Message::EndingSoon, &[Delegator, Delegate]),
        Event::ReviewDue => to(Message::ReviewDue, &[Delegator, Practice]),
        Event::AccessResumed => to(Message::Resumed, &[Delegator, Delegate]),
        Event::DelegationRevoked { reason, .. } => {
            let mut told = to(Message::Stopped, alive(*reason));
            told.extend(to(Message::RemovalNeeded, &[Practice]));
            told
        }
        Event::DetailsConfirmed | Event::ContactFound { .. } => vec![],
        Event::RemovalConfirmed | Event::DelegationFinished => vec![],
    }
}

/// Nobody writes to a person who has died; what a check with PDS found, the practice must look at.
fn suspended(reason: SuspendReason) -> Vec<Notice> {
    use Recipient::{Delegate, Delegator, Practice};
    let (citizens, by_check): (&[Recipient], bool) = match reason {
        SuspendReason::PendingReview | SuspendReason::Safeguarding => (&[Delegator, Delegate], false),
        SuspendReason::DelegatorRestricted | SuspendReason::DelegateRestricted => {
            (&[Delegator, Delegate], true)
        }
        SuspendReason::DelegatorDeceased => (&[Delegate], true),
        SuspendReason::DelegateDeceased => (&[Delegator], true),
    };
    let mut told = to(Message::Suspended, citizens);
    if by_check {
        told.extend(to(Message::ReviewNeeded, &[Practice]));
    }
    told
}

/// The citizens to be told of a stop.
fn alive(reason: RevokeReason) -> &'static [Recipient] {
    match reason {
        RevokeReason::DelegatorDeceased => &[Recipient::Delegate],
        RevokeReason::DelegateDeceased => &[Recipient::Delegator],
        _ => &[Recipient::Delegator, Recipient::Delegate],
    }
}

fn to(message: Message, recipients: &[Recipient]) -> Vec<Notice> {
    recipients.iter().map(|to| Notice { message, to: *to }).collect()
}
