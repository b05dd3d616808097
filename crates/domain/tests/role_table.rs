//! The table of roles, written by hand from docs/sources.md#nps-docs, compared with the code's table and with what `create`
//! and `change` do.

use domain::role::table::{Cell, ROWS, cell, markdown};
use domain::role::{Change, LegalBasis, Reason, Reasoned, Refusal, Role, Status, change, create};

use crate::roles::{THAT_NOON, grantor, reasoned, role_that_is};

/// From, to, and the beginnings of the codes that lead there; `+` stands for `OTHER`.
const EXPECTED: &[(&str, &str, &[&str])] = &[
    ("-", "active", &["ROLE_CREATED", "+"]),
    ("-", "rejected", &["APPLICATION_REJECTED_", "+"]),
    ("active", "inactive", &["ROLE_DEACTIVATED_", "ROLE_SUSPENDED_PENDING_REVIEW", "+"]),
    ("inactive", "active", &["ROLE_REACTIVATED"]),
    ("inactive", "rejected", &["APPLICATION_REJECTED_", "+"]),
    ("rejected", "active", &["ROLE_ACTIVATED"]),
];

fn expected(from: Option<Status>, to: Status, reason: Reason) -> Cell {
    let from = from.map_or("-", Status::code);
    let row = EXPECTED.iter().find(|(start, end, _)| (*start, *end) == (from, to.code()));
    let Some((_, _, reasons)) = row else { return Cell::Refused };
    let leads = |beginning: &&str| match *beginning {
        "+" => reason == Reason::Other,
        beginning => reason.code().starts_with(beginning),
    };
    if reasons.iter().any(leads) { Cell::Allowed } else { Cell::OtherReason }
}

fn every_cell() -> impl Iterator<Item = (Option<Status>, Status, Reason)> {
    let starts = Status::ALL.into_iter().map(Some).chain([None]);
    starts.flat_map(|from| {
        Status::ALL.into_iter().flat_map(move |to| Reason::ALL.iter().map(move |reason| (from, to, *reason)))
    })
}

#[test]
fn the_codes_table_is_the_published_one() {
    for (from, to, reason) in every_cell() {
        assert_eq!(cell(from, to, reason), expected(from, to, reason), "{from:?} {to:?} {reason:?}");
    }
}

#[test]
fn create_and_change_agree_with_the_table_at_every_cell() {
    for (from, to, reason) in every_cell() {
        let name = format!("{from:?} {to:?} {reason:?}");
        let answer = match from {
            None => create(Role { status: to, why: reasoned(reason), ..role_that_is(Status::Active) }),
            Some(from) => {
                let wish = Change {
                    status: Some(to),
                    why: Some(reasoned(reason)),
                    grantor: Some(grantor()),
                    ..Change::default()
                };
                change(&role_that_is(from), wish, THAT_NOON)
            }
        };
        match expected(from, to, reason) {
            Cell::Allowed => {
                let role = answer.expect(&name);
                assert_eq!((role.status, role.why.reason), (to, reason), "{name}");
            }
            Cell::OtherReason => assert_eq!(answer, Err(Refusal::Reason), "{name}"),
            Cell::Refused => assert_eq!(answer, Err(Refusal::Transition), "{name}"),
        }
    }
}

#[test]
fn there_is_one_row_for_each_pair_and_the_markdown_has_a_line_for_each() {
    for row in ROWS {
        let same = ROWS.iter().filter(|other| (other.from, other.to) == (row.from, row.to)).count();
        assert_eq!(same, 1, "{row:?}");
    }
    assert_eq!(markdown().lines().count(), ROWS.len() + 2);
    assert!(markdown().contains("| rejected | active | `ROLE_ACTIVATED` |\n"));
}

#[test]
fn all_codes_are_there_and_lead_back() {
    assert_eq!(Reason::ALL.len(), 27);
    for reason in Reason::ALL {
        assert_eq!(Reason::from_code(reason.code()), Some(*reason));
        assert!(!reason.display().is_empty() && reason.display().len() < 60);
    }
    for status in Status::ALL {
        assert_eq!(Status::from_code(status.code()), Some(status));
    }
    for basis in LegalBasis::ALL {
        assert_eq!(LegalBasis::from_code(basis.code()), Some(basis));
    }
    for older in ["APPLICATION_REJECTED_COERCION", "ROLE_DEACTIVATED_SYSTEM_MISUSE", "", "role_created"] {
        assert_eq!(Reason::from_code(older), None, "{older}");
    }
    assert_eq!(Reasoned::plain(Reason::Created).text, None);
}
