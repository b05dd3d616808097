//! Who may use the service at all (docs/life.md#who-may-take-part): adult, proofed P9, at a practice of the trial.

use time::Date;

use super::person::is_adult;

/// What is known of a person at sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Date of birth.
    pub born: Date,
    /// Whether identity was proofed to P9.
    pub proofed: bool,
    /// Whether the person's GP practice is enabled for the trial.
    pub practice_enabled: bool,
}

/// Why somebody may not use the service; each has its own page that says what next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotEligible {
    /// Identity below P9.
    #[error("identity is not proofed to P9")]
    NotProofed,
    /// Under 16.
    #[error("under 16")]
    TooYoung,
    /// The GP practice is unknown or not in the trial.
    #[error("the practice is not in the trial")]
    PracticeNotInTrial,
}

impl Standing {
    /// Whether this person may use the service on `today`.
    ///
    /// # Errors
    /// The first reason why not.
    pub fn check(&self, today: Date) -> Result<(), NotEligible> {
        if !self.proofed {
            return Err(NotEligible::NotProofed);
        }
        if !is_adult(self.born, today) {
            return Err(NotEligible::TooYoung);
        }
        if !self.practice_enabled {
            return Err(NotEligible::PracticeNotInTrial);
        }
        Ok(())
    }
}
