//! A linked account that moves.

use time::Date;

use crate::london::{first_instant, last_instant};
use crate::nhs_number::NhsNumber;
use crate::ods_code::OdsCode;
use crate::role::{LegalBasis, Period, Reason, Reasoned, Refusal, Role, Status, create};

/// A linked account that moves: what the national service asks for, and by what the GP system knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedAccount {
    /// By what the GP system knows it.
    pub supplier_id: String,
    /// For whom.
    pub patient: NhsNumber,
    /// Who acts.
    pub proxy: NhsNumber,
    /// The practice that granted it, by whose code it is counted.
    pub practice: OdsCode,
    /// The day on which it was granted.
    pub start: Date,
    /// The last day; none where it has no end.
    pub end: Option<Date>,
    /// On what ground; many GP systems do not say.
    pub basis: LegalBasis,
}

impl LinkedAccount {
    /// The role that it becomes: active, whatever happened before, from the first instant of its first day.
    ///
    /// # Errors
    /// When no such role may be; [`super::read_row`] has seen to it that it may.
    pub fn role(&self) -> Result<Role, Refusal> {
        let start = first_instant(self.start);
        create(Role {
            patient: self.patient.clone(),
            proxy: self.proxy.clone(),
            status: Status::Active,
            why: Reasoned::plain(Reason::Created),
            basis: self.basis,
            grantor: Some(self.practice.clone()),
            made_at: start,
            period: Period::new(Some(start), self.end.map(last_instant))?,
        })
    }
}
