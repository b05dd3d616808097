//! What else the national store knows of two people, asked for when somebody of the practice wants to see it. Of the trusted
//! person's roles it is not told for whom they are: those are other practices' patients.

use time::OffsetDateTime;

use crate::app::App;
use crate::integrations::Upstream;
use crate::integrations::vrs::KeptRole;
use crate::storage::views::case::Case;
use domain::role::{Reason, Status};
use domain::{NhsNumber, OdsCode};

/// A role of one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherRole {
    /// Who acts, where the role is the patient's and it is not the trusted person of this case.
    pub proxy: Option<NhsNumber>,
    /// Whether it is the role of this pair.
    pub is_of_the_pair: bool,
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
}

/// The roles of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Others {
    /// In which somebody acts for the patient.
    pub patient: Vec<OtherRole>,
    /// In which the trusted person acts for somebody.
    pub trusted: Vec<OtherRole>,
}

/// Asks for them; none where the national store is not set up.
///
/// # Errors
/// What kept us from an answer.
pub async fn others(app: &App, case: &Case) -> Result<Option<Others>, Upstream> {
    let Some(vrs) = &app.vrs else { return Ok(None) };
    let correlation = app.clock.new_id().to_string();
    let (patient, proxy) = (&case.delegator.nhs_number, &case.delegate.nhs_number);
    let (of_patient, of_proxy) = futures::future::try_join(
        vrs.roles((Some(patient), None), &correlation),
        vrs.roles((None, Some(proxy)), &correlation),
    )
    .await?;
    let is_of_the_pair =
        |role: &KeptRole| role.patient.as_ref() == Some(patient) && role.proxy.as_ref() == Some(proxy);
    let other = |role: KeptRole, shows_proxy: bool| {
        let is_of_the_pair = is_of_the_pair(&role);
        OtherRole {
            reason: role.reason,
            proxy: role.proxy.filter(|_| shows_proxy && !is_of_the_pair),
            is_of_the_pair,
            status: role.status,
            grantor: role.grantor,
            start: role.start,
            end: role.end,
        }
    };
    Ok(Some(Others {
        patient: of_patient.into_iter().map(|role| other(role, true)).collect(),
        trusted: of_proxy.into_iter().map(|role| other(role, false)).collect(),
    }))
}
