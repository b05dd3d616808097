//! The same record at the five levels, and what one shows that another does not: for staff, before they decide.

use std::collections::BTreeMap;

use domain::account::Shown;
use domain::health_record::{Kind, Lens, Seen};
use domain::{OdsCode, PersonId, RecordLevel};

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::accounts::switches;
use crate::storage::people;
use crate::storage::views::health_record::{Patient, lines, patient, reviewed_periods};

use super::entry::Entry;
use super::group::Book;
use super::medicine::BEHIND;
use super::names::NAMED;
use super::outline::Outline;

/// The most entries of a difference that are listed.
const LISTED: usize = 200;

/// The types whose bodies are needed to list anything.
const ALL: [&str; 10] = [
    "MedicationStatement",
    "AllergyIntolerance",
    "Immunization",
    "Condition",
    "Observation",
    "DiagnosticReport",
    "Encounter",
    "ReferralRequest",
    "DocumentReference",
    "QuestionnaireResponse",
];

/// A record at one level.
pub struct AtLevel {
    /// The level.
    pub level: RecordLevel,
    /// How many entries of each kind are shown.
    pub counts: BTreeMap<Kind, usize>,
}

/// What one level shows more than another of an entry.
pub struct Change {
    /// The entry, as the level shows it that shows more.
    pub entry: Entry,
    /// Whether the other shows it too, without what somebody wrote beside it.
    pub is_only_fuller: bool,
}

/// A record at all levels, and the difference between two.
#[derive(Default)]
pub struct Compared {
    /// Each level, lowest first.
    pub levels: Vec<AtLevel>,
    /// What the higher of the two shows and the lower does not, newest first; the first of many.
    pub changes: Vec<Change>,
    /// How many there are in all.
    pub count: usize,
    /// How much of it the practice shows anybody now; none where nothing was compared.
    pub offered: Option<Shown>,
}

/// The record that a practice holds of somebody.
///
/// # Errors
/// When the database fails.
pub async fn held(app: &App, practice: &OdsCode, whose: PersonId) -> Result<Option<Patient>, StorageError> {
    let Some(person) = people::find(&app.db, whose).await? else { return Ok(None) };
    patient(&app.db, practice, &person.nhs_number).await
}

/// The record at the five levels as somebody would see it by what the practice offers now, and what the higher of two levels shows
/// that the lower does not.
///
/// # Errors
/// When the database fails.
pub async fn compared(
    app: &App,
    (whose, patient): (PersonId, &Patient),
    (from, to): (RecordLevel, RecordLevel),
) -> Result<Compared, StorageError> {
    let offers = switches::offers(&app.db, &patient.practice, &[whose.0]).await?;
    let offered = offers.practice.record.and(offers.for_patient(whose).record);
    let reviewed = reviewed_periods(&app.db, patient.id).await?;
    let lens = |level| Lens::new(offered.and(Shown::always(level)), reviewed.clone());
    let types: Vec<&str> = ALL.iter().chain(&NAMED).chain(&BEHIND).copied().collect();
    let outline = Outline::new(lines(&app.db, patient.id, &types).await?);
    let level = |level| AtLevel { level, counts: outline.counts(&lens(level)) };
    let (lower, higher) = (lens(from.min(to)), lens(from.max(to)));
    let mut more: Vec<(usize, Seen)> = (0..outline.lines.len())
        .map(|at| (at, outline.seen(at, &lower)))
        .filter(|(at, before)| outline.seen(*at, &higher) != *before && outline.seen(*at, &higher).is_shown())
        .collect();
    more.sort_by_key(|(at, _)| std::cmp::Reverse(outline.lines.get(*at).and_then(|line| line.day)));
    let count = more.len();
    let book = Book::of(&outline, &higher);
    let changes = more.into_iter().take(LISTED).filter_map(|(at, before)| {
        Some(Change { entry: book.entry(at, None)?, is_only_fuller: before.is_shown() })
    });
    let changes = changes.collect();
    let levels = RecordLevel::ALL.into_iter().map(level).collect();
    Ok(Compared { levels, changes, count, offered: Some(offered) })
}
