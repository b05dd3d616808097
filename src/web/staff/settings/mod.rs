//! What the practice sets for itself: where its messages go, how, which of them it does without, and where the access that
//! it sets is used.

mod form;
mod place;
mod words;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::actions::address;
use crate::actions::settings::{self, Saved};
use crate::app::App;
use crate::locale::Words;
use crate::storage::views::address_changes::{self, AddressChange};
use crate::storage::views::practice_settings::{self, Changed, Kept};
use crate::web::failure::Failure;
use crate::web::guard::{Routes, Who};
use crate::web::page::{self, Shell};
use crate::web::parts::{Choice, FieldView, Problem, problems};
use crate::web::session::Staff;
use crate::web::visit::{Fields, Parked, Visit};
use domain::delegation::Message;
use domain::practice_settings::{ALWAYS, NationalUse, OPTIONAL};

use form::{Faults, Form, Offered};
use words::{Line, NationalPart, Pending};

/// Where the page is.
const PATH: &str = "/staff/settings";
/// Where a change of the address is called off.
const CALL_OFF: &str = "/staff/settings/call-off";
/// How it is told after a redirect that the settings were saved.
const SAVED: &str = "saved=yes";
/// The same, where the mailboxes have still to confirm another address.
const ASKED: &str = "saved=asked";
/// The most lines of the history.
const LINES: i64 = 30;

#[derive(Template)]
#[template(path = "staff/settings.html")]
pub(super) struct SettingsPage {
    t: &'static Words,
    shell: Shell,
    practice: String,
    saved: Option<String>,
    pending: Option<Pending>,
    secure: String,
    too_late: String,
    problems: Vec<Problem>,
    version: String,
    reach: String,
    reaches_nobody: bool,
    email: FieldView,
    no_email: Option<(FieldView, Vec<Choice>)>,
    channel: FieldView,
    channels: Vec<Choice>,
    place: place::Part,
    national: NationalPart,
    always: Vec<String>,
    wanted: FieldView,
    wishes: Vec<Choice>,
    history: Vec<Line>,
}
page::page!(SettingsPage);

/// What the page is made of.
struct Ground {
    staff: Staff,
    kept: Kept,
    history: Vec<Changed>,
    waits: Option<AddressChange>,
}

impl Ground {
    /// The settings of the reader's own practice; they see no other's.
    async fn of(app: &App, staff: Staff) -> Result<Ground, Failure> {
        let (kept, history, waits) = tokio::try_join!(
            practice_settings::find(&app.db, &staff.practice),
            practice_settings::history(&app.db, &staff.practice, 0, LINES),
            address_changes::open(&app.db, &staff.practice, app.clock.now())
        )?;
        Ok(Ground { staff, kept: kept.ok_or(Failure::NotFound)?, history, waits })
    }
}

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    routes.get(Who::Staff, PATH, show).post(Who::Staff, PATH, send).get(Who::Staff, CALL_OFF, home).post(
        Who::Staff,
        CALL_OFF,
        call_off,
    )
}

/// Shows them.
///
/// # Errors
/// When the database fails.
pub async fn show(
    State(app): State<Arc<App>>,
    visit: Visit,
    staff: Staff,
    Parked(parked): Parked<Form>,
) -> Result<SettingsPage, Failure> {
    let ground = Ground::of(&app, staff).await?;
    let form = parked.unwrap_or_else(|| Form::of(&ground.kept));
    Ok(page(&app, visit, ground, (&form, Faults::default())))
}

