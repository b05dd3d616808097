//! The pages of an invitation, in order.

/// The pages, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Who is invited.
    Who,
    /// How they are related.
    Relationship,
    /// What they may do.
    Services,
    /// For how long.
    HowLong,
    /// Whether anybody presses the delegator.
    Pressure,
    /// The answers, to be checked.
    Check,
    /// The declaration.
    Declaration,
}

impl Step {
    /// The last part of the page's path.
    pub fn path(self) -> &'static str {
        match self {
            Step::Who => "who",
            Step::Relationship => "relationship",
            Step::Services => "services",
            Step::HowLong => "how-long",
            Step::Pressure => "pressure",
            Step::Check => "check",
            Step::Declaration => "declaration",
        }
    }

    /// The page before; the first has none.
    pub fn before(self) -> Option<Step> {
        match self {
            Step::Who => None,
            Step::Relationship => Some(Step::Who),
            Step::Services => Some(Step::Relationship),
            Step::HowLong => Some(Step::Services),
            Step::Pressure => Some(Step::HowLong),
            Step::Check => Some(Step::Pressure),
            Step::Declaration => Some(Step::Check),
        }
    }
}
