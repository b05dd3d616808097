//! A first look over a record: whose it is, in which lists each resource stands, and where the bytes of documents are. References
//! are noted and never followed, so that one that leads back or nowhere does nothing.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use time::Date;

use crate::fhir::stu3::lists::{self, ListKind};
use crate::fhir::stu3::patient::Patient;
use crate::fhir::stu3::reference::{Reference, contained_id, is_id, is_kind};
use crate::fhir::stu3::size::Fitting;
use crate::fhir::stu3::{day, warning};

use super::nul::has_nul;
use super::report::ImportFailed;

/// Type and id of a resource, as they are written.
#[derive(Deserialize)]
struct Head {
    #[serde(rename = "resourceType")]
    kind: String,
    id: Option<String>,
}

/// What the first look found.
pub(super) struct Survey<'a> {
    /// Whose record it is.
    pub(super) patient: Patient,
    /// The Patient, whole.
    pub(super) body: Value,
    /// The Binary resources by id.
    pub(super) binaries: BTreeMap<String, &'a RawValue>,
    /// From which day on the record is whole, where it warns that the one before is not here.
    pub(super) in_transit: Option<Date>,
    /// The same, where it warns that something is not filed.
    pub(super) awaiting_filing: Option<Date>,
    /// In which lists each resource stands.
    areas: BTreeMap<String, Vec<String>>,
    /// The entry in which each resource stands first.
    firsts: BTreeMap<String, usize>,
}

impl<'a> Survey<'a> {
    /// Looks over all entries.
    pub(super) fn of(entries: &[Option<&'a RawValue>]) -> Result<Survey<'a>, ImportFailed> {
        let heads: Vec<Option<Head>> = entries.iter().map(|entry| head((*entry)?)).collect();
        let (patient, body) = only_patient(entries, &heads)?;
        let mut survey = Survey {
            patient,
            body,
            binaries: BTreeMap::new(),
            in_transit: None,
            awaiting_filing: None,
            areas: BTreeMap::new(),
            firsts: BTreeMap::new(),
        };
        for (place, (entry, head)) in entries.iter().zip(heads).enumerate() {
            let (Some(raw), Some(head)) = (*entry, head) else { continue };
            if head.kind == "List" {
                survey.list(place, raw);
            } else if let Some(id) = head.id.filter(|id| is_id(id)) {
                survey.firsts.entry(format!("{}/{id}", head.kind)).or_insert(place);
                if head.kind == "Binary" {
                    survey.binaries.entry(id).or_insert(raw);
                }
            }
        }
        Ok(survey)
    }

    /// The lists in which what has this name stands.
    pub(super) fn areas(&self, name: &str) -> Vec<String> {
        self.areas.get(name).cloned().unwrap_or_default()
    }

    /// The entry in which this resource stands first.
    pub(super) fn first(&self, name: &str) -> Option<usize> {
        self.firsts.get(name).copied()
    }

    fn list(&mut self, place: usize, raw: &RawValue) {
        let Ok(Fitting(list)) = serde_json::from_str(raw.get()) else { return };
        let Some(id) = list_id(&list) else { return };
        self.firsts.entry(format!("List/{id}")).or_insert(place);
        let ListKind::Area(area) = lists::kind(&list) else { return };
        for one in contained(&list) {
            self.firsts.entry(kept_name(one.kind, &contained_id(&id, one.id))).or_insert(place);
        }
        for item in lists::items(&list) {
            let name = match Reference::parse(item) {
                Some(Reference::Local { kind, id } | Reference::Absolute { kind, id, .. }) => {
                    kept_name(kind, id)
                }
                Some(Reference::Contained(contained)) => kept_name("List", &contained_id(&id, contained)),
                Some(Reference::Within { kind, id, contained }) => {
                    kept_name(kind, &contained_id(id, contained))
                }
                None => continue,
            };
            let areas = self.areas.entry(name).or_default();
            if !areas.iter().any(|known| known == area) {
                areas.push(area.to_owned());
            }
        }
        for code in lists::warnings(&list) {
            let since = warning::day(&list).or_else(|| day::of(&list));
            match code {
                warning::DATA_IN_TRANSIT => self.in_transit = self.in_transit.max(since),
                warning::DATA_AWAITING_FILING => self.awaiting_filing = self.awaiting_filing.max(since),
                _ => {}
            }
        }
    }
}

/// The name of a resource: its type and the id under which it is kept.
pub(super) fn kept_name(kind: &str, id: &str) -> String {
    format!("{kind}/{id}")
}

/// The id under which a list is kept: its own, or its code.
pub(super) fn list_id(list: &Value) -> Option<String> {
    match &list["id"] {
        Value::Null => match lists::kind(list) {
            ListKind::Area(lists::ENDED_ALLERGIES) => Some(lists::ENDED_ALLERGIES_ID.to_owned()),
            ListKind::Area(code) => Some(code.to_owned()),
            ListKind::Consultation | ListKind::Topic | ListKind::Heading | ListKind::Other => None,
        },
        id => id.as_str().filter(|id| is_id(id)).map(str::to_owned),
    }
}

/// One resource that a list contains.
pub(super) struct Contained<'a> {
    /// Its type.
    pub(super) kind: &'a str,
    /// Its own id.
    pub(super) id: &'a str,
    /// All of it.
    pub(super) body: &'a Value,
}

/// What a list contains.
pub(super) fn contained(list: &Value) -> impl Iterator<Item = Contained<'_>> {
    let all = list["contained"].as_array().into_iter().flatten();
    all.filter_map(|body| {
        let (kind, id) = (body["resourceType"].as_str()?, body["id"].as_str()?);
        (is_kind(kind) && is_id(id)).then_some(Contained { kind, id, body })
    })
}

fn head(raw: &RawValue) -> Option<Head> {
    serde_json::from_str(raw.get()).ok()
}

fn only_patient(
    entries: &[Option<&RawValue>],
    heads: &[Option<Head>],
) -> Result<(Patient, Value), ImportFailed> {
    let mut found: BTreeMap<Option<&str>, &RawValue> = BTreeMap::new();
    for (entry, head) in entries.iter().zip(heads) {
        if let (Some(raw), Some(head)) = (*entry, head)
            && head.kind == "Patient"
        {
            found.entry(head.id.as_deref()).or_insert(raw);
        }
    }
    let (1, Some(raw)) = (found.len(), found.values().next()) else {
        return Err(ImportFailed::Patients(found.len()));
    };
    let Fitting(body) =
        serde_json::from_str(raw.get()).map_err(|fault| ImportFailed::Patient(fault.to_string()))?;
    if has_nul(&body) {
        return Err(ImportFailed::Patient("it has the character U+0000, which no text has".to_owned()));
    }
    let patient = Patient::read(&body).filter(|patient| is_id(&patient.id));
    Ok((patient.ok_or_else(|| ImportFailed::Patient("it has no id".to_owned()))?, body))
}
