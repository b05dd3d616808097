//! Citizens who may not use the service: no mistake of theirs, so the page says why and where else to go.

use domain::eligibility::NotEligible;

use super::parts::{Reader, Said};

/// Where NHS login helps people who cannot prove who they are.
const NHS_LOGIN_HELP: &str = "https://help.login.nhs.uk/";

/// The words for a person who is not eligible; the reader is that person.
pub(super) fn said(reader: &Reader<'_>, reason: NotEligible) -> Said {
    let t = reader.t;
    match reason {
        NotEligible::NotProofed => Said::new(t.msg_failures_not_proofed(), t.msg_failures_not_proofed_why())
            .also(t.msg_failures_not_proofed_how())
            .list(vec![t.msg_failures_not_proofed_photo(), t.msg_failures_not_proofed_face()])
            .next(t.msg_failures_not_proofed_next())
            .next(t.msg_failures_not_proofed_no_photo())
            .way("/auth/nhs-login/start", t.msg_failures_way_prove())
            .way(NHS_LOGIN_HELP, t.msg_failures_way_nhs_login_help())
            .home(reader),
        NotEligible::TooYoung => Said::new(t.msg_failures_too_young(), t.msg_failures_too_young_why())
            .next(t.msg_failures_too_young_next())
            .next(t.msg_failures_too_young_alone())
            .home(reader),
        NotEligible::PracticeNotInTrial => {
            Said::new(t.msg_failures_surgery_not_in_trial(), t.msg_failures_surgery_not_in_trial_why())
                .next(t.msg_failures_surgery_not_in_trial_next())
                .next(t.msg_failures_surgery_not_in_trial_moved())
                .way("/how-it-works", t.msg_failures_way_how())
                .home(reader)
        }
    }
}

/// The words for a person whose own record is restricted. They say nothing of why, whoever looks over a shoulder.
pub(super) fn restricted(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    Said::new(t.msg_failures_restricted(), t.msg_failures_restricted_why())
        .next(t.msg_failures_restricted_next())
        .next(t.msg_failures_restricted_private())
        .home(reader)
}
