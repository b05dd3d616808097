//! Services, level of the record, first and last day: the questions of each page that gives access or changes it.

use time::Date;

use crate::locale::Words;
use crate::web::parts::Choice;
use crate::wording;
use domain::account::OffReason;
use domain::{Access, RecordLevel, Service};

use super::form::{Answers, Form, Question};
use super::words as account_words;

/// How long access lasts, as it is chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lasts {
    Until,
    NoEnd,
}

/// The answers that stand there for this access; for none, from today on, and everything else is for the reader to say. That
/// there be no end always is: it is never the answer that stands there already.
pub fn begun(pairs: Vec<(&'static str, String)>, access: Option<&Access>, today: Date) -> Answers {
    let mut pairs = pairs;
    if let Some(access) = access {
        pairs.extend(access.services().map(|service| ("services", service.code().to_owned())));
        pairs.push(("record", access.record().code().to_owned()));
        pairs.extend(access.ends().map(|_| ("how_long", "until".to_owned())));
    }
    let starts = access.map_or(today, Access::starts);
    Answers::begun(pairs).with_date("starts", Some(starts)).with_date("ends", access.and_then(Access::ends))
}

/// The services to choose from.
pub fn services(t: &Words) -> Vec<(Service, Choice)> {
    Service::ALL.map(|one| (one, Choice::new(one.code(), wording::service(t, one)))).into()
}

/// The levels to choose from.
pub fn levels(t: &Words) -> Vec<(RecordLevel, Choice)> {
    let level = |one: RecordLevel| {
        let choice = Choice::new(one.code(), wording::record_level(t, one));
        (one, choice.hint(wording::record_level_hint(t, one)))
    };
    RecordLevel::SEEN.map(level).into()
}

/// Why something is taken away; a reason is only needed where something is.
pub fn off(form: &mut Form<'_>) -> Option<OffReason> {
    let t = form.t;
    let reason = |one: &OffReason| (*one, Choice::new(one.code(), account_words::off(t, *one)));
    let question = Question::new(t.msg_accounts_off()).hint(t.msg_accounts_off_hint());
    form.one("off", question, OffReason::ALL.iter().map(reason).collect(), None)
}

/// Asks for access; `was` is what is so until now.
pub fn ask(form: &mut Form<'_>, was: Option<&Access>, today: Date) -> Option<Access> {
    let t = form.t;
    let question = Question::new(t.msg_accounts_services());
    let chosen = form.many("services", question, services(t), Some(t.msg_accounts_services_empty()));
    let question = Question::new(t.msg_access_form_record()).hint(t.msg_access_form_record_hint());
    let level = form.one("record", question, levels(t), None);
    let level = match (chosen.contains(&Service::ViewRecord), level) {
        (false, _) => Some(RecordLevel::None),
        (true, Some(level)) => Some(level),
        (true, None) => {
            form.wrong("record", t.msg_access_form_record_empty());
            None
        }
    };
    let starts = first_day(form, was, today);
    let ends = last_day(form, starts, today);
    Access::new(chosen, level?, starts?, ends?).ok()
}

fn first_day(form: &mut Form<'_>, was: Option<&Access>, today: Date) -> Option<Date> {
    let t = form.t;
    let starts = form.date("starts", Question::new(t.msg_access_form_starts()), false)?;
    let is_so = was.is_some_and(|was| was.starts() == starts);
    if is_so || Access::may_start(starts, today) {
        return Some(starts);
    }
    form.wrong("starts", t.msg_access_form_starts_far());
    None
}

/// The last day, or that there is none.
fn last_day(form: &mut Form<'_>, starts: Option<Date>, today: Date) -> Option<Option<Date>> {
    let t = form.t;
    let lengths = vec![
        (Lasts::Until, Choice::new("until", t.msg_access_form_until())),
        (
            Lasts::NoEnd,
            Choice::new("no_end", t.msg_access_form_no_end()).hint(t.msg_access_form_no_end_hint()),
        ),
    ];
    let question = Question::new(t.msg_access_form_how_long());
    let lasts = form.one("how_long", question, lengths, Some(t.msg_access_form_how_long_empty()));
    let ends = form.date("ends", Question::new(t.msg_access_form_ends()), lasts != Some(Lasts::Until));
    if lasts? == Lasts::NoEnd {
        return Some(None);
    }
    let ends = ends?;
    let wrong = match ends {
        _ if ends < today => t.msg_access_form_ends_past(),
        _ if starts.is_some_and(|starts| ends < starts) => t.msg_access_form_ends_before(),
        _ if !Access::may_end(ends, today) => t.msg_access_form_ends_far(),
        _ => return Some(Some(ends)),
    };
    form.wrong("ends", wrong);
    None
}
