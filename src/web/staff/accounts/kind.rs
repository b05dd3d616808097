//! A kind of change of an account, and what its form is made of.

use time::Date;

use crate::actions::accounts::evidence::are_kept;
use crate::app::App;
use crate::locale::{Language, Say, Words, date_long};
use crate::storage::views::accounts::{self, Options};
use crate::web::failure::Failure;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::web::parts::unbroken;
use crate::web::visit::Visit;
use domain::{NhsNumber, PersonId, StaffId};

use super::ask::Head;
use super::form::{Answers, Form};
use super::opened::Opened;
use super::wanted::Wanted;

/// A change that somebody at the practice makes to an account.
pub trait Change: Send + Sync + 'static {
    /// Where it is asked for.
    const PATH: &'static str;
    /// The heading, also on the button that does it.
    const TITLE: Say;
    /// What it means.
    const MEANS: Say;
    /// How the button that does it looks: what cannot be taken back is red.
    const VARIANT: &'static str = "";
    /// Whether it says how much of the record somebody sees.
    const GIVES: bool = false;

    /// The answers that stand there to begin with.
    fn begin(_case: &Case<'_>) -> Answers {
        Answers::default()
    }

    /// Asks, and says what the answers mean where they are whole.
    fn ask(case: &Case<'_>, form: &mut Form<'_>) -> Option<Wanted>;
}

/// What a form is made of.
pub struct Case<'a> {
    /// The account.
    pub opened: &'a Opened,
    /// The NHS number of the patient whom the address names.
    pub traced: Option<NhsNumber>,
    /// Colleagues who may vouch for somebody: the reader left out.
    pub colleagues: Vec<(StaffId, String)>,
    /// What the practice has set.
    pub options: Options,
    /// Whether copies of documents are kept here.
    pub keeps_copies: bool,
    /// The reader's words.
    pub t: &'static Words,
    /// The reader's language.
    pub language: Language,
    /// Today in London.
    pub today: Date,
}

impl<'a> Case<'a> {
    pub(super) async fn of(app: &App, visit: &Visit, opened: &'a Opened) -> Result<Case<'a>, Failure> {
        let practice = &opened.staff.practice;
        let (mut colleagues, options) =
            tokio::try_join!(accounts::colleagues(&app.db, practice), accounts::options(&app.db, practice))?;
        let traced = traced(app, opened).await?;
        // Who records it vouches in their own name, not as a colleague.
        colleagues.retain(|(id, _)| *id != opened.staff.id);
        let (t, language, today) = (visit.t, visit.language(), app.clock.today_in_london());
        Ok(Case { opened, traced, colleagues, options, keeps_copies: are_kept(app), t, language, today })
    }

    /// The name of the patient whom the page is about; of the holder where it is about none.
    fn patient_name(&self) -> String {
        match (&self.opened.patient, &self.opened.association) {
            (Some((_, described)), _) => described.name.full(),
            (None, Some(association)) => self.opened.name_of(association.patient).full(),
            (None, None) => self.opened.shown.holder.person.name.full(),
        }
    }

    /// The patient whom the page is about, where it is about one.
    fn patient(&self) -> Option<PersonId> {
        let named = self.opened.patient.as_ref().map(|(patient, _)| *patient);
        named.or_else(|| self.opened.association.as_ref().map(|association| association.patient))
    }

    /// When a patient was born, as far as it is known here.
    pub fn born(&self, person: PersonId) -> Option<Date> {
        let named = self.opened.patient.as_ref().filter(|(id, _)| *id == person);
        let born = named.map(|(_, described)| described.birth_date);
        born.or_else(|| self.opened.person(person).and_then(|one| one.born))
    }

    /// Whom the page is about, told apart from others of their name: the patient, where it is about one, and the holder.
    pub fn people_rows(&self) -> Vec<SummaryRow> {
        let holder = &self.opened.shown.holder.person;
        let Some(patient) = self.patient() else { return vec![self.holder_row()] };
        let mut rows = self.patient_rows(patient);
        rows.extend((patient != holder.id).then(|| self.holder_row()));
        rows
    }

    fn born_words(&self, person: PersonId) -> String {
        let born = self.born(person).map(|born| date_long(born, self.language));
        born.unwrap_or_else(|| self.t.msg_case_unknown())
    }

    fn holder_row(&self) -> SummaryRow {
        let (t, holder) = (self.t, &self.opened.shown.holder.person);
        let born = t.msg_case_born_on(self.born_words(holder.id));
        let number = t.msg_case_number_is(unbroken(&holder.nhs_number.spaced()));
        SummaryRow::lines(t.msg_accounts_holder(), vec![holder.name.full(), born, number])
    }

    fn patient_rows(&self, patient: PersonId) -> Vec<SummaryRow> {
        let t = self.t;
        let number = self.opened.person(patient).map(|one| &one.nhs_number).or(self.traced.as_ref());
        let number = number.map_or_else(|| t.msg_case_unknown(), |number| unbroken(&number.spaced()));
        vec![
            SummaryRow::new(t.msg_case_patient(), self.patient_name()),
            SummaryRow::new(t.msg_case_born(), self.born_words(patient)),
            SummaryRow::new(t.msg_case_number(), number),
        ]
    }
}

/// The NHS number of the patient whom the address names, who need not be in the account yet.
async fn traced(app: &App, opened: &Opened) -> Result<Option<NhsNumber>, Failure> {
    let Some((patient, _)) = &opened.patient else { return Ok(None) };
    Ok(accounts::person(&app.db, *patient).await?.map(|one| one.nhs_number))
}

/// What stands above the form of one.
pub(super) fn head<C: Change>(case: &Case<'_>) -> Head {
    Head {
        back: case.opened.home(),
        caption: case.opened.names(case.t),
        title: C::TITLE(case.t),
        means: vec![C::MEANS(case.t)],
        known: SummaryList(case.people_rows()),
        would_see: case.patient().filter(|_| C::GIVES).map(|patient| would_see(case.opened, patient)),
    }
}

/// Where the record of a patient is shown at every level.
fn would_see(opened: &Opened, patient: PersonId) -> String {
    format!("{}/patients/{patient}/record", opened.home())
}
