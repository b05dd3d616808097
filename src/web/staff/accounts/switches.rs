//! Services are switched on and off, for all of the practice or for one patient; how many people lose something is shown before.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::accounts::{Failed, switches};
use crate::actions::by::By;
use crate::app::App;
use crate::locale::Words;
use crate::storage::views::accounts;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::session::Staff;
use crate::web::visit::{Fields, Parked, Visit};
use domain::account::{Offer, Refusal, SetSwitches, Switches};
use domain::{Aggregate, PersonId};

use super::ask::{Ask, Head};
use super::check::{Check, Shown};
use super::form::{Answers, Form, VERSION};
use super::offer::{Wished, begun, effects, rows, wished};
use super::opened::Opened;
use super::refused::{failure, refused};

const PRACTICE: &str = "/staff/accounts/switches";
const PATIENT: &str = "/staff/accounts/{account}/patients/{patient}/switches";

/// Whose switches they are, and how they stand.
struct Of {
    staff: Staff,
    patient: Option<PersonId>,
    current: Option<Switches>,
    /// Where one comes from, and goes back to.
    back: String,
    caption: String,
}

impl Of {
    async fn practice(app: &App, staff: Staff) -> Result<Of, Failure> {
        let caption = staff.practice_name.clone();
        let back = "/staff/accounts".to_owned();
        Of { staff, patient: None, current: None, back, caption }.loaded(app).await
    }

    async fn patient(app: &App, opened: Opened) -> Result<Of, Failure> {
        let back = opened.home();
        let (patient, described) = opened.patient.ok_or(Failure::NotFound)?;
        let caption = described.name.full();
        Of { staff: opened.staff, patient: Some(patient), current: None, back, caption }.loaded(app).await
    }

    async fn loaded(self, app: &App) -> Result<Of, Failure> {
        let id = accounts::switches_id(&self.staff.practice, self.patient);
        let current = accounts::switches(&app.db, id).await?;
        Ok(Of { current, ..self })
    }

    fn version(&self) -> i32 {
        self.current.as_ref().map_or(0, |switches| switches.version)
    }

    fn offer(&self) -> Offer {
        self.current.as_ref().map_or_else(Offer::everything, |switches| switches.offer.clone())
    }

    fn head(&self, t: &Words) -> Head {
        let (title, means) = match self.patient {
            None => (t.msg_accounts_switches(), t.msg_accounts_switches_means()),
            Some(_) => (t.msg_accounts_patient_switches(), t.msg_accounts_patient_switches_means()),
        };
        let (back, caption) = (self.back.clone(), self.caption.clone());
        Head { back, caption, title, means: vec![means], ..Head::default() }
    }
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    let routes = routes.get(Who::Staff, PRACTICE, of_practice).post(Who::Staff, PRACTICE, set_for_all);
    routes.get(Who::Staff, PATIENT, of_patient).post(Who::Staff, PATIENT, set_for_one)
}

/// Shows those of the practice.
///
/// # Errors
/// When the database fails.
pub async fn of_practice(
    State(app): State<Arc<App>>,
    visit: Visit,
    staff: Staff,
    Parked(parked): Parked<Answers>,
) -> Result<Response, Failure> {
    Ok(show(visit, &Of::practice(&app, staff).await?, parked))
}

/// Shows those of a patient.
///
/// # Errors
/// When the database fails.
pub async fn of_patient(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Parked(parked): Parked<Answers>,
) -> Result<Response, Failure> {
    Ok(show(visit, &Of::patient(&app, opened).await?, parked))
}

/// Sets those of the practice.
///
/// # Errors
/// When the database fails.
pub async fn set_for_all(
    State(app): State<Arc<App>>,
    visit: Visit,
    staff: Staff,
    Fields(answers): Fields<Answers>,
) -> Result<Response, Failure> {
    let of = Of::practice(&app, staff).await?;
    send(&app, visit, of, answers).await
}

/// Sets those of a patient.
///
/// # Errors
/// When the database fails.
pub async fn set_for_one(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Fields(answers): Fields<Answers>,
) -> Result<Response, Failure> {
    let of = Of::patient(&app, opened).await?;
    send(&app, visit, of, answers).await
}

fn show(visit: Visit, of: &Of, parked: Option<Answers>) -> Response {
    let answers = parked.unwrap_or_else(|| begun(&of.offer()).at(of.version().to_string()));
    let mut form = Form::new(visit.t, &answers, false);
    wished(&mut form, (of.patient.is_some(), &of.offer()));
    let head = of.head(visit.t);
    Ask::new(visit, head, form).into_response()
}

/// The answers once more: somebody else set them since the form was opened.
fn late(visit: Visit, of: &Of, answers: Answers) -> Response {
    let answers = answers.at(of.version().to_string());
    let mut form = Form::new(visit.t, &answers, false);
    wished(&mut form, (of.patient.is_some(), &of.offer()));
    form.fault("", visit.t.msg_accounts_too_late());
    for row in rows(visit.language(), &of.offer()) {
        form.fault("", format!("{}: {}", row.key, row.lines.join(", ")));
    }
    let head = of.head(visit.t);
    (StatusCode::CONFLICT, Ask::new(visit, head, form)).into_response()
}

async fn send(app: &App, visit: Visit, of: Of, answers: Answers) -> Result<Response, Failure> {
    if answers.one(VERSION) != of.version().to_string() {
        return Ok(late(visit, &of, answers));
    }
    let (t, step) = (visit.t, answers.one("step"));
    let mut form = Form::new(t, &answers, step != "edit");
    let wish = wished(&mut form, (of.patient.is_some(), &of.offer())).filter(|_| form.is_faultless());
    let head = of.head(t);
    if step == "edit" {
        return Ok(Ask::new(visit, head, form).into_response());
    }
    let Some(Wished { offer, off, remark }) = wish else { return Ok(Ask::new(visit, head, form).again()) };
    let (by, practice) = (of.staff.actor(), of.staff.practice.clone());
    let command = SetSwitches { practice, patient: of.patient, offer: offer.clone(), off };
    let wrong = match Switches::decide(of.current.as_ref(), &command, &by, app.clock.now()) {
        Ok(events) if events.is_empty() => Some(("", t.msg_accounts_nothing())),
        Ok(_) => None,
        Err(Refusal::InFuture) => Some(("from", t.msg_accounts_refused_future())),
        Err(refusal) => Some(refused(t, refusal).ok_or(Failure::NotFound)?),
    };
    if let Some((name, words)) = wrong {
        form.fault(name, words);
        return Ok(Ask::new(visit, head, form).again());
    }
    if step != "send" {
        return Ok(check(app, visit, (&of, &offer), &form).await?.into_response());
    }
    let by = By { expected: Some(vec![of.version()]), ..By::from(by) };
    match switches::set(app, by, of.patient, (offer, off), remark.as_deref()).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?saved=yes", of.back)).into_response()),
        Err(Failed::Changed(_)) => Ok(late(visit, &of.loaded(app).await?, answers)),
        Err(failed) => Err(failure(failed)),
    }
}

async fn check(
    app: &App,
    visit: Visit,
    (of, offer): (&Of, &Offer),
    form: &Form<'_>,
) -> Result<Check, Failure> {
    let (t, today) = (visit.t, app.clock.today_in_london());
    let given = accounts::given(&app.db, &of.staff.practice, of.patient, today).await?;
    let shown = Shown {
        caption: of.caption.clone(),
        rows: rows(visit.language(), offer),
        then: effects(t, (&of.offer(), offer), &given),
        send: t.msg_accounts_switches_send(),
    };
    Ok(Check::new(visit, shown, form))
}
