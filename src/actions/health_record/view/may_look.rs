//! Who may look at a record, and how far; and that each look is written down (docs/health-record.md#who-may-look).

use domain::account::Shown;
use domain::health_record::Lens;
use domain::{OdsCode, PersonId, PersonName, RecordLevel, Service, StaffId};

use crate::actions::accounts::Failed;
use crate::actions::accounts::permit::{Permitted, permitted, used};
use crate::app::App;
use crate::fhir::stu3::patient::VERIFIED;
use crate::storage::views::health_record::{Look, Patient, note_look, patient, reviewed_periods};
use crate::storage::views::roles::{self, SeenBy};
use crate::storage::{people, practices};

/// Somebody who may look at a record. No `Debug`: it says whose.
pub struct Looking {
    /// Who looks.
    pub reader: PersonId,
    /// Whose record it is.
    pub whose: PersonId,
    /// The patient.
    pub patient: Patient,
    /// Name of the practice that holds it.
    pub practice: String,
    /// How far they see.
    pub lens: Lens,
    /// By what account, where it is by one.
    by: Option<Permitted>,
}

/// One way to the record that a practice holds.
struct Way {
    practice: OdsCode,
    shown: Shown,
    by: Option<Permitted>,
}

/// The record that somebody may look at, theirs or another's, by what counts today; none where they may not, or there is none.
///
/// # Errors
/// See [`Failed`].
pub async fn may_look(app: &App, reader: PersonId, whose: PersonId) -> Result<Option<Looking>, Failed> {
    let mut ways = ways(app, reader, whose).await?;
    if ways.is_empty() {
        return Ok(None);
    }
    let Some(person) = people::find(&app.db, whose).await? else { return Ok(None) };
    // The one that shows most comes first.
    ways.sort_by_key(|way| std::cmp::Reverse((way.shown.current(), way.shown.historical())));
    for Way { practice, shown, by } in ways {
        let found = patient(&app.db, &practice, &person.nhs_number).await?;
        let Some(patient) = found.filter(is_open) else { continue };
        let lens = Lens::new(shown, reviewed_periods(&app.db, patient.id).await?);
        // Nobody of a practice that has left could pause it.
        let practice = practices::find(&app.db, &practice).await?.filter(|one| one.enabled);
        let Some(practice) = practice.map(|one| one.name) else { continue };
        return Ok(Some(Looking { reader, whose, patient, practice, lens, by }));
    }
    Ok(None)
}

/// Whether a record is looked at online at all: the patient is registered there, lives, and is surely the one with this number
/// (docs/sources.md#gpc-pfs).
fn is_open(patient: &Patient) -> bool {
    patient.registered_to.is_none() && patient.deceased_on.is_none() && patient.number_status == VERIFIED
}

async fn ways(app: &App, reader: PersonId, whose: PersonId) -> Result<Vec<Way>, Failed> {
    let mut ways: Vec<Way> = permitted(app, reader, whose)
        .await?
        .into_iter()
        .filter(|by| by.is_linked_here && by.permission.services.contains(&Service::ViewRecord))
        .map(|by| Way { practice: by.practice.clone(), shown: by.permission.record, by: Some(by) })
        .collect();
    if reader != whose {
        let today = app.clock.today_in_london();
        let roles = roles::now_seen_by(&app.db, SeenBy::Person(reader), (whose, reader), today).await?;
        // Of before there were accounts: all others are by an account, and permitted above.
        let by_case = roles.into_iter().filter(|role| role.association.is_none());
        let seeing = by_case.filter(|role| role.services.contains(&Service::ViewRecord));
        ways.extend(seeing.map(|role| Way {
            practice: role.practice,
            shown: Shown::always(role.record),
            by: None,
        }));
    }
    ways.retain(|way| way.shown.current() != RecordLevel::None);
    Ok(ways)
}

impl Looking {
    /// Whether somebody looks at their own.
    pub fn is_own(&self) -> bool {
        self.reader == self.whose
    }

    /// The patient's name.
    pub fn name(&self) -> &PersonName {
        &self.patient.name
    }

    /// Writes down that they look, before they see anything.
    ///
    /// # Errors
    /// See [`Failed`].
    pub async fn note(&self, app: &App, what: &str) -> Result<(), Failed> {
        if let Some(by) = &self.by {
            used(app, by).await;
        }
        let look = Look {
            at: app.clock.now(),
            patient: self.patient.id,
            by_person: Some(self.reader.0),
            by_staff: None,
            for_person: Some(self.whose.0),
            what: what.to_owned(),
            level: Some(self.lens.current.code().to_owned()),
        };
        Ok(note_look(&app.db, look).await?)
    }
}

/// Writes down that somebody at the practice looks at what others would see.
///
/// # Errors
/// See [`Failed`].
pub async fn note_staff(
    app: &App,
    staff: StaffId,
    (whose, patient): (PersonId, &Patient),
    what: &str,
) -> Result<(), Failed> {
    let look = Look {
        at: app.clock.now(),
        patient: patient.id,
        by_person: None,
        by_staff: Some(staff.0),
        for_person: Some(whose.0),
        what: what.to_owned(),
        level: None,
    };
    Ok(note_look(&app.db, look).await?)
}
