//! What is offered, to all or to one patient: asked, and what a change of it does.

use crate::locale::{Language, Words, date_long, words};
use crate::web::lists::SummaryRow;
use crate::web::parts::Choice;
use crate::wording;
use domain::account::{OffReason, Offer, Shown};
use domain::{RecordLevel, Service};

use super::access::{levels, off, services};
use super::form::{Answers, Form, Question};

/// What is wished.
pub struct Wished {
    /// What is to be offered.
    pub offer: Offer,
    /// Why, where it is less.
    pub off: Option<OffReason>,
    /// What was noted.
    pub remark: Option<String>,
}

/// The answers that stand there for what is offered now.
pub fn begun(offer: &Offer) -> Answers {
    let mut pairs: Vec<_> =
        offer.services.iter().map(|service| ("services", service.code().to_owned())).collect();
    pairs.push(("record", offer.record.current().code().to_owned()));
    if offer.record.since().is_some() {
        pairs.push(("older", offer.record.historical().code().to_owned()));
    }
    Answers::begun(pairs).with_date("from", offer.record.since())
}

/// Asks what is to be offered; a day from which on more of the record is shown, for a patient alone.
pub fn wished(form: &mut Form<'_>, (is_patient, was): (bool, &Offer)) -> Option<Wished> {
    let t = form.t;
    let chosen = form.many("services", Question::new(t.msg_accounts_offered()), services(t), None);
    let question = Question::new(t.msg_accounts_most()).hint(t.msg_accounts_most_hint());
    let level = form.one("record", question, levels(t), None);
    // Where the record is not offered at all, how much of it was stays as it is.
    let level = level.or((!chosen.contains(&Service::ViewRecord)).then(|| was.record.current()));
    if level.is_none() {
        form.wrong("record", t.msg_access_form_record_empty());
    }
    let record = if is_patient { shown(form, level) } else { level.map(Shown::always) };
    let off = off(form);
    let remark = form.note()?;
    Some(Wished { offer: Offer { services: chosen.into_iter().collect(), record: record? }, off, remark })
}

/// The level, and another for what is older than a day.
fn shown(form: &mut Form<'_>, level: Option<RecordLevel>) -> Option<Shown> {
    let t = form.t;
    let question = Question::new(t.msg_accounts_from()).hint(t.msg_accounts_from_hint());
    let from = form.date("from", question, true);
    let nothing = Choice::new(RecordLevel::None.code(), wording::record_level(t, RecordLevel::None));
    let mut choices = levels(t);
    choices.insert(0, (RecordLevel::None, nothing));
    let empty = from.map(|_| t.msg_accounts_older_empty());
    let question = Question::new(t.msg_accounts_older()).hint(t.msg_accounts_older_hint());
    let older = form.one("older", question, choices, empty);
    let Some(from) = from else { return level.map(Shown::always) };
    let fits = Shown::from_day(from, level?, older?);
    if fits.is_err() {
        form.wrong("older", t.msg_accounts_older_further());
    }
    fits.ok()
}

/// What is offered, as rows.
pub fn rows(language: Language, offer: &Offer) -> Vec<SummaryRow> {
    let t = words(language);
    let services = offer.services.iter().map(|service| wording::service(t, *service)).collect::<Vec<_>>();
    let services = if services.is_empty() { vec![t.msg_accounts_none()] } else { services };
    let mut rows = vec![
        SummaryRow::paragraphs(t.msg_accounts_offered(), services),
        SummaryRow::new(t.msg_accounts_most(), wording::record_level(t, offer.record.current())),
    ];
    if let Some(from) = offer.record.since() {
        rows.push(SummaryRow::new(t.msg_accounts_from(), date_long(from, language)));
        let older = wording::record_level(t, offer.record.historical());
        rows.push(SummaryRow::new(t.msg_accounts_older(), older));
    }
    rows
}

/// What a change does, with how many people lose something; `given`: how many associations give each service today.
pub fn effects(t: &Words, (before, after): (&Offer, &Offer), given: &[(Service, usize)]) -> Vec<String> {
    let count = |service| given.iter().find(|(one, _)| *one == service).map_or(0, |(_, count)| *count);
    let mut lines = Vec::new();
    for service in Service::ALL {
        let name = wording::service(t, service);
        match (before.has(service), after.has(service)) {
            (true, false) => lines.push(t.msg_accounts_lose(count(service), name)),
            (false, true) => lines.push(t.msg_accounts_get(name)),
            (true, true) | (false, false) => {}
        }
    }
    let stays = before.has(Service::ViewRecord) && after.has(Service::ViewRecord);
    if stays && after.record.is_less_than(before.record) {
        lines.push(t.msg_accounts_see_less(count(Service::ViewRecord)));
    }
    if lines.is_empty() {
        lines.push(t.msg_accounts_nobody_loses());
    }
    lines
}
