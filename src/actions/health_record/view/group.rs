//! The pages of a record: what stands on each.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use domain::health_record::{Kind, Lens, Seen};

use crate::app::App;
use crate::fhir::stu3::day;
use crate::storage::StorageError;
use crate::storage::views::health_record::lines;

use super::document::files;
use super::entry::Entry;
use super::facts::said;
use super::may_look::Looking;
use super::medicine::Medicines;
use super::names::{NAMED, Names};
use super::outline::Outline;
use super::problems::Problems;

/// One page of a record, under the name of the kind that it shows.
pub type Group = Kind;

/// The pages, in their order.
pub const GROUPS: [Group; 10] = [
    Kind::Medication,
    Kind::Allergy,
    Kind::Problem,
    Kind::Consultation,
    Kind::Result,
    Kind::Immunisation,
    Kind::Referral,
    Kind::Document,
    Kind::Uncategorised,
    Kind::Administrative,
];

/// On which page a kind stands: comments that belong to nothing else stand among what is left.
fn page_of(kind: Kind) -> Kind {
    if kind == Kind::Comment { Kind::Uncategorised } else { kind }
}

/// The types whose bodies a page needs.
pub(super) fn types(group: Group) -> Vec<&'static str> {
    let own: &[&str] = match group {
        Kind::Medication => &["MedicationStatement", "MedicationRequest", "Medication"],
        Kind::Allergy => &["AllergyIntolerance"],
        Kind::Problem | Kind::Diary | Kind::Administrative => &[],
        // Documents stand among them, whose files may be withheld.
        Kind::Consultation => &["Encounter", "List", "Medication", "DocumentReference"],
        Kind::Result => &["Observation", "DiagnosticReport"],
        Kind::Immunisation => &["Immunization"],
        Kind::Referral => &["ReferralRequest"],
        Kind::Document => &["DocumentReference"],
        Kind::Uncategorised | Kind::Comment => &["Observation", "QuestionnaireResponse"],
    };
    [own, &["Condition"][..], &NAMED[..]].concat()
}

/// How many entries each page has for whoever looks, in the order of the pages.
///
/// # Errors
/// When the database fails.
pub async fn overview(app: &App, looking: &Looking) -> Result<Vec<(Group, usize)>, StorageError> {
    let outline = Outline::new(lines(&app.db, looking.patient.id, &[]).await?);
    let mut counts: HashMap<Kind, usize> = HashMap::new();
    for (kind, count) in outline.counts(&looking.lens) {
        *counts.entry(page_of(kind)).or_default() += count;
    }
    Ok(GROUPS.into_iter().map(|group| (group, counts.get(&group).copied().unwrap_or_default())).collect())
}

/// The entries of one page, in the order of the record.
///
/// # Errors
/// When the database fails.
pub async fn entries(app: &App, looking: &Looking, group: Group) -> Result<Vec<Entry>, StorageError> {
    let outline = Outline::new(lines(&app.db, looking.patient.id, &types(group)).await?);
    let mut book = Book::of(&outline, &looking.lens);
    if group == Kind::Document {
        book = book.with_files(files(app, looking, &outline).await?);
    }
    let on_page = |at: &usize| outline.kind(*at).map(page_of) == Some(group);
    Ok((0..outline.lines.len()).filter(on_page).filter_map(|at| book.entry(at, None)).collect())
}

/// What is needed to tell of entries: the outline, and whatever other entries they refer to.
pub(super) struct Book<'a> {
    outline: &'a Outline,
    lens: &'a Lens,
    names: Names,
    problems: Problems,
    medicines: Medicines,
    files: HashSet<String>,
}

impl<'a> Book<'a> {
    /// Of these lines, as seen through this lens.
    pub(super) fn of(outline: &'a Outline, lens: &'a Lens) -> Book<'a> {
        let (names, problems) = (Names::of(outline), Problems::of(outline, lens));
        Book { outline, lens, names, problems, medicines: Medicines::of(outline), files: HashSet::new() }
    }

    /// The same, which tells of these files that they can be opened.
    pub(super) fn with_files(self, files: HashSet<String>) -> Book<'a> {
        Book { files, ..self }
    }

    /// The problem at this place.
    pub(super) fn problem(&self, at: usize) -> Option<String> {
        self.problems.term(at)
    }

    /// The entry at this place, as far as it is shown, out of its own body or out of one that was read besides.
    pub(super) fn entry(&self, at: usize, body: Option<&str>) -> Option<Entry> {
        let (line, kind) = (self.outline.lines.get(at)?, self.outline.kind(at)?);
        let is_whole = match self.outline.seen(at, self.lens) {
            Seen::Whole => true,
            Seen::Coded => false,
            Seen::Hidden(_) => return None,
        };
        let body: Value = serde_json::from_str(body.or(line.body.as_deref())?).ok()?;
        let said = match kind {
            Kind::Medication => self.medicines.said(self.outline, &body, is_whole),
            _ => said(&line.kind, &body, &self.names, is_whole),
        };
        Some(Entry {
            kind,
            id: line.id.clone(),
            term: said.term,
            when: day::when(&body),
            section: said.section,
            facts: said.facts,
            texts: said.texts,
            number: said.number,
            who: self.names.who(&body),
            place: self.names.place(&body),
            problem: self.problems.of_line(at),
            has_file: said.file.is_some_and(|file| self.files.contains(&file)),
        })
    }
}
