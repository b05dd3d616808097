//! On what ground an account is associated with a patient: their own, or another's with a relationship and a legal basis
//! (docs/sources.md#citizen-services; DAPB3051 for what is not consent).

use serde::{Deserialize, Serialize};
use time::Date;

use crate::codes::codes;
use crate::delegation::ConsentMethod;
use crate::person::is_adult;
use crate::relationship::Relationship;
use crate::role::LegalBasis;

use super::refusal::Refusal;

codes!(
    /// What shows that a ground holds.
    Evidence {
        /// The document itself.
        LegalDocument = "legal_document",
        /// A register that can be relied on.
        AuthoritativeSource = "authoritative_source",
        /// Somebody at the practice vouches for it.
        Vouching = "vouching",
    }
);

/// What was seen of a ground that is not consent, and when it is looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// What shows it.
    pub evidence: Evidence,
    /// The day on which the practice looks at it again.
    pub review_on: Date,
}

/// On what ground somebody acts for the patient; there is none without what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "basis", rename_all = "snake_case")]
pub enum Ground {
    /// The patient consented, whatever their age, if they can decide.
    Consent {
        /// How they said so.
        method: ConsentMethod,
    },
    /// They are responsible for a child that cannot decide.
    ParentalResponsibility(Checked),
    /// It is in the best interests of a patient who cannot decide; what was weighed is kept beside the events.
    BestInterests(Checked),
    /// A lasting power of attorney for health and welfare.
    PowerOfAttorney(Checked),
    /// A court appointed them as a personal welfare deputy.
    Deputy(Checked),
}

impl Ground {
    /// The same as the national service knows it.
    pub fn legal_basis(self) -> LegalBasis {
        match self {
            Ground::Consent { .. } => LegalBasis::Consent,
            Ground::ParentalResponsibility(_) => LegalBasis::ParentalResponsibility,
            Ground::BestInterests(_) => LegalBasis::BestInterest,
            Ground::PowerOfAttorney(_) => LegalBasis::PowerOfAttorney,
            Ground::Deputy(_) => LegalBasis::Deputy,
        }
    }

    /// What was seen; nothing where the patient consented.
    pub fn checked(self) -> Option<Checked> {
        match self {
            Ground::Consent { .. } => None,
            Ground::ParentalResponsibility(checked)
            | Ground::BestInterests(checked)
            | Ground::PowerOfAttorney(checked)
            | Ground::Deputy(checked) => Some(checked),
        }
    }

    /// Whether it may be a ground on `today` for a patient born on `born`.
    fn check(self, born: Date, today: Date) -> Result<(), Refusal> {
        let is_formal = matches!(self, Ground::PowerOfAttorney(_) | Ground::Deputy(_));
        if matches!(self, Ground::ParentalResponsibility(_)) && is_adult(born, today) {
            return Err(Refusal::PatientTooOld);
        }
        if is_formal && !is_adult(born, today) {
            return Err(Refusal::PatientTooYoung);
        }
        let Some(checked) = self.checked() else { return Ok(()) };
        if is_formal && checked.evidence == Evidence::Vouching {
            return Err(Refusal::EvidenceTooWeak);
        }
        if checked.review_on <= today { Err(Refusal::ReviewPassed) } else { Ok(()) }
    }
}

/// What ties an account to a patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tie", rename_all = "snake_case")]
pub enum Tie {
    /// They are the patient.
    #[serde(rename = "self")]
    Own,
    /// They act for the patient.
    Proxy {
        /// What they are to the patient.
        relationship: Relationship,
        /// On what ground.
        ground: Ground,
    },
}

impl Tie {
    /// The ground; nobody needs one for themselves.
    pub fn ground(self) -> Option<Ground> {
        match self {
            Tie::Own => None,
            Tie::Proxy { ground, .. } => Some(ground),
        }
    }

    /// Whether somebody acts for another by it.
    pub fn is_proxy(self) -> bool {
        matches!(self, Tie::Proxy { .. })
    }

    /// Whether it fits whether the two are the same person, and its ground holds.
    pub(super) fn check(self, is_same: bool, born: Date, today: Date) -> Result<(), Refusal> {
        match self {
            Tie::Own if !is_same => Err(Refusal::NotThemselves),
            Tie::Proxy { .. } if is_same => Err(Refusal::SamePerson),
            Tie::Own => Ok(()),
            Tie::Proxy { ground, .. } => ground.check(born, today),
        }
    }
}
