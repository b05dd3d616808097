//! Which e-mails there are to look at: each message in each case in which it says something else.

use crate::messages::is_for;
use domain::Party;
use domain::delegation::{CloseReason, Message, Recipient, SuspendReason, TellThem};

/// Where the practice said that the access is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Used {
    /// In the NHS App.
    InApp,
    /// In the practice's own online service.
    InOwn,
    /// In either of them.
    InBoth,
    /// People ask the practice.
    Ask,
}

/// What is particular about the facts of a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Nothing: there is an end date, and a practice's address is not a secure one.
    Usual,
    /// Access without an end date.
    NoEnd,
    /// Names as long as they come, without a place to break them.
    LongNames,
    /// The mail waited while things went on: what it would say is no longer so.
    Late,
    /// The practice has a secure address, so the details may go with it.
    Secure,
    /// Refused, and this may be told.
    Refused(TellThem),
    /// Stopped by this side, and this may be told.
    Stopped(Party, TellThem),
    /// Paused for this reason, and this may be told.
    Paused(SuspendReason, TellThem),
    /// Less was set than was asked for.
    Less,
    /// The practice said where the access is used.
    Place(Used),
    /// The patient passes the invitation on: they read what its trusted person would.
    ByCode,
    /// Closed through nobody's choice.
    Closed(CloseReason),
}

/// One e-mail to look at.
pub(super) struct Scene {
    /// Its name in the address, such as `refused-2`.
    pub id: String,
    /// Which message.
    pub message: Message,
    /// What is particular.
    pub case: Case,
    /// For whom it is meant.
    pub recipients: Vec<Recipient>,
}

impl Scene {
    /// What is particular, in a few words.
    pub fn says(&self) -> String {
        match self.case {
            Case::Usual => "as usual".to_owned(),
            Case::NoEnd => "without an end date".to_owned(),
            Case::LongNames => "with very long names".to_owned(),
            Case::Late => "come too late: what it says is no longer so".to_owned(),
            Case::Secure => "to a secure address, with the details".to_owned(),
            Case::Refused(TellThem::Nothing) => {
                "nothing may be told (then no e-mail goes; this is what one would say)".to_owned()
            }
            Case::Refused(tell) => told(tell).to_owned(),
            Case::Stopped(side, tell) => {
                let by = match side {
                    Party::Delegator => "the patient",
                    Party::Delegate => "the trusted person",
                    Party::Practice => "the practice",
                    Party::System => "its end date",
                };
                format!("by {by}; {}", told(tell))
            }
            Case::Paused(_, tell) => told(tell).to_owned(),
            Case::Less => "less than was asked for".to_owned(),
            Case::Place(Used::InApp) => "the access is used in the NHS App".to_owned(),
            Case::Place(Used::InOwn) => "the access is used in the practice's own online service".to_owned(),
            Case::Place(Used::InBoth) => {
                "the access is used in the NHS App or the practice's own service".to_owned()
            }
            Case::Place(Used::Ask) => "people ask the practice where to use the access".to_owned(),
            Case::ByCode => "the patient passes the invitation on".to_owned(),
            Case::Closed(CloseReason::PracticeLeftTrial) => "the practice left the trial".to_owned(),
            Case::Closed(CloseReason::DelegatorLeftPractice) => "the patient left the practice".to_owned(),
        }
    }
}

fn told(tell: TellThem) -> &'static str {
    match tell {
        TellThem::Nothing => "nothing may be told",
        TellThem::Outcome => "the outcome may be told",
        TellThem::Reason => "the reason may be told",
    }
}

/// All scenes: every message of the domain, in the domain's order.
pub(super) fn all() -> Vec<Scene> {
    let numbered = |message: Message| (1..).zip(cases(message)).map(move |(n, case)| scene(message, n, case));
    Message::ALL.into_iter().flat_map(numbered).collect()
}

fn scene(message: Message, number: usize, case: Case) -> Scene {
    let everybody = [Recipient::Delegator, Recipient::Delegate, Recipient::Practice];
    // Details go to practices alone, so there is nothing else to see for citizens; an invitation goes to one of the two.
    let is_alone = |to: Recipient| match (case, message) {
        (Case::Secure, _) => to == Recipient::Practice,
        (Case::ByCode, _) => to == Recipient::Delegator,
        (Case::Place(_), _) => to == Recipient::Delegate,
        (_, Message::Invitation | Message::Reminder) => to == Recipient::Delegate,
        _ => true,
    };
    let reads = |to: &Recipient| is_for(message, *to) && is_alone(*to);
    let recipients = everybody.into_iter().filter(reads).collect();
    Scene { id: format!("{}-{number}", message.code()), message, case, recipients }
}

fn cases(message: Message) -> Vec<Case> {
    match message {
        Message::Invitation => vec![Case::Usual, Case::NoEnd, Case::LongNames, Case::Late, Case::ByCode],
        Message::RequestStarted | Message::Reminder => vec![Case::Usual, Case::ByCode],
        Message::AccessSet => {
            let places = [Used::InApp, Used::InOwn, Used::InBoth, Used::Ask].map(Case::Place);
            [Case::Usual, Case::NoEnd, Case::Less].into_iter().chain(places).collect()
        }
        Message::AccessChanged => vec![Case::Usual, Case::NoEnd, Case::Less],
        Message::Suspended => vec![
            Case::Paused(SuspendReason::PendingReview, TellThem::Outcome),
            Case::Paused(SuspendReason::PendingReview, TellThem::Reason),
            Case::Paused(SuspendReason::Safeguarding, TellThem::Reason),
        ],
        Message::Accepted => vec![Case::Usual, Case::LongNames],
        Message::Withdrawn | Message::NewRequest | Message::RemovalNeeded => vec![Case::Usual, Case::Secure],
        Message::ChangeAsked | Message::ReviewDue | Message::ReviewNeeded => vec![Case::Usual, Case::Secure],
        Message::Refused => TellThem::ALL.iter().copied().map(Case::Refused).collect(),
        Message::Stopped => vec![
            Case::Stopped(Party::Delegator, TellThem::Outcome),
            Case::Stopped(Party::Delegate, TellThem::Outcome),
            Case::Stopped(Party::Practice, TellThem::Nothing),
            Case::Stopped(Party::Practice, TellThem::Outcome),
            Case::Stopped(Party::Practice, TellThem::Reason),
            Case::Stopped(Party::System, TellThem::Reason),
        ],
        Message::Closed => CloseReason::ALL.iter().copied().map(Case::Closed).collect(),
        // All others say the same in every case.
        _ => vec![Case::Usual],
    }
}
