//! Whether a record is the one that was asked for, and what the other practice has of the patient that is not the same here. What PDS
//! has is compared and never kept.

use crate::fhir::stu3::patient::Patient;
use crate::integrations::gp_connect::Looked;
use crate::integrations::pds::PdsRecord;
use crate::storage::health_records::fetches::{Differs, Fetch, Seen, Warned};
use domain::PersonName;
use domain::person::SameName;
use time::Date;
use uuid::Uuid;

/// Why a record is not the one that was asked for, by code; none where it is.
pub(super) fn wrong(fetch: &Fetch, looked: &Looked) -> Option<&'static str> {
    let [person] = looked.people.as_slice() else { return Some("no_patient") };
    match &person.number {
        Some(number) if *number == fetch.nhs_number => None,
        Some(_) | None => Some("another_patient"),
    }
}

/// What staff see before they take it over.
pub(super) fn seen(fetch: &Fetch, pds: &PdsRecord, looked: &Looked, trace: Uuid) -> Seen {
    let person = looked.people.first();
    let warned = looked.warnings.iter().map(|(code, warning)| Warned {
        code: code.clone(),
        lists: warning.lists.iter().cloned().collect(),
        notes: warning.notes.iter().cloned().collect(),
    });
    let is_ours = |id: &String| id.eq_ignore_ascii_case(&trace.to_string());
    Seen {
        differs: person.map(|person| differs(fetch, pds, person)).unwrap_or_default(),
        warned: warned.collect(),
        foreign_id: !looked.id.as_ref().is_some_and(is_ours),
        no_profile: !looked.has_profile,
        kinds: looked.kinds.clone(),
        nopat: looked.nopat,
        doubled: looked.doubled,
        documents: u64::try_from(looked.attached.len()).unwrap_or(u64::MAX),
        absent: looked.absent,
    }
}

fn differs(fetch: &Fetch, pds: &PdsRecord, theirs: &Patient) -> Vec<Differs> {
    let named = pds.family_names.iter().zip(&pds.given_names);
    let held: Vec<PersonName> =
        named.map(|(family, given)| PersonName::new(given.join(" "), family.clone())).collect();
    let all = || held.iter().chain(&fetch.name);
    let is_same = |same: fn(&str, &str) -> bool, part: fn(&PersonName) -> &str| {
        all().any(|name| same(part(&theirs.name), part(name)))
    };
    let born = [pds.birth_date, fetch.born].into_iter().flatten().all(|born| theirs.born == Some(born));
    let gender = pds.gender.as_ref().is_none_or(|gender| theirs.gender.as_ref() == Some(gender));
    let found = [
        (!is_same(SameName::family, |name| name.family.as_str()), "family", theirs.name.family.clone()),
        (!is_same(SameName::given, |name| name.given.as_str()), "given", theirs.name.given.clone()),
        (!born, "born", theirs.born.map_or_else(String::new, iso)),
        (!gender, "gender", theirs.gender.clone().unwrap_or_default()),
    ];
    let found = found.into_iter().filter(|(is_other, ..)| *is_other);
    found.map(|(_, what, theirs)| Differs { what: what.to_owned(), theirs }).collect()
}

fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}
