//! How far each level goes, as data: printed in docs/health-record.md#what-each-level-shows, and what [`super::seen()`] follows.

use std::fmt::Write;

use crate::access::RecordLevel;

use super::kind::Kind;

/// How much of an entry a level shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Nothing.
    Nothing,
    /// What it is, when, its value and who recorded it; no text that somebody wrote beside it.
    Coded,
    /// All of it.
    Whole,
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What the entry is.
    pub kind: Kind,
    /// What each level shows, in the order of [`RecordLevel::ALL`].
    pub parts: [Part; 5],
}

const fn row(kind: Kind, parts: [Part; 5]) -> Row {
    Row { kind, parts }
}

/// The table, in the order of [`Kind::ALL`].
pub const ROWS: [Row; 12] = {
    use Part::{Coded, Nothing, Whole};
    [
        row(Kind::Medication, [Nothing, Coded, Coded, Coded, Whole]),
        row(Kind::Allergy, [Nothing, Coded, Coded, Coded, Whole]),
        row(Kind::Problem, [Nothing, Nothing, Coded, Coded, Whole]),
        row(Kind::Consultation, [Nothing, Nothing, Coded, Coded, Whole]),
        row(Kind::Result, [Nothing, Nothing, Coded, Coded, Whole]),
        row(Kind::Immunisation, [Nothing, Nothing, Coded, Coded, Whole]),
        row(Kind::Referral, [Nothing, Nothing, Coded, Coded, Whole]),
        row(Kind::Document, [Nothing, Nothing, Nothing, Coded, Whole]),
        row(Kind::Uncategorised, [Nothing, Nothing, Coded, Coded, Whole]),
        row(Kind::Comment, [Nothing, Nothing, Nothing, Nothing, Whole]),
        row(Kind::Administrative, [Nothing, Nothing, Nothing, Nothing, Whole]),
        row(Kind::Diary, [Nothing; 5]),
    ]
};

/// What this level shows of an entry of this kind.
pub fn part(kind: Kind, level: RecordLevel) -> Part {
    let found = ROWS.iter().find(|row| row.kind == kind);
    let parts = found.map_or([Part::Nothing; 5], |row| row.parts);
    let at = RecordLevel::ALL.iter().zip(parts).find(|(one, _)| **one == level);
    at.map_or(Part::Nothing, |(_, part)| part)
}

/// The table as documents show it.
pub fn markdown() -> String {
    let mut text = String::from("| |");
    for level in RecordLevel::ALL {
        _ = write!(text, " {} |", level.code());
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(RecordLevel::ALL.len()));
    for row in ROWS {
        _ = write!(text, "\n| {} |", row.kind.code());
        for part in row.parts {
            let word = match part {
                Part::Nothing => "–",
                Part::Coded => "coded",
                Part::Whole => "whole",
            };
            _ = write!(text, " {word} |");
        }
    }
    text.push('\n');
    text
}
