//! What a practice says of a record beside it, since no element of FHIR does (docs/record-import.md#marks).

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use time::Date;

use crate::fhir::lenient;

use super::report::ImportFailed;

/// One word about a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// Only a transfer with confidential items has it.
    Confidential,
    /// The practice has restricted it from view.
    Restricted,
    /// Nobody at the practice has looked at it.
    Unreviewed,
    /// Of the Patient: they said no to sharing.
    Dissents,
    /// Of the Patient: their record is sensitive.
    Sensitive,
}

/// All that stands beside a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sidecar {
    marks: BTreeMap<String, BTreeSet<Word>>,
    /// The stretches that the practice has reviewed, first and last day.
    pub reviewed: Vec<(Date, Date)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    marks: BTreeMap<String, BTreeSet<Word>>,
    #[serde(default)]
    reviewed: Vec<Period>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Period {
    from: String,
    to: String,
}

impl Sidecar {
    /// Reads the file.
    ///
    /// # Errors
    /// When it is not as described: nothing of it is guessed.
    pub fn parse(text: &[u8]) -> Result<Sidecar, ImportFailed> {
        let file: File =
            serde_json::from_slice(text).map_err(|fault| ImportFailed::Marks(fault.to_string()))?;
        let period = |period: &Period| {
            let days = lenient::day(&period.from).zip(lenient::day(&period.to));
            days.filter(|(from, to)| from <= to).ok_or_else(|| {
                ImportFailed::Marks("`reviewed` wants days from and to, 2010-01-31".to_owned())
            })
        };
        Ok(Sidecar {
            reviewed: file.reviewed.iter().map(period).collect::<Result<_, _>>()?,
            marks: file.marks,
        })
    }

    /// Whether this is said of a resource.
    pub fn says(&self, reference: &str, word: Word) -> bool {
        self.marks.get(reference).is_some_and(|words| words.contains(&word))
    }

    /// Everything of which something is said.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        self.marks.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn marks_and_stretches_are_read() {
        let text =
            br#"{"marks": {"Observation/7": ["restricted", "confidential"], "Patient/1": ["dissents"]},
            "reviewed": [{"from": "2010-01-01", "to": "2013-02-01"}]}"#;
        let read = Sidecar::parse(text).unwrap();
        assert!(
            read.says("Observation/7", Word::Restricted) && read.says("Observation/7", Word::Confidential)
        );
        assert!(
            !read.says("Observation/7", Word::Unreviewed) && !read.says("Observation/8", Word::Restricted)
        );
        assert_eq!(read.named().collect::<Vec<_>>(), ["Observation/7", "Patient/1"]);
        assert_eq!(read.reviewed, [(date!(2010 - 01 - 01), date!(2013 - 02 - 01))]);
        assert_eq!(Sidecar::parse(b"{}").unwrap(), Sidecar::default());
    }

    #[test]
    fn a_word_that_is_not_known_is_not_passed_over() {
        for wrong in [
            r#"{"marks": {"Observation/7": ["restrict"]}}"#,
            r#"{"mark": {}}"#,
            r#"{"Observation/7": ["restricted"]}"#,
            r#"{"reviewed": [{"from": "2013-02-01", "to": "2010-01-01"}]}"#,
            r#"{"reviewed": [{"from": "2013", "to": "2014"}]}"#,
            "",
        ] {
            assert!(matches!(Sidecar::parse(wrong.as_bytes()), Err(ImportFailed::Marks(_))), "{wrong}");
        }
    }
}
