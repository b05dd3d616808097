//! For whom somebody may do what by an account, from when to when, and why not. Why an association is paused, and what is switched
//! off for a patient, are the patient's own: whoever acts for them reads that it is so, and no more.

use time::Date;

use crate::locale::{Language, Words, date_long, words};
use crate::storage::views::accounts::Holding;
use crate::web::citizen::health_record;
use crate::web::lists::{SummaryList, SummaryRow};
use crate::wording;
use domain::account::{Association, Layers, Permission, Shown, WhyNot, permission};
use domain::{Access, PersonId, RecordLevel, Service};

/// One person, or the reader themselves, and what may be done.
pub(super) struct Someone {
    /// For whom: the heading.
    pub(super) name: String,
    /// What may be done.
    pub(super) rows: SummaryList,
    /// Where their record is, where the reader may look at it, and what the link says.
    pub(super) record: Option<(String, String)>,
}

/// Everybody with whom the account is associated, in the order in which that was done. What has ended is left out.
pub(super) fn people(
    language: Language,
    holding: &Holding,
    (today, seen): (Date, &[PersonId]),
) -> Vec<Someone> {
    let open = holding.account.associations.iter().filter(|one| one.is_open());
    open.map(|one| {
        let record = seen.contains(&one.patient).then(|| record(language, holding, one));
        Someone { record, ..someone(language, holding, (one, today)) }
    })
    .collect()
}

fn someone(language: Language, holding: &Holding, (one, today): (&Association, Date)) -> Someone {
    let t = words(language);
    let offer = holding.offers.for_patient(one.patient);
    let (account, ages) = (&holding.account, holding.ages(one.patient));
    let layers = Layers { practice: &holding.offers.practice, patient: &offer, account, ages };
    let permission = permission(layers, one.patient, today);
    let mut rows = match nothing_because(language, &permission, &holding.practice_name) {
        Some(why) => vec![
            SummaryRow::new(t.msg_account_can(), why),
            SummaryRow::paragraphs(t.msg_account_set_up(), wording::access_lines(t, &one.access)),
        ],
        None => service_by_service(language, &permission, (one, &holding.practice_name)),
    };
    rows.push(SummaryRow::new(t.msg_account_days(), wording::access_dates(language, &one.access)));
    let name = if one.tie.is_proxy() {
        t.msg_account_for(name_of(holding, one.patient))
    } else {
        t.msg_account_yourself()
    };
    Someone { name, rows: SummaryList(rows), record: None }
}

/// Where the record is, and what the link says.
fn record(language: Language, holding: &Holding, one: &Association) -> (String, String) {
    let t = words(language);
    let look = if one.tie.is_proxy() {
        t.msg_health_record_look(name_of(holding, one.patient))
    } else {
        t.msg_health_record_look_own()
    };
    (health_record::path(one.patient), look)
}

fn name_of(holding: &Holding, patient: PersonId) -> String {
    let found = holding.patients.iter().find(|(id, _)| *id == patient);
    found.map(|(_, name)| name.full()).unwrap_or_default()
}

/// Why nothing at all may be done, where one reason holds for every service.
fn nothing_because(language: Language, permission: &Permission, practice: &str) -> Option<String> {
    let t = words(language);
    let (_, why) = permission.refused.first()?;
    Some(match why {
        WhyNot::Suspended => t.msg_account_suspended(practice),
        WhyNot::NotYet(day) => t.msg_account_not_yet(date_long(*day, language)),
        WhyNot::NotAssociated | WhyNot::Over => t.msg_account_over(),
        WhyNot::AccountInactive(_) => t.msg_account_inactive(),
        WhyNot::OffAtPractice | WhyNot::OffForPatient | WhyNot::NotGiven => return None,
    })
}

fn service_by_service(
    language: Language,
    permission: &Permission,
    (one, practice): (&Association, &str),
) -> Vec<SummaryRow> {
    let t = words(language);
    let can = can(language, permission);
    let cannot = permission.refused.iter().map(|(service, why)| cannot(t, (*service, *why), (one, practice)));
    let cannot: Vec<String> = cannot.collect();
    let can = if can.is_empty() { vec![t.msg_account_can_nothing()] } else { can };
    let mut rows = vec![SummaryRow::paragraphs(t.msg_account_can(), can)];
    if !cannot.is_empty() {
        rows.push(SummaryRow::paragraphs(t.msg_account_cannot(), cannot));
    }
    rows
}

/// The services that may be used, the record with the level that comes of all who have a say.
fn can(language: Language, permission: &Permission) -> Vec<String> {
    let t = words(language);
    let fitting = permission.days.and_then(|(starts, ends)| {
        Access::new(permission.services.iter().copied(), permission.record.current(), starts, ends).ok()
    });
    let mut lines = fitting.map(|access| wording::access_lines(t, &access)).unwrap_or_default();
    lines.extend(older(language, permission.record));
    lines
}

/// What is seen of what is older, where that is less.
fn older(language: Language, record: Shown) -> Option<String> {
    let t = words(language);
    let since = record.since().filter(|_| record.historical() < record.current())?;
    let day = date_long(since, language);
    Some(match record.historical() {
        RecordLevel::None => t.msg_account_older_nothing(day),
        level => t.msg_account_older(day, wording::record_level(t, level)),
    })
}

fn cannot(t: &Words, (service, why): (Service, WhyNot), (one, practice): (&Association, &str)) -> String {
    let service = wording::service(t, service);
    match why {
        WhyNot::OffAtPractice => t.msg_account_off_at_practice(service, practice),
        WhyNot::OffForPatient if !one.tie.is_proxy() => t.msg_account_off_for_you(service),
        _ => t.msg_account_not_given(service),
    }
}
