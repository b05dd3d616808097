//! The lists of a record: the ten primary ones, and of the secondary ones those that have something to say. They are written
//! while the database tells, list by list, what stands where; none of them is ever held whole.

use std::collections::BTreeSet;

use futures::{Stream, StreamExt};
use serde_json::{Value, json};

use crate::fhir::stu3::lists::{ENDED_ALLERGIES, ENDED_ALLERGIES_ID, PRIMARY, SECONDARY};
use crate::fhir::stu3::{systems, warning};
use crate::storage::StorageError;
use crate::storage::gp_connect::record::{Place, Resource};
use crate::storage::health_records::Patient;

use super::broken::Broken;
use super::outlet::Outlet;
use super::person;
use super::resource::{Rewriting, reference};

const CONFIDENTIAL: &str = "Items excluded due to confidentiality and/or patient preferences.";
const EMPTY: &str = "Information not available";

/// A warning: its code, and its words.
type Warning = (&'static str, String);

/// A list's code, with its system and words.
struct Named {
    code: &'static str,
    system: &'static str,
    display: &'static str,
    title: &'static str,
}

/// What all lists of a record share, and which of them are written.
pub struct Lists {
    subject: String,
    /// What each list warns of.
    warnings: Vec<Warning>,
    /// Whether something that has ended is left out.
    hides_ended: bool,
    /// Lists that warn of what is left out whatever stands in them.
    confidential: BTreeSet<&'static str>,
    written: BTreeSet<&'static str>,
}

/// A list that is being written.
struct Open {
    named: Named,
    has_entries: bool,
    hides: bool,
}

impl Lists {
    /// The lists of this patient's record, of which this is left out.
    pub fn of(patient: &Patient, hidden: &[(String, String)]) -> Lists {
        let transit = patient.in_transit_since.map(|day| {
            let what = "Patient record transfer from previous GP practice not yet complete";
            (warning::DATA_IN_TRANSIT, warning::words(what, day))
        });
        let filing = patient.awaiting_filing_since.map(|day| {
            let what = "Patient record contains some items in the GP practice workflow that have not been reviewed for \
                        inclusion in this message";
            (warning::DATA_AWAITING_FILING, warning::words(what, day))
        });
        Lists {
            subject: format!("Patient/{}", person::id(patient)),
            warnings: transit.into_iter().chain(filing).collect(),
            hides_ended: hidden.iter().any(|(_, id)| id.contains('#')),
            confidential: BTreeSet::new(),
            written: BTreeSet::new(),
        }
    }

    /// This list warns that something is left out.
    pub fn warn_of_confidential(&mut self, area: &'static str) {
        self.confidential.insert(area);
    }

    /// Writes the list of allergies that have ended, which contains them.
    ///
    /// # Errors
    /// When it cannot be written to its end.
    pub async fn ended_allergies(
        &mut self,
        ended: impl Stream<Item = Result<Resource, StorageError>>,
        rewriting: &Rewriting,
        out: &mut Outlet,
    ) -> Result<(), Broken> {
        let Some(named) = named(ENDED_ALLERGIES) else { return Ok(()) };
        let mut open = self.begin(named, out).await?;
        open.hides |= self.hides_ended;
        let (mut list, mut ids) = (ENDED_ALLERGIES_ID.to_owned(), Vec::new());
        let mut ended = std::pin::pin!(ended);
        while let Some(resource) = ended.next().await {
            let resource = resource?;
            let Some((of, id)) = resource.id.split_once('#') else { continue };
            of.clone_into(&mut list);
            ids.push(id.to_owned());
            out.push(if ids.len() == 1 { r#","contained":["# } else { "," }).await?;
            out.push(rewriting.rewritten(resource).body).await?;
        }
        if !ids.is_empty() {
            out.push("]").await?;
        }
        for id in ids {
            open.entry(&format!("#{id}"), out).await?;
        }
        out.push(if open.has_entries { "]" } else { "" }).await?;
        out.push(format!(r#","id":{}"#, json!(list))).await?;
        self.end(open, out).await
    }

    /// Writes all other lists, as the database tells of them, and those that it tells nothing of and that are always there.
    ///
    /// # Errors
    /// When they cannot be written to their end.
    pub async fn others(
        &mut self,
        places: impl Stream<Item = Result<Place, StorageError>>,
        with_confidential: bool,
        out: &mut Outlet,
    ) -> Result<(), Broken> {
        let mut open: Option<Open> = None;
        let mut places = std::pin::pin!(places);
        while let Some(place) = places.next().await {
            let place = place?;
            if open.as_ref().is_none_or(|open| open.named.code != place.area) {
                self.close(open.take(), out).await?;
                let Some(named) = named(&place.area).filter(|named| named.code != ENDED_ALLERGIES) else {
                    continue;
                };
                open = Some(self.begin(named, out).await?);
            }
            let Some(list) = open.as_mut() else { continue };
            if place.confidential && !with_confidential {
                list.hides = true;
            } else {
                list.entry(&reference(&place.kind, &place.id), out).await?;
            }
        }
        self.close(open, out).await?;
        for named in PRIMARY.iter().filter_map(|list| named(list.code)) {
            if !self.written.contains(named.code) {
                let empty = self.begin(named, out).await?;
                self.close(Some(empty), out).await?;
            }
        }
        Ok(())
    }

    async fn begin(&mut self, named: Named, out: &mut Outlet) -> Result<Open, Broken> {
        self.written.insert(named.code);
        let head = json!({
            "resourceType": "List",
            "meta": { "profile": [systems::LIST_PROFILE] },
            "status": "current",
            "mode": "snapshot",
            "title": named.title,
            "code": { "coding": [{ "system": named.system, "code": named.code, "display": named.display }] },
            "subject": { "reference": self.subject },
        });
        let head = head.to_string();
        out.push(r#",{"resource":"#).await?;
        // It goes on: what it warns of is known at its end.
        out.push(head.strip_suffix('}').unwrap_or(&head)).await?;
        let hides = self.confidential.contains(named.code);
        Ok(Open { named, has_entries: false, hides })
    }

    async fn close(&self, open: Option<Open>, out: &mut Outlet) -> Result<(), Broken> {
        let Some(open) = open else { return Ok(()) };
        out.push(if open.has_entries { "]" } else { "" }).await?;
        self.end(open, out).await
    }

    /// Writes what a list warns of, and that it is empty where it is.
    async fn end(&self, open: Open, out: &mut Outlet) -> Result<(), Broken> {
        let own = open.hides.then(|| (warning::CONFIDENTIAL_ITEMS, CONFIDENTIAL.to_owned()));
        let warnings: Vec<&Warning> = own.iter().chain(&self.warnings).collect();
        let setting = json!({
            "url": systems::CLINICAL_SETTING,
            "valueCodeableConcept": { "coding": [{
                "system": systems::SNOMED, "code": "1060971000000108", "display": "General practice service" }] },
        });
        let codes =
            warnings.iter().map(|(code, _)| json!({ "url": systems::LIST_WARNING, "valueCode": code }));
        let extensions: Vec<Value> = std::iter::once(setting).chain(codes).collect();
        out.push(format!(r#","extension":{}"#, Value::Array(extensions))).await?;
        let empty = (!open.has_entries).then_some(EMPTY);
        let words: Vec<&str> = warnings.iter().map(|(_, words)| words.as_str()).chain(empty).collect();
        if !words.is_empty() {
            out.push(format!(r#","note":{}"#, json!([{ "text": words.join(" ") }]))).await?;
        }
        if !open.has_entries {
            let reason = json!({ "coding": [{
                "system": systems::LIST_EMPTY, "code": "no-content-recorded", "display": "No Content Recorded" }] });
            out.push(format!(r#","emptyReason":{reason}"#)).await?;
        }
        Ok(out.push("}}").await?)
    }
}

impl Open {
    async fn entry(&mut self, reference: &str, out: &mut Outlet) -> Result<(), Broken> {
        let before = if self.has_entries { "," } else { r#","entry":["# };
        self.has_entries = true;
        Ok(out.push(format!(r#"{before}{{"item":{{"reference":{}}}}}"#, json!(reference))).await?)
    }
}

fn named(code: &str) -> Option<Named> {
    let primary = PRIMARY.iter().find(|list| list.code == code).map(|list| Named {
        code: list.code,
        system: systems::SNOMED,
        display: list.display,
        title: list.title,
    });
    primary.or_else(|| {
        SECONDARY.iter().find(|list| list.code == code).map(|list| Named {
            code: list.code,
            system: systems::SECONDARY_LIST,
            display: list.display,
            title: list.title,
        })
    })
}
