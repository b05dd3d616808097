//! The codes that the national store of roles publishes for its refusals (docs/sources.md#vrs-api): what clients go by, and
//! never words or the status alone.

/// A published code that something here rests on, or a kind of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VrsCode {
    /// The pair has a role.
    Duplicate,
    /// Nobody has this id, or this number, or they have no role.
    Nothing,
    /// The id is none that can be read by.
    NotAnId,
    /// The role does not stand where the change begins.
    Transition,
    /// Our token is missing, wrong or too weak.
    Denied,
    /// Something in what we sent is missing or wrong.
    Unfit,
    /// Trouble there, for now.
    Trouble,
    /// Any other code, so that no foreign text is kept.
    Other,
}

impl VrsCode {
    /// A stable word for logs and job records.
    pub fn code(self) -> &'static str {
        match self {
            VrsCode::Duplicate => "vrs_duplicate",
            VrsCode::Nothing => "vrs_nothing",
            VrsCode::NotAnId => "vrs_not_an_id",
            VrsCode::Transition => "vrs_transition",
            VrsCode::Denied => "vrs_denied",
            VrsCode::Unfit => "vrs_unfit",
            VrsCode::Trouble => "vrs_trouble",
            VrsCode::Other => "vrs_other",
        }
    }

    /// Whether the same call may succeed later without anybody changing anything.
    pub(in crate::integrations) fn is_temporary(self) -> bool {
        self == VrsCode::Trouble
    }

    /// What the store writes as `text` stands for.
    pub(super) fn published(text: &str) -> VrsCode {
        match text {
            "DUPLICATE_RELATIONSHIP" => VrsCode::Duplicate,
            "INVALIDATED_RESOURCE" | "RESOURCE_NOT_FOUND" | "GP_PRACTICE_NOT_FOUND" => VrsCode::Nothing,
            "INVALID_ID_VALUE" => VrsCode::NotAnId,
            "INVALID_STATE_TRANSITION" => VrsCode::Transition,
            "ACCESS_DENIED" | "FORBIDDEN" => VrsCode::Denied,
            "SERVER_ERROR" | "DOWNSTREAM_SERVICE_ERROR" | "TIMEOUT" | "BAD_GATEWAY" => VrsCode::Trouble,
            text if text.starts_with("INVALID_") || text.starts_with("MISSING_") => VrsCode::Unfit,
            "BAD_REQUEST" | "DUPLICATE_PATCHES" | "UNSUPPORTED_MEDIA_TYPE" | "UNSUPPORTED_MEDIA" => {
                VrsCode::Unfit
            }
            _ => VrsCode::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_for_what_is_to_be_done() {
        for (text, code) in [
            ("DUPLICATE_RELATIONSHIP", VrsCode::Duplicate),
            ("INVALIDATED_RESOURCE", VrsCode::Nothing),
            ("INVALID_ID_VALUE", VrsCode::NotAnId),
            ("INVALID_STATE_TRANSITION", VrsCode::Transition),
            ("INVALID_STATUS_REASON", VrsCode::Unfit),
            ("MISSING_GRANTOR", VrsCode::Unfit),
            ("SERVER_ERROR", VrsCode::Trouble),
            ("SOMETHING_NEW", VrsCode::Other),
        ] {
            assert_eq!(VrsCode::published(text), code, "{text}");
        }
    }
}
