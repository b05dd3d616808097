//! What is measured, as the command line says.

use anyhow::{Context, Result, bail};

/// A part of what can be measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Start-up, memory, weight of the start page, connections.
    Start,
    /// The main work.
    Work,
    /// A large practice's worklist in a large country.
    Worklist,
    /// Roles and accounts: what somebody may do.
    Accounts,
    /// Health records.
    Records,
    /// Our own store of roles, and moving roles there.
    National,
    /// What many delegations take, and whether pages stay as quick.
    Size,
    /// Lists of linked accounts.
    Lists,
}

/// All parts by their names.
const PARTS: [(&str, Part); 8] = [
    ("start", Part::Start),
    ("work", Part::Work),
    ("worklist", Part::Worklist),
    ("accounts", Part::Accounts),
    ("records", Part::Records),
    ("national", Part::National),
    ("size", Part::Size),
    ("lists", Part::Lists),
];

/// What was asked for.
pub struct Options {
    only: Vec<Part>,
    /// A build of before, and how it is called.
    pub before: Option<(String, String)>,
    /// With as many roles, accounts and delegations as a country has.
    pub is_large: bool,
    /// Puts the tables into the document too.
    pub is_kept: bool,
    /// The commit that is measured.
    pub commit: String,
}

impl Options {
    /// Reads them; `bin/bench` says what there is.
    pub fn read(arguments: &[String]) -> Result<Options> {
        let mut options = Options {
            only: Vec::new(),
            before: None,
            is_large: false,
            is_kept: false,
            commit: String::new(),
        };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().cloned().with_context(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--only" => options.only.push(part(&value()?)?),
                "--lists" => options.only.push(Part::Lists),
                "--beside-program" => {
                    let program = value()?;
                    options.before = Some((program, value()?));
                }
                "--commit" => options.commit = value()?,
                "--large" => options.is_large = true,
                "--write" => options.is_kept = true,
                // Cargo says so to every benchmark.
                "--bench" => {}
                other => bail!("bin/bench knows no {other}"),
            }
        }
        Ok(options)
    }

    /// Whether this part is measured: all are where none is named.
    pub fn has(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }

    /// Whether nothing needs a database.
    pub fn needs_no_database(&self) -> bool {
        self.only == [Part::Lists]
    }

    /// The program of before, where there is one.
    pub fn program_of_before(&self) -> Option<&str> {
        self.before.as_ref().map(|(program, _)| program.as_str())
    }
}

fn part(name: &str) -> Result<Part> {
    let found = PARTS.iter().find(|(known, _)| *known == name).map(|(_, part)| *part);
    let names: Vec<&str> = PARTS.iter().map(|(known, _)| *known).collect();
    found.with_context(|| format!("there is no part {name}, but {}", names.join(", ")))
}
