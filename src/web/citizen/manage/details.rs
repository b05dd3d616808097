//! Where one delegation stands: progress, access, what the reader can do, and the messages we sent.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use crate::actions::health_record::view::may_look;
use crate::actions::invitation_code;
use crate::app::App;
use crate::locale::{Language, Words};
use crate::storage::messages;
use crate::storage::views::citizen::Side;
use crate::web::citizen::health_record;
use crate::web::citizen::own::{Can, Own};
use crate::web::failure::Failure;
use crate::web::lists::{Head, SummaryList, SummaryRow};
use crate::web::page::{self, Shell};
use crate::web::visit::Visit;
use crate::wording;
use domain::delegation::{CommandKind, Stage};
use domain::practice_settings::OnlineService;
use domain::{Access, InvitationCode};

use super::letters::{Letter, letters};
use super::national;
use super::progress::{Step, steps};
use super::resend;

/// A link to something the reader can do now.
struct Way {
    text: String,
    link: String,
    variant: &'static str,
}

#[derive(Template)]
#[template(path = "citizen/manage/details.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    name: String,
    gives: bool,
    status: String,
    colour: &'static str,
    sentence: String,
    reason: Option<String>,
    next: String,
    /// Where the trusted person finds the services, while they have access.
    place: Option<String>,
    /// The practice's own online service, where that is one of the places: address, and what the link says with the host it leads to.
    online: Option<(String, String)>,
    /// Where to have an invitation sent again that could not be delivered.
    undelivered: Option<String>,
    /// What the reader passes on, where the invitation goes by no e-mail and still waits.
    code: Option<String>,
    /// Where the letter with the code is, once the code works.
    letter: Option<String>,
    steps: Vec<Step>,
    rows: SummaryList,
    ways: Vec<Way>,
    heads: Vec<Head>,
    letters: Vec<Letter>,
    print: Option<String>,
    /// Where the record is that the reader may look at, and what the link says.
    record: Option<(String, String)>,
}
page::page!(Page);

/// Shows it.
///
/// # Errors
/// When the database fails.
pub async fn show(State(app): State<Arc<App>>, visit: Visit, own: Own) -> Result<Page, Failure> {
    let (t, language, reader) = (visit.t, visit.language(), own.reader());
    let entries = messages::of_delegation(&app.db, own.delegation().id).await?;
    let mut rows = rows(t, language, &own);
    rows.0.extend(national::row(&app, own.delegation(), language).await?);
    Ok(Page {
        t,
        undelivered: own.mine.undelivered.then(|| own.path("undelivered")),
        code: invitation_code::shown(&app, &own.mine).map(InvitationCode::grouped),
        letter: (own.delegation().stage == Stage::Invited).then(|| own.path("letter")),
        name: own.name(),
        gives: own.mine.side == Side::Delegator,
        status: wording::status(t, own.delegation(), reader),
        colour: colour(own.delegation().stage),
        sentence: own.sentence(language),
        reason: own.why(t),
        next: own.next(language),
        place: place(t, &own),
        online: online(t, &own),
        steps: steps(language, own.delegation(), reader, &own.name()),
        rows,
        ways: ways(t, &own),
        heads: vec![
            Head::new(t.msg_manage_letters_what()),
            Head::new(t.msg_manage_letters_to()),
            Head::new(t.msg_manage_letters_when()),
        ],
        print: own.delegation().set.is_some().then(|| own.path("print")),
        record: record(&app, t, &own).await?,
        letters: letters(language, &entries, reader, &own.mine.practice_name),
        shell: visit.shell,
    })
}

/// No colour tells more than the words: a refusal looks like every other end.
fn colour(stage: Stage) -> &'static str {
    match stage {
        Stage::Checking | Stage::Invited | Stage::WithPractice => "blue",
        Stage::Active => "green",
        Stage::Suspended => "yellow",
        Stage::NotConfirmed | Stage::Declined | Stage::Withdrawn | Stage::Lapsed => "grey",
        Stage::Refused | Stage::Ending | Stage::Ended => "grey",
    }
}

/// Where the reader uses the access, if it is theirs to use.
pub(super) fn place(t: &Words, own: &Own) -> Option<String> {
    let named = |service: &OnlineService| service.name().to_owned();
    uses_it(own).then(|| wording::place(t, &own.mine.practice_name, &own.mine.place, named))
}

fn online(t: &Words, own: &Own) -> Option<(String, String)> {
    let service = own.mine.place.own().filter(|_| uses_it(own))?;
    Some((service.address().to_owned(), t.msg_manage_place_open(service.name(), service.host())))
}

fn uses_it(own: &Own) -> bool {
    own.mine.side == Side::Delegate && own.delegation().stage == Stage::Active
}

/// Where the reader looks at the patient's record, while they may.
async fn record(app: &App, t: &Words, own: &Own) -> Result<Option<(String, String)>, Failure> {
    if !uses_it(own) {
        return Ok(None);
    }
    let patient = own.delegation().delegator;
    let looking = may_look(app, own.citizen.id, patient).await?;
    Ok(looking.map(|_| (health_record::path(patient), t.msg_health_record_look(own.name()))))
}

fn rows(t: &Words, language: Language, own: &Own) -> SummaryList {
    let delegation = own.delegation();
    let lines = |access: &Access| wording::access_in_full(language, access);
    let mut rows = vec![SummaryRow::paragraphs(t.msg_manage_access_asked(), lines(&delegation.asked))];
    if let Some(set) = &delegation.set {
        rows.push(SummaryRow::paragraphs(t.msg_manage_access_set(), lines(set)));
        if own.mine.side == Side::Delegator && delegation.is_less_than_asked() {
            rows.push(SummaryRow::new(t.msg_manage_access_less(), wording::less(t, delegation.less)));
        }
    }
    if let Some(wanted) = delegation.change_told_to(own.reader().party()) {
        rows.push(SummaryRow::paragraphs(t.msg_ask_change_wanted(), lines(wanted)));
    }
    let phone = own.mine.practice_phone.as_deref().map(|number| t.msg_manage_access_phone(number));
    let practice = [Some(own.mine.practice_name.clone()), phone].into_iter().flatten();
    rows.push(SummaryRow::paragraphs(t.msg_manage_access_practice(), practice.collect()));
    SummaryList(rows)
}

fn ways(t: &Words, own: &Own) -> Vec<Way> {
    let gives = own.mine.side == Side::Delegator;
    let stop = if gives { t.msg_manage_revoke_access() } else { t.msg_manage_revoke_acting() };
    let all = [
        (CommandKind::Accept, t.msg_manage_answer(), "respond", ""),
        (CommandKind::AskChange, t.msg_ask_change_title(), "ask-change", "secondary"),
        (CommandKind::Resend, resend::title(t, own), "resend", "secondary"),
        (CommandKind::Withdraw, t.msg_manage_withdraw(), "withdraw", "secondary"),
        (CommandKind::Revoke, stop, "stop", "warning"),
    ];
    // What came back goes out again by the page that also takes another address: the same one alone would only come back once more.
    let is_shown = |command: CommandKind| command != CommandKind::Resend || !own.mine.undelivered;
    let can = all.into_iter().filter(|(command, ..)| is_shown(*command) && own.can(*command) == Can::Now);
    let mut ways: Vec<Way> =
        can.map(|(_, text, page, variant)| Way { text, link: own.path(page), variant }).collect();
    if own.can(CommandKind::AskChange) == Can::Now && own.delegation().change_asked.is_some() {
        let (text, link) = (t.msg_ask_change_take_back(), own.path("take-back-change"));
        ways.insert(0, Way { text, link, variant: "secondary" });
    }
    ways
}
