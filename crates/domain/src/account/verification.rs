//! How it was made sure who somebody is (docs/sources.md#citizen-services, identity verification). Each practice makes sure for
//! itself: what another one has seen does not count.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::actor::StaffId;
use crate::codes::codes;

use super::ids::EvidenceId;
use super::refusal::Refusal;

codes!(
    /// A document that was seen.
    Document {
        /// A passport.
        Passport = "passport",
        /// A birth certificate.
        BirthCertificate = "birth_certificate",
        /// A marriage certificate.
        MarriageCertificate = "marriage_certificate",
        /// Another; a text says which.
        Other = "other",
    }
);

/// In which of three ways somebody at the practice answers for who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "vouching", rename_all = "snake_case")]
pub enum Vouching {
    /// Whoever records it knows them.
    Personal,
    /// They knew what stands in their record.
    Information,
    /// A named member of staff knows them.
    NamedStaff {
        /// Who.
        by: StaffId,
    },
}

/// What shows who somebody is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "proof", rename_all = "snake_case")]
pub enum Proof {
    /// Documents were seen.
    Documents {
        /// Which.
        seen: Vec<Document>,
        /// A copy or a link, kept elsewhere.
        copy: Option<EvidenceId>,
    },
    /// Somebody vouches for them.
    Vouching(Vouching),
    /// NHS login proofed their identity to P9.
    NhsLogin,
}

/// That it was made sure who somebody is; by whom, the event says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// On which day.
    pub on: Date,
    /// By what.
    pub proof: Proof,
}

impl Verification {
    /// The copy of a document that was kept with it.
    pub fn copy(&self) -> Option<EvidenceId> {
        match &self.proof {
            Proof::Documents { copy, .. } => *copy,
            Proof::Vouching(_) | Proof::NhsLogin => None,
        }
    }

    /// Whether it may be recorded on `today`; `is_proofed` is what NHS login says of the person.
    pub(super) fn check(&self, is_proofed: bool, today: Date) -> Result<(), Refusal> {
        match &self.proof {
            _ if self.on > today => Err(Refusal::InFuture),
            Proof::Documents { seen, .. } if seen.is_empty() => Err(Refusal::NoDocument),
            Proof::NhsLogin if !is_proofed => Err(Refusal::NotProofed),
            Proof::Documents { .. } | Proof::Vouching(_) | Proof::NhsLogin => Ok(()),
        }
    }
}
