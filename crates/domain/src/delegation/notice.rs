//! Who is told what when something has happened (docs/life.md#messages). What the messages say is the matter of
//! `messages`.

use serde::{Deserialize, Serialize};

use crate::actor::Party;

use super::event::Event;
use super::evolve::Delegation;
use super::reason::SuspendReason;

/// The messages of docs/life.md#messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// To the delegate: somebody asks you; or to the delegator: this is yours to pass on.
    Invitation,
    /// To the delegator: we have begun.
    RequestStarted,
    /// To the delegator: we have asked your new practice to look at the access that was set.
    MovedHere,
    /// To the delegator: the details could not be confirmed.
    NotConfirmed,
    /// To the delegate: you have not answered yet; or to the delegator, who passed it on: they have not.
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
    /// To the practice: the patient asks for other access; to the delegator: we have told the practice.
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
    pub const ALL: [Message; 23] = [
        Message::Invitation,
        Message::RequestStarted,
        Message::MovedHere,
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
            Message::MovedHere => "moved_here",
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

    /// What they are to the delegation.
    pub fn party(self) -> Party {
        match self {
            Recipient::Delegator => Party::Delegator,
            Recipient::Delegate => Party::Delegate,
            Recipient::Practice => Party::Practice,
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

impl Notice {
    /// Whether `reader` may see in the ledger that this was sent: their own letters, and the patient also what their practice
    /// was sent. That a check with NHS records paused access the practice must look at first.
    pub fn is_shown_to(self, reader: Party) -> bool {
        match reader {
            Party::Practice | Party::System => true,
            Party::Delegate => self.to == Recipient::Delegate,
            Party::Delegator => self.to != Recipient::Delegate && self.message != Message::ReviewNeeded,
        }
    }
}

/// The notices that `event` calls for; `before` is the delegation as it stood before it.
///
/// Safety first: to whom the practice chose to tell nothing, nothing goes, and nobody writes to somebody who has died
/// ([`Event::told`]).
pub fn notices(before: Option<&Delegation>, event: &Event) -> Vec<Notice> {
    let mut notices = called_for(before, event);
    let gives_access = matches!(event, Event::DelegationApplied { .. });
    if before.is_some_and(Delegation::is_kept_from_delegate) && !gives_access {
        notices.retain(|notice| notice.to != Recipient::Delegate);
    }
    match before.filter(|before| before.by_code && before.accepted != Some(true)) {
        Some(_) => notices.into_iter().filter_map(|notice| passed_on(notice, event)).collect(),
        None => notices,
    }
}

/// Where the delegator passes the invitation on, nobody writes to the delegate before they have agreed: what they would
/// read goes to the delegator, to be passed on. A new code the delegator has made themselves, and reads on the page.
fn passed_on(notice: Notice, event: &Event) -> Option<Notice> {
    match (notice.to, notice.message) {
        (Recipient::Delegator | Recipient::Practice, _) | (_, Message::Accepted) => Some(notice),
        (Recipient::Delegate, Message::Invitation) if matches!(event, Event::InvitationResent) => None,
        (Recipient::Delegate, Message::Invitation | Message::Reminder) => {
            Some(Notice { to: Recipient::Delegator, ..notice })
        }
        (Recipient::Delegate, _) => None,
    }
}

fn called_for(before: Option<&Delegation>, event: &Event) -> Vec<Notice> {
    use Recipient::{Delegate, Delegator, Practice};
    let had_practice = before.is_some_and(|delegation| delegation.sent_to_practice_at.is_some());
    match event {
        Event::DelegationRequested { .. } => to(Message::RequestStarted, &[Delegator]),
        Event::DelegationMovedHere { .. } => to(Message::MovedHere, &[Delegator]),
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
        Event::RequestClosed { .. } if before.is_some_and(|delegation| delegation.invited_at.is_none()) => {
            let mut told = citizens(Message::Closed, event);
            told.retain(|notice| notice.to == Delegator);
            told
        }
        Event::RequestClosed { .. } => citizens(Message::Closed, event),
        Event::InvitationLapsed => to(Message::Lapsed, &[Delegator, Delegate]),
        Event::DelegationApplied { .. } => citizens(Message::AccessSet, event),
        Event::DelegationReactivated { .. } => citizens(Message::AccessSet, event),
        Event::DelegationRefused { .. } => citizens(Message::Refused, event),
        Event::AccessChanged { .. } => citizens(Message::AccessChanged, event),
        // Whoever asks for what is set takes a wish back: the practice is to look again, they themselves know.
        Event::ChangeAsked { access } if before.is_some_and(|before| before.set.as_ref() == Some(access)) => {
            to(Message::ChangeAsked, &[Practice])
        }
        Event::ChangeAsked { .. } => to(Message::ChangeAsked, &[Delegator, Practice]),
        Event::ChangeDeclined { .. } => citizens(Message::ChangeDeclined, event),
        Event::AccessSuspended { reason, .. } => {
            let mut told = citizens(Message::Suspended, event);
            if is_by_check(*reason) {
                told.extend(to(Message::ReviewNeeded, &[Practice]));
            }
            told
        }
        Event::EndingSoon { .. } => to(Message::EndingSoon, &[Delegator, Delegate]),
        Event::ReviewDue => to(Message::ReviewDue, &[Delegator, Practice]),
        Event::AccessResumed { .. } => citizens(Message::Resumed, event),
        Event::DelegationRevoked { .. } => {
            let mut told = citizens(Message::Stopped, event);
            told.extend(to(Message::RemovalNeeded, &[Practice]));
            told
        }
        Event::DetailsConfirmed | Event::ContactFound { .. } => vec![],
        Event::RemovalConfirmed | Event::DelegationFinished => vec![],
    }
}

/// What a check with PDS or the national store found, the practice must look at.
fn is_by_check(reason: SuspendReason) -> bool {
    match reason {
        SuspendReason::PendingReview | SuspendReason::Safeguarding => false,
        SuspendReason::DelegatorDeceased | SuspendReason::DelegateDeceased => true,
        SuspendReason::DelegatorRestricted | SuspendReason::DelegateRestricted => true,
        SuspendReason::NationalRoleEnded => true,
    }
}

/// To those of the two who are told of it.
fn citizens(message: Message, event: &Event) -> Vec<Notice> {
    let both = [Recipient::Delegator, Recipient::Delegate];
    let told = both.into_iter().filter(|one| event.told(one.party()).allows_outcome());
    told.map(|to| Notice { message, to }).collect()
}

fn to(message: Message, recipients: &[Recipient]) -> Vec<Notice> {
    recipients.iter().map(|to| Notice { message, to: *to }).collect()
}
