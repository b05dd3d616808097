//! Who may go where (docs/sources.md#nps-docs, state diagram of May 2026), and the reasons there are.

/// Reasons, each with what it is called.
const REASONS: &[(&str, &str)] = &[
    ("ROLE_CREATED", "Role created"),
    ("ROLE_ACTIVATED", "Role activated"),
    ("ROLE_REACTIVATED", "Role reactivated"),
    ("ROLE_DEACTIVATED_SAFEGUARDING", "Safeguarding concern"),
    ("ROLE_DEACTIVATED_PATIENT_REQUEST", "At patient request"),
    ("ROLE_DEACTIVATED_END_DATE_REACHED", "End date reached"),
    ("ROLE_DEACTIVATED_INACTIVE_ROLE", "Role no longer in use"),
    ("ROLE_DEACTIVATED_PATIENT_DECEASED", "Patient deceased"),
    ("ROLE_DEACTIVATED_PROXY_DECEASED", "Proxy deceased"),
    ("ROLE_DEACTIVATED_CHANGE_IN_RELATIONSHIP", "Change in relationship"),
    ("ROLE_DEACTIVATED_PROXY_LACKS_CAPACITY", "Proxy lacks capacity"),
    ("ROLE_DEACTIVATED_MISUSE_OF_SYSTEM", "Misuse of system"),
    ("ROLE_DEACTIVATED_PATIENT_GP_TRANSFERRED", "Patient GP transferred"),
    ("ROLE_DEACTIVATED_PROXY_GP_TRANSFERRED", "Proxy GP transferred"),
    ("ROLE_DEACTIVATED_PROXY_NOT_LIVING_IN_ENGLAND_OR_WALES", "Proxy not living in England or Wales"),
    ("ROLE_SUSPENDED_PENDING_REVIEW", "Suspended pending review"),
    ("APPLICATION_REJECTED_NOT_NEEDED", "Proxy support not required"),
    ("APPLICATION_REJECTED_SAFEGUARDING", "Safeguarding concern identified"),
    ("APPLICATION_REJECTED_IDENTITY_NOT_VERIFIED", "Proxy identity not verified"),
    ("APPLICATION_REJECTED_NO_CONSENT", "Patient does not consent"),
    ("APPLICATION_REJECTED_PROXY_LACKS_CAPACITY", "Proxy lacks capacity"),
    ("APPLICATION_REJECTED_PROXY_NOT_LIVING_IN_ENGLAND_OR_WALES", "Proxy not living in England or Wales"),
    ("APPLICATION_REJECTED_NO_LEGAL_BASIS", "Relationship or legal basis not proven"),
    ("OTHER", "Other reason"),
];

/// What a reason is called; none for one that is not in the list.
pub(super) fn display(reason: &str) -> Option<&'static str> {
    REASONS.iter().find(|(code, _)| *code == reason).map(|(_, display)| *display)
}

/// Whether there is a way from one status (none: no role yet) to another.
pub(super) fn leads(from: Option<&str>, to: &str) -> bool {
    matches!(
        (from, to),
        (None, "active" | "rejected")
            | (Some("active"), "inactive")
            | (Some("inactive"), "active" | "rejected")
            | (Some("rejected"), "active")
    )
}

/// Whether a reason leads there.
pub(super) fn fits(from: Option<&str>, to: &str, reason: &str) -> bool {
    match (from, to) {
        (None, "active") => reason == "ROLE_CREATED",
        (Some("inactive"), "active") => reason == "ROLE_REACTIVATED",
        (Some("rejected"), "active") => reason == "ROLE_ACTIVATED",
        (_, "inactive") => {
            reason.starts_with("ROLE_DEACTIVATED_")
                || matches!(reason, "ROLE_SUSPENDED_PENDING_REVIEW" | "OTHER")
        }
        (_, "rejected") => reason.starts_with("APPLICATION_REJECTED_") || reason == "OTHER",
        _ => false,
    }
}
