//! Counts sign-ins by what came of them: those who watch the service see that people are refused, and for what.

use crate::actions::sign_in::staff::StaffRefused;
use crate::app::App;
use crate::integrations::System;
use crate::web::failure::Failure;
use domain::eligibility::NotEligible;

/// Counts one that ended at this provider.
pub(super) fn count(app: &App, provider: System, ended: &Result<(), Failure>) {
    app.metrics.sign_in(provider.name(), ended.as_ref().err().map(reason));
}

/// Why nobody was signed in, by code.
fn reason(failure: &Failure) -> &'static str {
    match failure {
        Failure::SignIn(fault) => fault.code(),
        Failure::NotEligible(NotEligible::NotProofed) => "not_proofed",
        Failure::NotEligible(NotEligible::TooYoung) => "too_young",
        Failure::NotEligible(NotEligible::PracticeNotInTrial)
        | Failure::Staff(StaffRefused::PracticeNotInTrial { .. }) => "practice_not_in_trial",
        Failure::Staff(StaffRefused::RoleNotAllowed) => "role_not_allowed",
        Failure::Staff(StaffRefused::NotAPractice { .. }) => "not_a_practice",
        Failure::Staff(StaffRefused::Upstream(_)) => "directory_away",
        Failure::Staff(StaffRefused::Storage(_)) | Failure::Storage(_) | Failure::Session(_) => "database",
        _ => "other",
    }
}
