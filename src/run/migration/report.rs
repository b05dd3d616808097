//! What a list has, by practice, for the person at the terminal. Nobody is named.

use std::collections::BTreeMap;
use std::io::{self, Write};

use domain::transfer::{Exclusion, Row, Verdict};

/// What a list has.
#[derive(Debug, Default)]
pub(super) struct Report {
    practices: BTreeMap<String, Practice>,
    /// By column and code of what is expected there.
    problems: BTreeMap<(&'static str, &'static str), u64>,
    wrong: u64,
}

#[derive(Debug, Default)]
struct Practice {
    moves: u64,
    excluded: BTreeMap<Exclusion, u64>,
    wrong: u64,
}

impl Report {
    /// Adds a row.
    pub fn add(&mut self, row: &Row) {
        let code = row.practice.as_ref().map_or("(no practice)", |code| code.as_str());
        if !self.practices.contains_key(code) {
            self.practices.insert(code.to_owned(), Practice::default());
        }
        let Some(practice) = self.practices.get_mut(code) else { return };
        match &row.verdict {
            Verdict::Moves(_) => practice.moves += 1,
            Verdict::Excluded(exclusion) => *practice.excluded.entry(*exclusion).or_default() += 1,
            Verdict::Wrong(problems) => {
                (practice.wrong, self.wrong) = (practice.wrong + 1, self.wrong + 1);
                for problem in problems {
                    let key = (problem.column.name(), problem.expected.code());
                    *self.problems.entry(key).or_default() += 1;
                }
            }
        }
    }

    /// How many rows could not be read.
    pub fn wrong(&self) -> u64 {
        self.wrong
    }

    /// Writes it down.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{:<14}{:>10}{:>10}{:>10}", "practice", "move", "excluded", "wrong")?;
        for (code, of) in &self.practices {
            let excluded: u64 = of.excluded.values().sum();
            writeln!(out, "{code:<14}{:>10}{excluded:>10}{:>10}", of.moves, of.wrong)?;
        }
        let mut excluded: BTreeMap<Exclusion, u64> = BTreeMap::new();
        for (exclusion, count) in self.practices.values().flat_map(|of| &of.excluded) {
            *excluded.entry(*exclusion).or_default() += count;
        }
        for (exclusion, count) in excluded {
            writeln!(out, "excluded: {count} because {}", exclusion.meaning())?;
        }
        for ((column, code), count) in &self.problems {
            writeln!(out, "wrong: {count} in {column} ({code})")?;
        }
        Ok(())
    }
}
