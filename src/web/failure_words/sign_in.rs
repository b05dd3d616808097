//! A sign-in that did not succeed. What an attacker could learn from is one wording: "We could not sign you in".

use crate::integrations::oidc::SignInFault;
use crate::integrations::{Kind, Upstream};
use domain::eligibility::NotEligible;

use super::outside::away;
use super::parts::{Reader, Said};
use super::{eligible, staff};

/// The words for a refused sign-in.
pub(super) fn said(reader: &Reader<'_>, fault: SignInFault) -> Said {
    match fault {
        SignInFault::ConsentNotGiven => no_consent(reader),
        SignInFault::Cancelled => cancelled(reader),
        SignInFault::StateMismatch | SignInFault::ForeignIssuer | SignInFault::CodeMissing => {
            not_under_way(reader)
        }
        SignInFault::Upstream(Upstream { kind, .. }) if is_away(kind) => away(reader),
        SignInFault::ProviderSaid(code) | SignInFault::CodeRefused(code) if is_away(Kind::Oauth(code)) => {
            away(reader)
        }
        SignInFault::ProviderSaid(_) | SignInFault::CodeRefused(_) | SignInFault::Upstream(_) => {
            unusable(reader)
        }
        SignInFault::Token(_) | SignInFault::Userinfo(_) => unusable(reader),
        SignInFault::LevelTooLow if reader.is_staff() => staff::level_too_low(reader),
        SignInFault::LevelTooLow => eligible::said(reader, NotEligible::NotProofed),
        SignInFault::NoRoles => staff::no_roles(reader),
        SignInFault::RoleMissing => staff::role_missing(reader),
        SignInFault::RoleNotHeld | SignInFault::OrganisationNotHeld => staff::role_not_held(reader),
        SignInFault::RoleNotAllowed => staff::role_not_allowed(reader),
    }
}

/// Whether the provider could not answer, so that its answer was none that must be distrusted.
fn is_away(kind: Kind) -> bool {
    kind.is_temporary() && !matches!(kind, Kind::TooLarge | Kind::Malformed)
}

/// The answer belongs to no sign-in that this browser has begun and not finished.
pub(super) fn not_under_way(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    Said::new(t.msg_failures_no_sign_in(), t.msg_failures_no_sign_in_why())
        .next(t.msg_failures_no_sign_in_next())
        .button(reader.sign_in_path(), t.msg_failures_way_sign_in())
        .home(reader)
}

/// From the reader's network more sign-ins began than anybody needs.
pub(super) fn too_many(reader: &Reader<'_>, minutes: i64) -> Said {
    let t = reader.t;
    Said::new(t.msg_failures_too_many_starts(), t.msg_failures_too_many_starts_why())
        .next(t.msg_failures_too_many_starts_next(minutes))
        .home(reader)
        .contact(reader)
}

fn cancelled(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    Said::new(t.msg_failures_cancelled(), t.msg_failures_cancelled_why())
        .way(reader.sign_in_path(), t.msg_failures_way_sign_in())
        .home(reader)
}

fn no_consent(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    Said::new(t.msg_sign_in_no_consent(), t.msg_sign_in_no_consent_why())
        .way("/auth/nhs-login/start", t.msg_failures_way_sign_in())
        .way("/auth/no-consent", t.msg_failures_way_no_consent())
        .home(reader)
}

fn unusable(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    Said::new(t.msg_failures_sign_in(), t.msg_failures_sign_in_why())
        .next(t.msg_failures_sign_in_next())
        .way(reader.sign_in_path(), t.msg_failures_way_sign_in())
        .home(reader)
        .contact(reader)
}
