//! The way of every change of an account: ask, show what it would do, do it. Who comes after a colleague reads what they did, and has
//! their own answers still.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::accounts::Failed;
use crate::actions::by::By;
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::upload::{Attached, Upload};
use crate::web::visit::{Fields, Parked, Visit};
use domain::account::{Event, Refusal, decide};

use super::ask::Ask;
use super::check::{Check, Shown};
use super::copy::{Copies, Fault, brought, fault};
use super::form::{Answers, Form, VERSION};
use super::given::{Given, give};
use super::history::ahead;
use super::kind::{Case, Change, head};
use super::late::{late, late_after};
use super::letter::letter;
use super::opened::Opened;
use super::refused::{failure, refused};
use super::wanted::Wanted;

/// Ways in of one change.
pub fn routes<C: Change>(routes: Routes) -> Routes {
    routes.get(Who::Staff, C::PATH, show::<C>).post(Who::Staff, C::PATH, send::<C>)
}

/// The same of a change with which a copy of a document may come.
pub fn routes_with_copy<C: Change>(routes: Routes) -> Routes {
    routes.get(Who::Staff, C::PATH, show::<C>).post(Who::Staff, C::PATH, send_with_copy::<C>)
}

async fn show<C: Change>(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Parked(parked): Parked<Answers>,
) -> Result<Ask, Failure> {
    let case = Case::of(&app, &visit, &opened).await?;
    let begun = || C::begin(&case).at(opened.shown.account.version.to_string());
    let answers = parked.unwrap_or_else(begun);
    let mut form = Form::new(visit.t, &answers, false);
    C::ask(&case, &mut form);
    Ok(Ask::new(visit, head::<C>(&case), form))
}

async fn send<C: Change>(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    Fields(answers): Fields<Answers>,
) -> Result<Response, Failure> {
    sent::<C>(&app, visit, &opened, (&answers, Attached::Nothing)).await
}

async fn send_with_copy<C: Change>(
    State(app): State<Arc<App>>,
    visit: Visit,
    opened: Opened,
    upload: Upload<Answers>,
) -> Result<Response, Failure> {
    sent::<C>(&app, visit, &opened, (&upload.fields, upload.file)).await
}

async fn sent<C: Change>(
    app: &App,
    visit: Visit,
    opened: &Opened,
    (answers, file): (&Answers, Attached),
) -> Result<Response, Failure> {
    let case = Case::of(app, &visit, opened).await?;
    if answers.one(VERSION) != opened.shown.account.version.to_string() {
        return Ok(late::<C>(visit, &case, answers.clone()));
    }
    let step = answers.one("step");
    let mut form = Form::new(visit.t, answers, step != "edit");
    let wanted = C::ask(&case, &mut form).filter(|_| form.is_faultless());
    if step == "edit" {
        return Ok(Ask::new(visit, head::<C>(&case), form).into_response());
    }
    let Some(wanted) = wanted else { return Ok(Ask::new(visit, head::<C>(&case), form).again()) };
    let by = opened.staff.actor();
    let events = match decide(Some(&opened.shown.account), &wanted.told(), &by, app.clock.now()) {
        Ok(events) => events,
        Err(refusal) => return again::<C>(visit, &case, form, refusal),
    };
    if events.is_empty() {
        form.fault("", visit.t.msg_accounts_nothing());
        return Ok(Ask::new(visit, head::<C>(&case), form).again());
    }
    let whole = Whole { case: &case, answers, form, wanted, events };
    if step != "send" {
        return Ok(whole.check::<C>(visit, None).into_response());
    }
    Box::pin(commit::<C>(app, visit, whole, file)).await
}

/// Answers that fit together, and what they would do.
struct Whole<'a> {
    case: &'a Case<'a>,
    answers: &'a Answers,
    form: Form<'a>,
    wanted: Wanted,
    events: Vec<Event>,
}

impl Whole<'_> {
    /// What is asked about a copy, where one can be kept with it.
    fn copies(&self) -> Option<Copies> {
        Copies::of(&self.wanted.command, self.answers).filter(|_| self.case.keeps_copies)
    }

    /// The page that shows all of it, and what is wrong with a copy that came.
    fn check<C: Change>(self, visit: Visit, fault: Option<Fault>) -> Check {
        let copies = self.copies().map(|copies| match fault {
            Some(fault) => copies.with(fault),
            None => copies,
        });
        let Whole { case, form, wanted, events, .. } = self;
        let shown = Shown {
            caption: case.opened.names(case.t),
            rows: [case.people_rows(), wanted.rows].concat(),
            then: ahead(case.language, case.opened, &events),
            send: C::TITLE(case.t),
        };
        Check::new(visit, shown, &form).sent_by(C::VARIANT).asking(copies)
    }
}

/// Does it.
async fn commit<C: Change>(
    app: &App,
    visit: Visit,
    whole: Whole<'_>,
    file: Attached,
) -> Result<Response, Failure> {
    let (t, opened) = (visit.t, whole.case.opened);
    let copy = match whole.copies().map(|_| brought(t, whole.answers, file)).transpose() {
        Ok(copy) => copy.flatten(),
        Err(wrong) => return Ok(whole.check::<C>(visit, Some(wrong)).again()),
    };
    let (expected, tell) = (Some(vec![opened.shown.account.version]), whole.wanted.tell);
    let by = By { expected, tell, ..By::from(opened.staff.actor()) };
    let not = match give(app, by, opened.id(), (whole.wanted.clone(), copy)).await {
        Ok(given) => return done(app, visit, opened, given).await,
        Err(not) => not,
    };
    match fault(t, not) {
        Ok(wrong) => Ok(whole.check::<C>(visit, Some(wrong)).again()),
        Err(Failed::Changed(_)) => late_after::<C>(app, visit, opened, whole.answers.clone()).await,
        Err(Failed::Refused(refusal)) => again::<C>(visit, whole.case, whole.form, refusal),
        Err(failed) => Err(failure(failed)),
    }
}

/// Back to the account; or the letter, whose key is shown here and nowhere else.
async fn done(app: &App, visit: Visit, opened: &Opened, given: Given) -> Result<Response, Failure> {
    match given {
        Given::Done => Ok(Redirect::to(&format!("{}?saved=yes", opened.home())).into_response()),
        Given::Key(made) => letter(app, visit, opened, &made).await,
    }
}

/// The form again, with what the rules say.
fn again<C: Change>(
    visit: Visit,
    case: &Case<'_>,
    mut form: Form<'_>,
    refusal: Refusal,
) -> Result<Response, Failure> {
    let (name, words) = refused(visit.t, refusal).ok_or(Failure::NotFound)?;
    form.fault(name, words);
    Ok(Ask::new(visit, head::<C>(case), form).again())
}
