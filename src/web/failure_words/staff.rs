//! Staff who may not work here, each with what to ask for and a way to another role (docs/sources.md#cis2-users).

use url::form_urlencoded;

use crate::actions::sign_in::staff::StaffRefused;
use crate::locale::Words;

use super::outside::{outside, stored};
use super::parts::{Reader, Said};

const CHANGE_ROLE: &str = "/auth/cis2/change-role";

/// The words for a refused member of staff.
pub(super) fn said(reader: &Reader<'_>, refused: &StaffRefused) -> Said {
    let t = reader.t;
    match refused {
        StaffRefused::RoleNotAllowed => role_not_allowed(reader),
        StaffRefused::NotAPractice { name } => {
            Said::new(t.msg_failures_not_a_practice(name), t.msg_failures_not_a_practice_why())
                .next(t.msg_failures_not_a_practice_next())
                .change_role(reader)
        }
        StaffRefused::PracticeNotInTrial { name } => {
            Said::new(t.msg_failures_practice_not_in_trial(name), t.msg_failures_practice_not_in_trial_why())
                .next(t.msg_failures_practice_not_in_trial_role())
                .next(t.msg_failures_practice_not_in_trial_next())
                .change_role(reader)
        }
        StaffRefused::Upstream(upstream) => outside(reader, *upstream),
        StaffRefused::Storage(error) => stored(reader, error),
    }
}

/// The case belongs to another practice in which they work too: they change to it, and come back to this page.
pub(super) fn other_practice(reader: &Reader<'_>, name: &str) -> Said {
    let t = reader.t;
    let back: String =
        form_urlencoded::Serializer::new(String::new()).append_pair("return_to", reader.path).finish();
    Said::new(t.msg_failures_other_practice(name), t.msg_failures_other_practice_why(name))
        .next(t.msg_failures_other_practice_next(name))
        .button(&format!("{CHANGE_ROLE}?{back}"), t.msg_failures_other_practice_switch())
        .home(reader)
}

/// The role is none of those that may.
pub(super) fn role_not_allowed(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    Said::new(t.msg_failures_role_not_allowed(), t.msg_failures_role_not_allowed_why())
        .also(t.msg_failures_roles_allowed())
        .list(roles(reader))
        .next(t.msg_failures_role_not_allowed_next())
        .next(t.msg_failures_ask_registration())
        .change_role(reader)
}

/// This person has no role at all.
pub(super) fn no_roles(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    Said::new(t.msg_failures_no_roles(), t.msg_failures_no_roles_why())
        .also(t.msg_failures_roles_allowed())
        .list(roles(reader))
        .next(t.msg_failures_ask_registration())
        .change_role(reader)
}

/// No role was chosen.
pub(super) fn role_missing(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    Said::new(t.msg_failures_role_missing(), t.msg_failures_role_missing_why())
        .next(t.msg_failures_role_missing_next())
        .change_role(reader)
}

/// The chosen role, or its organisation, is not one of theirs.
pub(super) fn role_not_held(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    Said::new(t.msg_failures_role_not_held(), t.msg_failures_role_not_held_why())
        .next(t.msg_failures_role_not_allowed_next())
        .next(t.msg_failures_ask_registration())
        .change_role(reader)
}

/// Signed in, but not strongly enough.
pub(super) fn level_too_low(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    Said::new(t.msg_failures_staff_level(), t.msg_failures_staff_level_why())
        .next(t.msg_failures_staff_level_next())
        .way("/auth/cis2/start", t.msg_failures_way_sign_in())
        .change_role(reader)
}

impl Said {
    fn change_role(self, reader: &Reader<'_>) -> Said {
        let t = reader.t;
        self.way(CHANGE_ROLE, t.msg_failures_way_change_role())
            .way("/", t.msg_failures_way_start())
            .contact(reader)
    }
}

/// The allowed roles by name and code, as the registration authority knows them.
fn roles(reader: &Reader<'_>) -> Vec<String> {
    let named = |code: &String| match name(reader.t, code) {
        Some(name) => format!("{name} ({code})"),
        None => code.clone(),
    };
    reader.roles.iter().map(named).collect()
}

fn name(t: &Words, code: &str) -> Option<String> {
    match code {
        "R8000" => Some(t.msg_failures_role_r8000()),
        "R8001" => Some(t.msg_failures_role_r8001()),
        "R8003" => Some(t.msg_failures_role_r8003()),
        "R8006" => Some(t.msg_failures_role_r8006()),
        "R8008" => Some(t.msg_failures_role_r8008()),
        "R8009" => Some(t.msg_failures_role_r8009()),
        "R8010" => Some(t.msg_failures_role_r8010()),
        _ => None,
    }
}
