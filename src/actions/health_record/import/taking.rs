//! The entries of a record, taken one after the other; what is taken waits until there is enough of it for a statement.

use std::collections::BTreeSet;

use serde_json::Value;
use serde_json::value::RawValue;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::actions::health_record::view::Outline;
use crate::fhir::stu3::reference::contained_id;
use crate::fhir::stu3::{attachment, day, security};
use crate::storage::health_records::documents::{self, NotStored, Other};
use crate::storage::health_records::{Arrived, Stored, keep_in_confidential, keep_resources};
use crate::storage::views::health_record::lines;
use domain::OdsCode;
use domain::health_record::Marks;

use super::bytes::{self, Coming, NoBytes};
use super::judge::judge;
use super::report::{ImportFailed, Refused, Report};
use super::sidecar::Word;
use super::source::Source;
use super::survey::{Survey, contained, kept_name};

/// About how much text waits at most.
const TEXT: usize = 1024 * 1024;

/// A record on its way in.
pub(super) struct Taking<'a> {
    practice: &'a OdsCode,
    patient: Uuid,
    survey: &'a Survey<'a>,
    from: &'a Source,
    waiting: Vec<Arrived>,
    text: usize,
    place: i32,
    report: Report,
}

/// Under which name a resource is kept, and under which one lists refer to it.
struct Names<'a> {
    kind: &'a str,
    id: &'a str,
    listed: &'a str,
}

impl<'a> Taking<'a> {
    /// Begins with the record of a patient.
    pub(super) fn begin(
        (practice, patient): (&'a OdsCode, Uuid),
        survey: &'a Survey<'a>,
        from: &'a Source,
    ) -> Taking<'a> {
        let (waiting, report) = (Vec::new(), Report { record: Some(patient), ..Report::default() });
        Taking { practice, patient, survey, from, waiting, text: 0, place: 0, report }
    }

    /// Takes an entry or says why not.
    pub(super) async fn entry(
        &mut self,
        db: &mut PgConnection,
        place: usize,
        raw: Option<&RawValue>,
    ) -> Result<(), ImportFailed> {
        let mut judged = match judge(place, raw, self.survey) {
            Ok(judged) => judged,
            Err((what, why)) => {
                self.refuse(place, what, why);
                return Ok(());
            }
        };
        // The patient is kept already, and bytes are taken with their document.
        if judged.kind == "Patient" || judged.kind == "Binary" {
            *self.report.taken.entry(judged.kind).or_default() += 1;
            return Ok(());
        }
        let name = kept_name(&judged.kind, &judged.id);
        let mut body = raw.map(|raw| raw.get().to_owned()).unwrap_or_default();
        if judged.kind == "DocumentReference" && self.document(db, (place, &name), &mut judged.value).await? {
            body = judged.value.to_string();
        }
        if judged.kind == "List" {
            self.contained(&judged.id, &judged.value);
        }
        let names = Names { kind: &judged.kind, id: &judged.id, listed: &name };
        self.wait(&names, &judged.value, body);
        if self.text > TEXT {
            self.flush(db).await?;
        }
        *self.report.taken.entry(judged.kind).or_default() += 1;
        Ok(())
    }

    /// What became of it. What belongs to something confidential is noted: it goes to no other practice where that does not.
    pub(super) async fn finish(mut self, db: &mut PgConnection) -> Result<Report, ImportFailed> {
        self.flush(db).await?;
        let outline = Outline::new(lines(&mut *db, self.patient, &[]).await?);
        keep_in_confidential(db, self.patient, &outline.in_confidential()).await?;
        Ok(self.report)
    }

    /// What a list of a clinical area contains is a resource like any other: an allergy that has ended. Of two with one id the first is
    /// taken.
    fn contained(&mut self, list: &str, value: &Value) {
        let mut known = BTreeSet::new();
        for one in contained(value) {
            let id = contained_id(list, one.id);
            let name = kept_name(one.kind, &id);
            if self.survey.first(&name).is_some() && known.insert(name) {
                let listed = kept_name("List", &id);
                self.wait(
                    &Names { kind: one.kind, id: &id, listed: &listed },
                    one.body,
                    one.body.to_string(),
                );
            }
        }
    }

