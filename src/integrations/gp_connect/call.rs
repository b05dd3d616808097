//! One call: from whom, to whom, with which items.

use uuid::Uuid;

use crate::fhir::stu3::sensitive::Sensitive;
use domain::OdsCode;

/// Why a record is asked for, as each call says it.
pub const REASON: &str = "migration";

/// Who asks.
#[derive(Clone, Copy)]
pub struct Asker<'a> {
    /// Their practice.
    pub practice: &'a OdsCode,
    /// Its name.
    pub practice_name: &'a str,
    /// CIS2 user id of the member of staff.
    pub user: &'a str,
    /// Their name.
    pub name: &'a str,
    /// The role in which they asked.
    pub role: Option<&'a str>,
}

/// One call.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// Its own id, new for each call: their answer is to repeat it.
    pub trace: Uuid,
    /// Who asks.
    pub asker: Asker<'a>,
    /// The other system's ASID.
    pub asid: &'a str,
    /// The other system's service root, without a slash at the end.
    pub address: &'a str,
    /// With confidential items or without.
    pub sensitive: Sensitive,
}

impl Call<'_> {
    /// How far it goes, as its token says.
    pub fn scope(&self) -> String {
        format!("patient/*.read {}", self.sensitive.scope())
    }
}
