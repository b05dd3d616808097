//! To which problem an entry belongs, as far as the problem itself is shown.

use std::collections::HashMap;

use serde_json::Value;

use domain::health_record::{Lens, Seen};

use super::concept::{any, coded};
use super::outline::Outline;
use super::parts::related;

/// The terms of the problems that are shown, by where the problem and what belongs to it stand in the record.
#[derive(Default)]
pub struct Problems {
    terms: HashMap<usize, String>,
    of: HashMap<usize, usize>,
}

impl Problems {
    /// Those of these lines; the bodies of problems are needed.
    pub fn of(outline: &Outline, lens: &Lens) -> Problems {
        let mut problems = Problems::default();
        for (at, line) in outline.lines.iter().enumerate().filter(|(_, line)| line.kind == "Condition") {
            let seen = outline.seen(at, lens);
            let body = line.body.as_deref().filter(|_| seen.is_shown());
            let Some(body) = body.and_then(|body| serde_json::from_str::<Value>(body).ok()) else { continue };
            let code = &body["code"];
            let Some(term) = (if seen == Seen::Whole { any(code) } else { coded(code) }) else { continue };
            problems.terms.insert(at, term);
            for other in related(line).into_iter().filter_map(|reference| outline.find(reference)) {
                problems.of.entry(other).or_insert(at);
            }
        }
        problems
    }

    /// The problem to which the line at this place belongs.
    pub fn of_line(&self, at: usize) -> Option<String> {
        self.term(*self.of.get(&at)?)
    }

    /// The term of the problem at this place.
    pub fn term(&self, at: usize) -> Option<String> {
        self.terms.get(&at).cloned()
    }
}