    fn wait(&mut self, names: &Names<'_>, value: &Value, body: String) {
        let name = kept_name(names.kind, names.id);
        let says = |word| self.from.sidecar.as_ref().is_some_and(|sidecar| sidecar.says(&name, word));
        let is_unfinished = names.kind == "DocumentReference" && value["docStatus"] == "preliminary";
        let resource = Stored {
            kind: names.kind.to_owned(),
            id: names.id.to_owned(),
            day: day::of(value),
            areas: self.survey.areas(names.listed),
            marks: Marks {
                confidential: says(Word::Confidential) || security::is_confidential(value),
                nopat: security::is_nopat(value),
                restricted: says(Word::Restricted),
            },
            reviewed: !says(Word::Unreviewed) && !is_unfinished,
            body,
        };
        self.text += resource.body.len();
        self.waiting.push(Arrived { place: self.place, resource });
        self.place = self.place.saturating_add(1);
    }

    /// Takes the bytes of a document; whether some stood in it and were taken out.
    async fn document(
        &mut self,
        db: &mut PgConnection,
        (place, name): (usize, &str),
        value: &mut Value,
    ) -> Result<bool, ImportFailed> {
        let mut is_changed = false;
        for at in 0..attachment::all(value).count() {
            let Some(id) = attachment::id(value, at) else { continue };
            let said = value["content"].get(at).and_then(|one| one["attachment"]["contentType"].as_str());
            let said = said.map(str::to_owned);
            let data = attachment::take_data(value, at);
            is_changed |= data.is_some();
            let taken = self.bytes(db, &id, said, data).await?;
            if let Err(why) = taken {
                self.refuse(place, format!("{name}, its bytes"), why);
            }
        }
        Ok(is_changed)
    }

    /// Stores the bytes of one attachment, wherever they are; or why they are not taken.
    async fn bytes(
        &mut self,
        db: &mut PgConnection,
        id: &str,
        said: Option<String>,
        data: Option<String>,
    ) -> Result<Result<(), String>, ImportFailed> {
        if let Some(other) = documents::of_another(db, self.practice, (self.patient, id)).await? {
            return Ok(Err(taken_already(id, &other)));
        }
        let found = match self.coming(id, data).await {
            Ok(found) => found,
            Err(fault) => return Ok(Err(fault.to_string())),
        };
        let Some((typed, coming)) = found else {
            let known = documents::find(&mut *db, self.patient, id).await?;
            self.report.without_bytes += u64::from(known.is_none());
            return Ok(Ok(()));
        };
        let said = said.or(typed);
        let content_type = attachment::content_type(said.as_deref());
        match documents::store(db, self.patient, id, content_type, coming).await {
            Ok(_) => {
                self.report.documents += 1;
                Ok(Ok(()))
            }
            Err(NotStored::Source(fault)) => Ok(Err(fault.to_string())),
            Err(NotStored::Storage(fault)) => Err(fault.into()),
        }
    }

    /// The bytes with this id, and their type where they say it: those that stand in the document, those of a Binary in the Bundle,
    /// those of a file beside it.
    async fn coming(
        &self,
        id: &str,
        data: Option<String>,
    ) -> Result<Option<(Option<String>, Coming)>, NoBytes> {
        if let Some(data) = data {
            return Ok(Some((None, bytes::written(data))));
        }
        if let Some(raw) = self.survey.binaries.get(id) {
            return Ok(bytes::binary(raw));
        }
        let Some(folder) = &self.from.files else { return Ok(None) };
        Ok(bytes::file(&folder.join(id)).await?.map(|coming| (None, coming)))
    }

    fn refuse(&mut self, place: usize, what: String, why: String) {
        self.report.refused.push(Refused { place: place + 1, what, why });
    }

    async fn flush(&mut self, db: &mut PgConnection) -> Result<(), ImportFailed> {
        keep_resources(db, self.patient, &self.waiting, self.from.sidecar.is_none()).await?;
        self.waiting.clear();
        self.text = 0;
        Ok(())
    }
}

/// Why bytes are not taken whose id another patient's have: who asks for a document names nothing but its id.
fn taken_already(id: &str, other: &Other) -> String {
    let named =
        other.named.as_ref().map_or_else(|| "a document".to_owned(), |id| kept_name("DocumentReference", id));
    format!(
        "another patient of the practice has bytes with the id {id}: {named} of the record {}. Neither could be given by that id; \
         give one of the two another one",
        other.record
    )
}
