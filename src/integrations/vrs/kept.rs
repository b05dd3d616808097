//! A role as the store keeps it, in our words.

use time::OffsetDateTime;

use crate::fhir::read_role::{ReadReason, ReadRole};
use domain::role::{Reason, Status};
use domain::{NhsNumber, OdsCode};

/// A role as the store keeps it, with all that may be missing there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRole {
    /// Its id, whatever it looks like.
    pub id: String,
    /// For whom.
    pub patient: Option<NhsNumber>,
    /// Who acts.
    pub proxy: Option<NhsNumber>,
    /// How it stands; none where the code is not known here.
    pub status: Option<Status>,
    /// Why, where it says so in a code that is known here.
    pub reason: Option<Reason>,
    /// Who granted it.
    pub grantor: Option<OdsCode>,
    /// Its first instant.
    pub start: Option<OffsetDateTime>,
    /// Its last instant.
    pub end: Option<OffsetDateTime>,
    /// When it changed last, where the store says so.
    pub updated: Option<OffsetDateTime>,
}

impl KeptRole {
    /// Whether it is theirs. An id may be another role's by now, and some stores know only one of the two numbers; one that
    /// cannot be read is the one that was asked for.
    pub fn is_of(&self, (patient, proxy): (&NhsNumber, &NhsNumber)) -> bool {
        self.patient.as_ref().is_none_or(|number| number == patient)
            && self.proxy.as_ref().is_none_or(|number| number == proxy)
    }
}

impl From<ReadRole> for KeptRole {
    fn from(role: ReadRole) -> KeptRole {
        KeptRole {
            id: role.id,
            patient: role.patient,
            proxy: role.proxy,
            status: role.status,
            reason: match role.reason {
                Some(ReadReason::Known(reason)) => Some(reason),
                Some(ReadReason::Other(_)) | None => None,
            },
            grantor: role.grantor,
            start: role.start,
            end: role.end,
            updated: role.updated,
        }
    }
}
