//! Where a role stands.

/// Where a role stands, by the codes of the national service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Asked for. An earlier model of the service; nothing leads there any more, and readers may meet it.
    Proposed,
    /// The proxy may act.
    Active,
    /// It was refused.
    Rejected,
    /// It has ended, or is paused.
    Inactive,
    /// It should never have been. Nothing leads there any more, and readers may meet it.
    EnteredInError,
}

impl Status {
    /// All of them, in the order of a life.
    pub const ALL: [Status; 5] =
        [Status::Proposed, Status::Active, Status::Rejected, Status::Inactive, Status::EnteredInError];

    /// The code.
    pub fn code(self) -> &'static str {
        match self {
            Status::Proposed => "proposed",
            Status::Active => "active",
            Status::Rejected => "rejected",
            Status::Inactive => "inactive",
            Status::EnteredInError => "entered-in-error",
        }
    }

    /// Which of several roles of a pair counts: the one of the least rank. An active one is enough, whatever else there is.
    pub fn rank(status: Option<Status>) -> u8 {
        match status {
            Some(Status::Active) => 0,
            Some(Status::Inactive) => 1,
            Some(Status::Rejected) => 2,
            Some(Status::Proposed | Status::EnteredInError) | None => 3,
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.code() == code)
    }
}
