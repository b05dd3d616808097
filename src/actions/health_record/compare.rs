//! Whether the records of a practice are all at another one too: each resource and each byte, once. Lists of clinical areas are made
//! anew on the way, so what counts is in which of them each resource stands; the address of a document is another one there.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::pin;

use futures::TryStreamExt;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::fhir::stu3::attachment;
use crate::fhir::stu3::lists::{self, ListKind};
use crate::storage::health_records::{self, Stored, documents};
use crate::storage::{PgPool, StorageError};
use domain::{NhsNumber, OdsCode};

/// Where records are: a database, and a practice in it.
pub type Place<'a> = (&'a PgPool, &'a OdsCode);

/// What was compared, and what differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// How many patients.
    pub patients: u64,
    /// How many of their resources are at both practices.
    pub resources: u64,
    /// How many of their documents are at both practices, byte by byte.
    pub documents: u64,
    /// How many bytes those have.
    pub bytes: u64,
    /// What differs, patient by patient.
    pub differences: Vec<Difference>,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// In whose record.
    pub patient: NhsNumber,
    /// What.
    pub what: String,
}

/// What no document has on its way.
const LEFT_OUT: [&str; 4] = ["docStatus", "class", "authenticator", "relatesTo"];

/// What of a resource must arrive: its lists and its text.
type Carried = (BTreeSet<String>, String);

/// Compares the records of all patients of the one practice with those of the other.
///
/// # Errors
/// When a database fails.
pub async fn compare(here: Place<'_>, there: Place<'_>) -> Result<Comparison, StorageError> {
    let mut all = Comparison::default();
    for (id, number) in health_records::patients_of(here.0, here.1).await? {
        all.patients += 1;
        match health_records::patient(there.0, there.1, &number).await? {
            Some(other) => {
                all.of_resources(&number, carried(here.0, id).await?, carried(there.0, other.id).await?);
                all.of_documents(&number, (here.0, id), (there.0, other.id)).await?;
            }
            None => all.differs(&number, "the record is not there".to_owned()),
        }
    }
    Ok(all)
}

impl Comparison {
    fn differs(&mut self, patient: &NhsNumber, what: String) {
        self.differences.push(Difference { patient: patient.clone(), what });
    }

    fn of_resources(
        &mut self,
        patient: &NhsNumber,
        here: BTreeMap<String, Carried>,
        mut there: BTreeMap<String, Carried>,
    ) {
        for (name, (lists, body)) in here {
            match there.remove(&name) {
                None => self.differs(patient, format!("{name} is not there")),
                Some((_, other)) if other != body => {
                    self.differs(patient, format!("{name} reads differently"))
                }
                Some((other, _)) if other != lists => {
                    self.differs(patient, format!("{name} stands in other lists"));
                }
                Some(_) => self.resources += 1,
            }
        }
        for name in there.into_keys() {
            self.differs(patient, format!("{name} is there alone"));
        }
    }

    async fn of_documents(
        &mut self,
        patient: &NhsNumber,
        (here, id): (&PgPool, Uuid),
        (there, other): (&PgPool, Uuid),
    ) -> Result<(), StorageError> {
        for document in documents::of_patient(here, id).await? {
            let name = format!("Binary/{}", document.id);
            let Some(found) = documents::find(there, other, &document.id).await? else {
                self.differs(patient, format!("{name} is not there"));
                continue;
            };
            let (size, hash) = hashed(there, &found.sha256).await?;
            if (found.size, &found.content_type) != (document.size, &document.content_type)
                || i64::try_from(size) != Ok(document.size)
                || hash != document.sha256
            {
                self.differs(patient, format!("{name} has other bytes"));
                continue;
            }
            self.documents += 1;
            self.bytes += size;
        }
        Ok(())
    }
}

async fn carried(db: &PgPool, patient: Uuid) -> Result<BTreeMap<String, Carried>, StorageError> {
    let mut all = BTreeMap::new();
    let mut resources = pin!(health_records::resources(db, patient, true));
    while let Some(stored) = resources.try_next().await? {
        if let Some(body) = body(&stored) {
            all.insert(format!("{}/{}", stored.kind, stored.id), (stored.areas.into_iter().collect(), body));
        }
    }
    Ok(all)
}

/// The text that must arrive; none for a list that is made anew.
fn body(stored: &Stored) -> Option<String> {
    if !matches!(stored.kind.as_str(), "List" | "DocumentReference") {
        return Some(stored.body.clone());
    }
    let Ok(mut value) = serde_json::from_str::<Value>(&stored.body) else { return Some(stored.body.clone()) };
    if stored.kind == "List" {
        let is_area = matches!(lists::kind(&value), ListKind::Area(_));
        return (!is_area).then(|| stored.body.clone());
    }
    // Where its bytes are is said anew, and they are compared by themselves.
    let ids: Vec<_> = (0..attachment::all(&value).count()).map(|at| attachment::id(&value, at)).collect();
    if let Some(document) = value.as_object_mut() {
        document.retain(|member, _| !LEFT_OUT.contains(&member.as_str()));
        document.insert("content".to_owned(), Value::from_iter(ids));
    }
    Some(value.to_string())
}

/// How many bytes there are under a hash, and what their hash is.
async fn hashed(db: &PgPool, sha256: &[u8]) -> Result<(u64, Vec<u8>), StorageError> {
    let (mut size, mut hash) = (0, Sha256::new());
    let mut parts = pin!(documents::bytes(db, sha256));
    while let Some(part) = parts.try_next().await? {
        size += u64::try_from(part.len()).unwrap_or(u64::MAX);
        hash.update(&part);
    }
    Ok((size, hash.finalize().to_vec()))
}
