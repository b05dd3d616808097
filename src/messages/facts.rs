//! What is known when a message is written.

use time::Date;

use crate::locale::Language;
use domain::delegation::{Delegation, Recipient};
use domain::practice_settings::OnlinePlace;
use domain::{NhsNumber, PersonName};

/// What a message may tell. No `Debug`: all of it is personal.
pub struct Facts {
    /// The reader's language.
    pub language: Language,
    /// Who reads it.
    pub recipient: Recipient,
    /// Given name of a citizen; name of a practice. Without it the greeting is "Hello".
    pub recipient_name: Option<String>,
    /// The patient, as NHS login named them.
    pub delegator: PersonName,
    /// The trusted person: to the delegator, the name they wrote themselves.
    pub delegate: PersonName,
    /// The delegator's practice.
    pub practice_name: String,
    /// Its telephone number.
    pub practice_phone: Option<String>,
    /// Where the access that it sets is used.
    pub place: OnlinePlace,
    /// Whether the delegator passes the invitation on; known before the details are checked.
    pub by_code: bool,
    /// Where the delegation stands.
    pub delegation: Delegation,
    /// The one link, below [`Facts::service_url`].
    pub link: String,
    /// Where the service is, such as `https://trusted.example`.
    pub service_url: String,
    /// Only for a practice that may be sent details; see `PracticeSettings::carries_details`.
    pub secure: Option<Secure>,
    /// The day in London.
    pub today: Date,
}

/// With the two names, the six outputs to the practice (docs/life.md#messages).
pub struct Secure {
    /// The patient's NHS number.
    pub delegator_nhs_number: NhsNumber,
    /// The trusted person's NHS number.
    pub delegate_nhs_number: NhsNumber,
    /// Date of request.
    pub requested_on: Date,
    /// Date accepted.
    pub accepted_on: Option<Date>,
}
