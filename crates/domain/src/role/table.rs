//! Who may go where, and why: the table of docs/sources.md#nps-docs (its state diagram of May 2026), which
//! docs/national-store.md#the-state-table prints; a test compares.

use super::reason::Reason;
use super::status::Status;

/// One way from one status to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// From where; none is "no role yet".
    pub from: Option<Status>,
    /// To where.
    pub to: Status,
    /// For one of these reasons.
    pub reasons: &'static [Reason],
}

/// All ways there are; everything else is refused.
pub const ROWS: &[Row] = &[
    // The published table has the first reason alone; the published examples create with the second, with a text, too.
    Row { from: None, to: Status::Active, reasons: &[Reason::Created, Reason::Other] },
    Row { from: None, to: Status::Rejected, reasons: REJECTED },
    Row { from: Some(Status::Active), to: Status::Inactive, reasons: DEACTIVATED },
    Row { from: Some(Status::Inactive), to: Status::Active, reasons: &[Reason::Reactivated] },
    Row { from: Some(Status::Inactive), to: Status::Rejected, reasons: REJECTED },
    Row { from: Some(Status::Rejected), to: Status::Active, reasons: &[Reason::Activated] },
];

const REJECTED: &[Reason] = &[
    Reason::NotNeeded,
    Reason::RejectedSafeguarding,
    Reason::IdentityNotVerified,
    Reason::NoConsent,
    Reason::RejectedLacksCapacity,
    Reason::RejectedAbroad,
    Reason::NoLegalBasis,
    Reason::Other,
];

const DEACTIVATED: &[Reason] = &[
    Reason::Safeguarding,
    Reason::PatientRequest,
    Reason::EndDateReached,
    Reason::NotUsed,
    Reason::PatientDeceased,
    Reason::ProxyDeceased,
    Reason::ChangeInRelationship,
    Reason::ProxyLacksCapacity,
    Reason::Misuse,
    Reason::PatientTransferred,
    Reason::ProxyTransferred,
    Reason::ProxyAbroad,
    Reason::PendingReview,
    Reason::Other,
];

/// What the table says of one wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// It may go there for this reason.
    Allowed,
    /// It may go there, and not for this reason.
    OtherReason,
    /// It may not go there.
    Refused,
}

/// What the table says of going from one status (`None`: no role yet) to another for a reason.
pub fn cell(from: Option<Status>, to: Status, reason: Reason) -> Cell {
    match ROWS.iter().find(|row| (row.from, row.to) == (from, to)) {
        Some(row) if row.reasons.contains(&reason) => Cell::Allowed,
        Some(_) => Cell::OtherReason,
        None => Cell::Refused,
    }
}

/// Whether a role that stands there may do so for this reason, however it came there.
pub fn may_stand(status: Status, reason: Reason) -> bool {
    ROWS.iter().any(|row| row.to == status && row.reasons.contains(&reason))
}

/// Whether one of the two people who reads for themselves is told this reason, the patient (`is_patient`) or the proxy. What says
/// something of the other one, or might bring either into danger, is told to neither; a reason is never told with its text.
pub fn is_told(reason: Reason, is_patient: bool) -> bool {
    match reason {
        Reason::Created
        | Reason::Activated
        | Reason::Reactivated
        | Reason::EndDateReached
        | Reason::NotUsed
        | Reason::PendingReview
        | Reason::Submitted
        | Reason::Resubmitted
        | Reason::Withdrawn => true,
        Reason::PatientRequest | Reason::NoConsent | Reason::PatientTransferred => is_patient,
        Reason::ProxyTransferred
        | Reason::ProxyAbroad
        | Reason::RejectedAbroad
        | Reason::IdentityNotVerified
        | Reason::NoLegalBasis => !is_patient,
        Reason::Safeguarding
        | Reason::RejectedSafeguarding
        | Reason::Misuse
        | Reason::ChangeInRelationship
        | Reason::PatientDeceased
        | Reason::ProxyDeceased
        | Reason::ProxyLacksCapacity
        | Reason::RejectedLacksCapacity
        | Reason::NotNeeded
        | Reason::Other => false,
    }
}

/// The table as Markdown, as docs/national-store.md#the-state-table shows it.
pub fn markdown() -> String {
    let mut text = String::from("| from | to | reasons |\n|---|---|---|\n");
    for row in ROWS {
        let from = row.from.map_or("–", Status::code);
        let reasons: Vec<String> = row.reasons.iter().map(|reason| format!("`{}`", reason.code())).collect();
        text.push_str(&format!("| {from} | {} | {} |\n", row.to.code(), reasons.join(" ")));
    }
    text
}
