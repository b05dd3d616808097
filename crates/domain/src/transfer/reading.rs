//! One row by itself: a linked account, excluded, or wrong.

use std::collections::BTreeSet;

use time::Date;

use crate::nhs_number::NhsNumber;
use crate::ods_code::OdsCode;

use super::account::LinkedAccount;
use super::cells::{Cells, Column};
use super::exclusion::Exclusion;
use super::pairs::Judgement;
use super::problem::{Expected, Problem};
use super::value;

/// What rows are held against.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The day in London.
    pub today: Date,
    /// The practices that are to be moved; none where any will do.
    pub practices: Option<&'a BTreeSet<OdsCode>>,
}

/// A row, as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// By what the GP system knows it.
    pub supplier_id: Option<String>,
    /// The practice.
    pub practice: Option<OdsCode>,
    /// For whom.
    pub patient: Option<NhsNumber>,
    /// Who acts.
    pub proxy: Option<NhsNumber>,
    /// What becomes of it.
    pub verdict: Verdict,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It moves.
    Moves(LinkedAccount),
    /// It does not, and nothing is wrong with it.
    Excluded(Exclusion),
    /// It cannot be read.
    Wrong(Vec<Problem>),
}

impl Row {
    /// A row that is none: nothing of it can be told apart.
    pub fn broken() -> Row {
        let problem = Problem { column: Column::SupplierId, expected: Expected::WholeRow };
        let verdict = Verdict::Wrong(vec![problem]);
        Row { supplier_id: None, practice: None, patient: None, proxy: None, verdict }
    }

    /// The row after all rows were looked at together.
    pub fn judged(self, judgement: Judgement) -> Row {
        let verdict = match (self.verdict, judgement) {
            (Verdict::Moves(_), Judgement::ManyPatients) => Verdict::Excluded(Exclusion::ManyPatients),
            (Verdict::Moves(_), Judgement::Twice { first }) => {
                let expected = Expected::Once { first };
                Verdict::Wrong(vec![Problem { column: Column::Proxy, expected }])
            }
            (verdict @ (Verdict::Excluded(_) | Verdict::Wrong(_)), _) => verdict,
        };
        Row { verdict, ..self }
    }
}

/// Collects what is wrong.
#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn note(&mut self, column: Column, expected: Expected) {
        self.0.push(Problem { column, expected });
    }

    fn keep<T>(&mut self, column: Column, read: Result<T, Expected>) -> Option<T> {
        read.map_err(|expected| self.note(column, expected)).ok()
    }
}

/// Reads a row. One that is excluded is so whatever else is wrong with it, as long as it says whose it is: the practice is
/// told, and nobody has to mend what does not move.
pub fn read_row(cells: &Cells<'_>, terms: &Terms<'_>) -> Row {
    let mut problems = Problems::default();
    let cell = |column| value::plain(cells.get(column));
    let supplier_id = problems.keep(Column::SupplierId, value::supplier_id(&cell(Column::SupplierId)));
    let practice = problems.keep(Column::Practice, known_practice(&cell(Column::Practice), terms));
    let is_shared = problems.keep(Column::Account, value::is_shared(&cell(Column::Account)));
    let is_active = problems.keep(Column::Status, value::is_active(&cell(Column::Status)));
    let patient = problems.keep(Column::Patient, value::number(&cell(Column::Patient)));
    let proxy_cell = cell(Column::Proxy);
    let proxy =
        if proxy_cell.is_empty() { None } else { problems.keep(Column::Proxy, value::number(&proxy_cell)) };
    if proxy.is_some() && proxy == patient {
        problems.note(Column::Proxy, Expected::SomebodyElse);
    }
    check_grantor(&mut problems, &cell(Column::Grantor), practice.as_ref());
    let basis = problems.keep(Column::Basis, value::basis(&cell(Column::Basis)));
    let start = problems.keep(Column::Start, begun(&cell(Column::Start), terms.today));
    let (end, is_over) = last_day(&mut problems, &cell(Column::End), (start, terms.today));
    let is_named = supplier_id.is_some() && practice.is_some();
    let excluded = [
        (is_shared == Some(true), Exclusion::SharedAccount),
        (is_active == Some(false), Exclusion::NotActive),
        (proxy_cell.is_empty(), Exclusion::NoProxyNumber),
        (is_over, Exclusion::Ended),
    ];
    let excluded = excluded.into_iter().find_map(|(holds, why)| (holds && is_named).then_some(why));
    let account = match (&supplier_id, &practice, &patient, &proxy, start, basis) {
        (Some(supplier_id), Some(practice), Some(patient), Some(proxy), Some(start), Some(basis)) => {
            Some(LinkedAccount {
                supplier_id: supplier_id.clone(),
                patient: patient.clone(),
                proxy: proxy.clone(),
                practice: practice.clone(),
                start,
                end,
                basis,
            })
        }
        _ => None,
    };
    let verdict = match (excluded, account) {
        (Some(exclusion), _) => Verdict::Excluded(exclusion),
        (None, Some(account)) if problems.0.is_empty() => Verdict::Moves(account),
        (None, _) => Verdict::Wrong(problems.0),
    };
    Row { supplier_id, practice, patient, proxy, verdict }
}

fn known_practice(text: &str, terms: &Terms<'_>) -> Result<OdsCode, Expected> {
    let code = value::ods_code(text)?;
    let is_known = terms.practices.is_none_or(|practices| practices.contains(&code));
    if is_known { Ok(code) } else { Err(Expected::KnownPractice) }
}

fn check_grantor(problems: &mut Problems, text: &str, practice: Option<&OdsCode>) {
    if text.is_empty() {
        return;
    }
    let grantor = problems.keep(Column::Grantor, value::ods_code(text));
    if let (Some(grantor), Some(practice)) = (grantor, practice)
        && grantor != *practice
    {
        problems.note(Column::Grantor, Expected::SamePractice);
    }
}

fn begun(text: &str, today: Date) -> Result<Date, Expected> {
    let start = value::day(text)?;
    if start <= today { Ok(start) } else { Err(Expected::Begun) }
}

/// The last day, and whether it has passed.
fn last_day(
    problems: &mut Problems,
    text: &str,
    (start, today): (Option<Date>, Date),
) -> (Option<Date>, bool) {
    if text.is_empty() {
        return (None, false);
    }
    let end = problems.keep(Column::End, value::day(text));
    let is_before = matches!((start, end), (Some(start), Some(end)) if end < start);
    if is_before {
        problems.note(Column::End, Expected::NotBeforeStart);
    }
    (end, !is_before && end.is_some_and(|end| end < today))
}
