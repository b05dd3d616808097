//! Reading lists of linked accounts: what moves, what is excluded, what is wrong, whatever spreadsheets did to it.

use std::collections::BTreeSet;

use domain::OdsCode;
use domain::role::{LegalBasis, Reason, Status};
use domain::transfer::Expected::{
    Begun, CheckDigit, Day, Given, KnownAccount, KnownBasis, KnownPractice, NotBeforeStart, NotCounted,
    NotShortened, Once, OneOdsCode, SamePractice, ShortText, SomebodyElse, TenDigits, WholeYear,
};
use domain::transfer::{
    Cells, Column, Exclusion, Expected, Judgement, LinkedAccount, Pairs, Problem, Row, Terms, Verdict,
    read_row,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use time::macros::{date, datetime};

const TERMS: Terms<'_> = Terms { today: date!(2026 - 11 - 27), practices: None };
const GOOD: [(Column, &str); 6] = [
    (Column::SupplierId, "L-1"),
    (Column::Patient, "9000000009"),
    (Column::Proxy, "9000000017"),
    (Column::Practice, "A81001"),
    (Column::Start, "2024-02-29"),
    (Column::Status, "active"),
];

/// A good row but for these cells.
fn row(others: &[(Column, &str)]) -> Row {
    row_on(&TERMS, others)
}

fn row_on(terms: &Terms<'_>, others: &[(Column, &str)]) -> Row {
    let mut cells = Cells::default();
    for (column, text) in GOOD.iter().chain(others) {
        cells.set(*column, text);
    }
    read_row(&cells, terms)
}

fn account(others: &[(Column, &str)]) -> LinkedAccount {
    match row(others).verdict {
        Verdict::Moves(account) => account,
        other => panic!("{others:?}: {other:?}"),
    }
}

/// Problems of a row, in the order of the columns.
fn problems(others: &[(Column, &str)]) -> Vec<(Column, Expected)> {
    match row(others).verdict {
        Verdict::Wrong(problems) => {
            problems.into_iter().map(|Problem { column, expected }| (column, expected)).collect()
        }
        other => panic!("{others:?}: {other:?}"),
    }
}

#[test]
fn given_a_good_row_when_read_then_it_becomes_an_active_role_of_its_practice() {
    let account = account(&[(Column::End, "31/12/2030"), (Column::Basis, "Parental Responsibility")]);
    let role = account.role().expect("a role");
    assert_eq!((role.status, role.why.reason), (Status::Active, Reason::Created));
    assert_eq!(role.grantor, Some(account.practice.clone()));
    assert_eq!(role.basis, LegalBasis::ParentalResponsibility);
    assert_eq!(role.period.start(), Some(datetime!(2024-02-29 0:00 UTC)));
    assert_eq!(role.period.end(), Some(datetime!(2030-12-31 23:59:59 UTC)));
}

#[test]
fn given_what_people_and_systems_write_when_read_then_it_is_understood() {
    let plain = account(&[]);
    for others in [
        [(Column::Patient, " 900 000 0009 "), (Column::Start, "29/02/2024")],
        [(Column::Patient, "900-000-0009"), (Column::Start, "29.2.2024")],
        [
            (Column::Patient, "\u{feff}900\u{a0}000\u{a0}0009\u{200b}"),
            (Column::Start, "2024-02-29T00:00:00Z"),
        ],
        [(Column::Status, "ACTIVE"), (Column::Start, "29/02/2024 09:30")],
        [(Column::End, "NULL"), (Column::Basis, "unknown")],
        [(Column::Grantor, "a81001"), (Column::Account, "Personal")],
        [(Column::Practice, " a81001\u{a0}"), (Column::Basis, "n/a")],
    ] {
        assert_eq!(account(&others), plain, "{others:?}");
    }
    assert_eq!(account(&[(Column::End, "31/12/9999")]).end, Some(date!(9999 - 12 - 31)));
}

#[test]
fn given_a_row_that_is_no_role_when_read_then_it_is_excluded_and_not_wrong() {
    for (others, exclusion) in [
        (vec![(Column::Proxy, "")], Exclusion::NoProxyNumber),
        (vec![(Column::Proxy, "null")], Exclusion::NoProxyNumber),
        (vec![(Column::Account, "care home"), (Column::Proxy, "")], Exclusion::SharedAccount),
        (vec![(Column::Account, "SHARED"), (Column::Start, "long ago")], Exclusion::SharedAccount),
        (vec![(Column::Status, "suspended"), (Column::Patient, "1")], Exclusion::NotActive),
        (vec![(Column::End, "26/11/2026")], Exclusion::Ended),
    ] {
        assert_eq!(row(&others).verdict, Verdict::Excluded(exclusion), "{others:?}");
    }
    assert!(matches!(row(&[(Column::End, "27/11/2026")]).verdict, Verdict::Moves(_)), "the last day counts");
}

#[test]
fn given_an_excluded_row_that_does_not_say_whose_it_is_when_read_then_it_is_wrong() {
    assert_eq!(problems(&[(Column::Proxy, ""), (Column::Practice, "")]), [(Column::Practice, Given)]);
    assert_eq!(problems(&[(Column::Proxy, ""), (Column::SupplierId, " ")]), [(Column::SupplierId, Given)]);
}

#[test]
fn given_one_wrong_cell_when_read_then_the_column_and_what_is_expected_are_told() {
    let long = "x".repeat(101);
    for (column, text, expected) in [
        (Column::SupplierId, "", Given),
        (Column::SupplierId, long.as_str(), ShortText),
        (Column::SupplierId, "a\nb", ShortText),
        (Column::Patient, "", Given),
        (Column::Patient, "900000000", TenDigits),
        (Column::Patient, "O'Neill", TenDigits),
        (Column::Patient, "9000000008", CheckDigit),
        (Column::Patient, "9.99E+09", NotShortened),
        (Column::Proxy, "9e+09", NotShortened),
        (Column::Proxy, "9000000016", CheckDigit),
        (Column::Proxy, "9000000009", SomebodyElse),
        (Column::Practice, "A81001;B82002", OneOdsCode),
        (Column::Grantor, "B82002", SamePractice),
        (Column::Grantor, "?", OneOdsCode),
        (Column::Start, "", Given),
        (Column::Start, "02/29/2024", Day),
        (Column::Start, "2024-02-30", Day),
        (Column::Start, "29 February 2024", Day),
        (Column::Start, "45351", NotCounted),
        (Column::Start, "29/02/24", WholeYear),
        (Column::Start, "2026-11-28", Begun),
        (Column::End, "28/02/2024", NotBeforeStart),
        (Column::End, "soon", Day),
        (Column::Status, "", Given),
        (Column::Basis, "because", KnownBasis),
        (Column::Account, "robot", KnownAccount),
    ] {
        assert_eq!(problems(&[(column, text)]), [(column, expected)], "{column:?} `{text}`");
        assert_eq!(column, Column::named(&column.name().to_uppercase()).expect("a name"));
    }
}

#[test]
fn given_several_wrong_cells_when_read_then_all_are_told() {
    let others = [(Column::Patient, "1"), (Column::Start, "x"), (Column::Basis, "y")];
    let told = problems(&others);
    assert_eq!(told.len(), 3, "{told:?}");
    let problem = Problem { column: Column::Start, expected: Day };
    assert_eq!(problem.to_string(), "start should be a day as 2026-11-27 or 27/11/2026 (day, month, year)");
}

#[test]
fn given_agreed_practices_when_a_row_is_of_another_then_it_is_wrong() {
    let agreed = BTreeSet::from([OdsCode::parse("B82002").expect("a code")]);
    let terms = Terms { practices: Some(&agreed), ..TERMS };
    let expected = Verdict::Wrong(vec![Problem { column: Column::Practice, expected: KnownPractice }]);
    assert_eq!(row_on(&terms, &[]).verdict, expected);
    assert!(matches!(row_on(&terms, &[(Column::Practice, "b82002")]).verdict, Verdict::Moves(_)));
}

#[test]
fn given_a_pair_twice_when_judged_then_the_later_line_is_wrong_and_names_the_earlier() {
    let (one, other) = (account(&[]), account(&[(Column::Patient, "9000000025")]));
    let mut pairs = Pairs::default();
    for (account, line) in [(&one, 9), (&other, 3), (&one, 4), (&one, 12)] {
        pairs.add(account, line);
    }
    let judged = pairs.judge(10);
    let first = Judgement::Twice { first: 4 };
    assert_eq!(judged.into_iter().collect::<Vec<_>>(), [(9, first), (12, first)]);
    let row = row(&[]).judged(first);
    let expected = Problem { column: Column::Proxy, expected: Once { first: 4 } };
    assert_eq!(row.verdict, Verdict::Wrong(vec![expected]));
}

#[test]
fn given_a_proxy_of_more_patients_than_agreed_when_judged_then_each_row_is_excluded() {
    let patients = ["9000000009", "9000000025", "9000000033"];
    let judged = |most| {
        let mut pairs = Pairs::default();
        for (patient, line) in patients.into_iter().zip(2..) {
            pairs.add(&account(&[(Column::Patient, patient)]), line);
        }
        pairs.judge(most)
    };
    assert!(judged(3).is_empty());
    assert_eq!(judged(2).into_keys().collect::<Vec<_>>(), [2, 3, 4]);
    let row = row(&[]).judged(Judgement::ManyPatients);
    assert_eq!(row.verdict, Verdict::Excluded(Exclusion::ManyPatients));
}

#[test]
fn given_an_excluded_row_when_judged_then_it_stays_so() {
    let row = row(&[(Column::Proxy, "")]);
    assert_eq!(row.clone().judged(Judgement::ManyPatients), row);
}

#[test]
fn codes_of_exclusions_are_read_back() {
    for exclusion in Exclusion::ALL {
        assert_eq!(Exclusion::from_code(exclusion.code()), Some(exclusion));
    }
}

proptest! {
    #![proptest_config(Config { cases: 500, rng_seed: RngSeed::Fixed(15), failure_persistence: None, ..Config::default() })]

    #[test]
    fn whatever_stands_in_the_cells_is_read_or_told(texts in proptest::collection::vec("\\PC{0,12}", 10)) {
        let mut cells = Cells::default();
        for (column, text) in Column::ALL.into_iter().zip(&texts) {
            cells.set(column, text);
        }
        match read_row(&cells, &TERMS).verdict {
            Verdict::Moves(account) => prop_assert!(account.role().is_ok()),
            Verdict::Wrong(problems) => prop_assert!(!problems.is_empty()),
            Verdict::Excluded(_) => {}
        }
    }

    #[test]
    fn a_day_is_read_the_same_in_every_form(day in 1_u8..=28, month in 1_u8..=12, year in 1900_i32..=2026) {
        let forms = [
            format!("{year}-{month:02}-{day:02}"),
            format!("{day:02}/{month:02}/{year}"),
            format!("{day}/{month}/{year}"),
        ];
        let read: Vec<_> = forms.iter().map(|form| row(&[(Column::Start, form.as_str())]).verdict).collect();
        prop_assert_eq!(&read[0], &read[1]);
        prop_assert_eq!(&read[0], &read[2]);
    }

    #[test]
    fn of_equal_pairs_the_first_line_alone_stands(picks in proptest::collection::vec(0_usize..4, 0..30)) {
        let patients = ["9000000009", "9000000025", "9000000033", "9000000041"];
        let mut pairs = Pairs::default();
        for (pick, line) in picks.iter().zip(2..) {
            pairs.add(&account(&[(Column::Patient, patients[*pick])]), line);
        }
        let judged = pairs.judge(10);
        let distinct: BTreeSet<usize> = picks.iter().copied().collect();
        prop_assert_eq!(judged.len(), picks.len() - distinct.len());
    }
}
