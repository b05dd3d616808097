//! A practice's attempt to reach one of the two people of a case: whom, how, on which day, and what came of it.

use time::Date;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// The patient.
    Patient,
    /// The trusted person.
    TrustedPerson,
}

impl Whom {
    /// Both, in the order of the form.
    pub const ALL: [Whom; 2] = [Whom::Patient, Whom::TrustedPerson];

    /// The code in forms and rows.
    pub fn code(self) -> &'static str {
        match self {
            Whom::Patient => "patient",
            Whom::TrustedPerson => "trusted_person",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Whom> {
        Whom::ALL.into_iter().find(|whom| whom.code() == code)
    }
}

/// How somebody was tried to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactWay {
    /// By telephone.
    Phone,
    /// By letter.
    Letter,
    /// By text message, e-mail or another message.
    Message,
    /// In person.
    InPerson,
}

impl ContactWay {
    /// All ways, in the order of the form.
    pub const ALL: [ContactWay; 4] =
        [ContactWay::Phone, ContactWay::Letter, ContactWay::Message, ContactWay::InPerson];

    /// The code in forms and rows.
    pub fn code(self) -> &'static str {
        match self {
            ContactWay::Phone => "phone",
            ContactWay::Letter => "letter",
            ContactWay::Message => "message",
            ContactWay::InPerson => "in_person",
        }
    }

    /// The way with this code.
    pub fn from_code(code: &str) -> Option<ContactWay> {
        ContactWay::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactOutcome {
    /// Nobody answered.
    NoAnswer,
    /// A message was left, or sent.
    LeftMessage,
    /// They were spoken to.
    Spoke,
    /// The number, or the address, is not theirs.
    WrongNumber,
}

impl ContactOutcome {
    /// All of them, in the order of the form.
    pub const ALL: [ContactOutcome; 4] = [
        ContactOutcome::NoAnswer,
        ContactOutcome::LeftMessage,
        ContactOutcome::Spoke,
        ContactOutcome::WrongNumber,
    ];

    /// The code in forms and rows.
    pub fn code(self) -> &'static str {
        match self {
            ContactOutcome::NoAnswer => "no_answer",
            ContactOutcome::LeftMessage => "left_message",
            ContactOutcome::Spoke => "spoke",
            ContactOutcome::WrongNumber => "wrong_number",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<ContactOutcome> {
        ContactOutcome::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// One attempt. No `Debug`: its note may say things of the patient.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactAttempt {
    /// Whom.
    pub whom: Whom,
    /// How.
    pub way: ContactWay,
    /// What came of it.
    pub outcome: ContactOutcome,
    /// The London day.
    pub day: Date,
    /// A note; may be empty.
    pub note: String,
}

/// Why nobody can have been tried to be reached on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactDayFault {
    /// It is still to come.
    Ahead,
    /// It is before the request was made.
    BeforeRequest,
}

impl ContactAttempt {
    /// `day`, if somebody can have been tried to be reached on it about a request of the day `requested`.
    ///
    /// # Errors
    /// See [`ContactDayFault`].
    pub fn may_be_on(day: Date, requested: Date, today: Date) -> Result<Date, ContactDayFault> {
        match day {
            _ if day > today => Err(ContactDayFault::Ahead),
            _ if day < requested => Err(ContactDayFault::BeforeRequest),
            _ => Ok(day),
        }
    }
}