/// Saves them. Who comes too late reads what a colleague saved, and may save their own answers knowing it.
///
/// # Errors
/// When the database fails.
pub async fn send(
    State(app): State<Arc<App>>,
    visit: Visit,
    staff: Staff,
    Fields(form): Fields<Form>,
) -> Result<Response, Failure> {
    let ground = Ground::of(&app, staff.clone()).await?;
    let (channels, national) = (settings::channels(&app.config), uses(&app, &ground.kept));
    let offered = Offered { channels: &channels, national: &national };
    let new = match form.parse(&offered, &ground.kept.settings) {
        Ok(new) => new,
        Err(faults) => {
            let page = page(&app, visit, ground, (&form, faults));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    match settings::save(&app, &staff.actor(), form.seen(), &new).await? {
        Saved::Yes => Ok(Redirect::to(&format!("{PATH}?{SAVED}")).into_response()),
        Saved::Asked => Ok(Redirect::to(&format!("{PATH}?{ASKED}")).into_response()),
        Saved::TooLate => {
            let page = too_late(&app, visit, Ground::of(&app, staff).await?, &form).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Saved::NotOffered => {
            let faults = Faults { national: true, ..Faults::default() };
            let page = page(&app, visit, Ground::of(&app, staff).await?, (&form, faults));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// Calls a change of the address off that waits for its mailboxes.
///
/// # Errors
/// When the database fails.
pub async fn call_off(State(app): State<Arc<App>>, staff: Staff) -> Result<Redirect, Failure> {
    address::call_off(&app, &staff.actor()).await?;
    Ok(Redirect::to(PATH))
}

/// Back to the settings: somebody signed in again, and can press the button once more.
pub async fn home() -> Redirect {
    Redirect::to(PATH)
}

/// The answers once more, above them what was saved since the form was opened.
async fn too_late(app: &App, visit: Visit, ground: Ground, form: &Form) -> Result<SettingsPage, Failure> {
    let (t, language) = (visit.t, visit.language());
    let since = practice_settings::history(&app.db, &ground.staff.practice, form.seen(), LINES).await?;
    let told = since.iter().map(|changed| words::line(language, changed));
    let told =
        told.map(|line| Problem { target: String::new(), text: format!("{} ({})", line.what, line.when) });
    let again = Form { version: ground.kept.version.to_string(), ..form.clone() };
    let page = page(app, visit.with_errors(true), ground, (&again, Faults::default()));
    Ok(SettingsPage { too_late: t.msg_settings_too_late(), problems: told.collect(), ..page })
}

/// The uses of the national store that can be chosen.
fn uses(app: &App, kept: &Kept) -> Vec<NationalUse> {
    settings::national_uses(&app.config, kept.settings.national, kept.tally_is_confirmed)
}

/// What was done before the redirect to this page.
fn saved(t: &Words, query: &str) -> Option<String> {
    let was = |what: &str| query.split('&').any(|pair| pair == what);
    was(ASKED).then(|| t.msg_settings_asked_saved()).or_else(|| was(SAVED).then(|| t.msg_settings_saved()))
}

/// A message that may be switched off, as a choice.
fn wish(t: &Words, form: &Form, message: Message) -> Option<Choice> {
    let code = message.code();
    let label = words::message(t, message)?;
    Some(Choice::new(code, label).checked(form.wanted.iter().any(|wanted| wanted == code)))
}

/// The page with these answers, and what is wrong with them.
fn page(app: &App, visit: Visit, ground: Ground, (form, faults): (&Form, Faults)) -> SettingsPage {
    let (t, language, now) = (visit.t, visit.language(), &ground.kept.settings);
    let email = FieldView::new("email", &form.email)
        .with_error(faults.email.map(|fault| words::email_fault(t, fault)));
    let channel = FieldView::new("channel", &form.channel)
        .with_error(faults.channel.then(|| t.msg_settings_channel_empty()));
    let national = words::national_part(t, (&form.national, faults.national), uses(app, &ground.kept));
    let place = place::part(t, form.place(), faults.place);
    let problems = problems(&[&email, &channel, &place.field, &place.name, &place.address, &national.field]);
    let asks_twice = form.has_no_email() && now.email.is_some();
    let tick = || Choice::new("yes", t.msg_settings_no_address()).checked(form.no_email == "yes");
    let offered = settings::channels(&app.config).into_iter().map(|channel| {
        let (label, hint) = words::channel(t, channel);
        Choice::new(channel.code(), label).hint(hint)
    });
    let visit = if problems.is_empty() { visit } else { visit.with_errors(true) };
    SettingsPage {
        t,
        practice: ground.staff.practice_name,
        saved: saved(t, &visit.shell.query),
        pending: ground.waits.as_ref().map(|change| words::pending(language, change)),
        secure: t.msg_settings_secure(app.config.messages.secure_email_domains.join(", ")),
        too_late: String::new(),
        problems,
        version: form.version.clone(),
        reach: words::reach(t, now, &app.config.messages.secure_email_domains),
        reaches_nobody: now.email.is_none(),
        no_email: asks_twice.then(|| (FieldView::new("no_email", ""), vec![tick()])),
        email,
        channel,
        channels: offered.collect(),
        place,
        national,
        always: ALWAYS.into_iter().filter_map(|message| words::message(t, message)).collect(),
        wanted: FieldView::new("wanted", ""),
        wishes: OPTIONAL.iter().filter_map(|message| wish(t, form, *message)).collect(),
        history: ground.history.iter().map(|changed| words::line(language, changed)).collect(),
        shell: visit.shell,
    }
}
