//! The records that such systems hold, which tests may put there while the sandbox runs, and what was asked of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::faults::GpConnectFaults;
use crate::records;
use crate::switches::{Choice, Switches};

const CHOICES: &[(&str, &str)] = &[
    ("All well", "{}"),
    ("Down (503)", r#"{"down":true}"#),
    ("Slow, 3 seconds", r#"{"slow_ms":3000}"#),
    ("Has no such patient (404)", r#"{"forced":{"status":404,"code":"PATIENT_NOT_FOUND"}}"#),
    ("Sees no relationship (403)", r#"{"forced":{"status":403,"code":"NO_RELATIONSHIP"}}"#),
    ("The patient shares nothing (403)", r#"{"forced":{"status":403,"code":"NO_PATIENT_CONSENT"}}"#),
    ("The proxy does not let us (403)", r#"{"forced":{"status":403,"by_proxy":true}}"#),
    ("A page in place of FHIR (500)", r#"{"forced":{"status":500}}"#),
    ("Lists warn that the record is not whole", r#"{"warnings":true}"#),
    ("Has other details of the patient", r#"{"other_details":true}"#),
    ("Gives the record of somebody else", r#"{"other_patient":true}"#),
    ("One problem is not for the patient", r#"{"nopat":true}"#),
    ("Does not repeat the id of the call", r#"{"foreign_id":true}"#),
    ("Compressed", r#"{"gzip":true}"#),
    ("Three megabytes", r#"{"large":true}"#),
    ("Half an answer", r#"{"half":true}"#),
    ("Half a document", r#"{"half_documents":true}"#),
    ("No document is there (404)", r#"{"no_documents":true}"#),
];

/// Where the documents of made records lie.
const MADE_DOCUMENTS: &str = "https://gp.example.test/documents/fhir";

/// The bytes of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What kind of file.
    pub content_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A patient's record: resources without their bundle, and documents by id.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The resources, in their order. In addresses of documents, `{documents}` stands for where the system's documents are.
    pub resources: Vec<Value>,
    /// The documents.
    pub documents: BTreeMap<String, Document>,
}

impl From<&records::Record> for Record {
    fn from(made: &records::Record) -> Record {
        let text = made.bundle.to_string().replace(MADE_DOCUMENTS, "{documents}");
        let bundle: Value = serde_json::from_str(&text).unwrap_or_default();
        let entries = bundle["entry"].as_array().into_iter().flatten();
        let documents = made.documents.iter().map(|(id, bytes)| {
            let document =
                Document { content_type: "application/octet-stream".to_owned(), bytes: bytes.clone() };
            (id.clone(), document)
        });
        Record {
            resources: entries.map(|entry| entry["resource"].clone()).collect(),
            documents: documents.collect(),
        }
    }
}

#[derive(Default)]
struct Store {
    faults: GpConnectFaults,
    records: BTreeMap<String, Record>,
    /// NHS numbers of the records that were given out, in their order.
    given: Vec<String>,
    /// Ids of the documents that were given out to their end, in their order.
    given_documents: Vec<String>,
    /// Who asked, call by call, by their system's id.
    askers: Vec<String>,
    calls: u64,
}

/// All practices' systems; clones share them.
#[derive(Clone, Default)]
pub struct GpConnect {
    store: Arc<Mutex<Store>>,
}

impl GpConnect {
    /// Sets the faults.
    pub fn set_faults(&self, faults: GpConnectFaults) {
        self.lock().faults = faults;
    }

    /// From now on this is the record of the patient with this number.
    pub fn put(&self, nhs_number: &str, record: Record) {
        self.lock().records.insert(nhs_number.to_owned(), record);
    }

    /// From now on each of the patients whom records are made for has that record.
    pub fn put_all(&self) {
        for person in records::people() {
            self.put(&person.nhs_number, Record::from(&records::record(&person, 1)));
        }
    }

    /// NHS numbers of the records that were given out, each as often as it was.
    pub fn given(&self) -> Vec<String> {
        self.lock().given.clone()
    }

    /// Ids of the documents that were given out to their end, each as often as it was.
    pub fn given_documents(&self) -> Vec<String> {
        self.lock().given_documents.clone()
    }

    /// Who asked, call by call, by their system's id; of calls that were made as they should be.
    pub fn askers(&self) -> Vec<String> {
        self.lock().askers.clone()
    }

    /// How many calls came, refused ones too.
    pub fn calls(&self) -> u64 {
        self.lock().calls
    }

    pub(super) fn faults(&self) -> GpConnectFaults {
        self.lock().faults.clone()
    }

    pub(super) fn count_call(&self) {
        self.lock().calls += 1;
    }

    pub(super) fn record(&self, nhs_number: &str) -> Option<Record> {
        self.lock().records.get(nhs_number).cloned()
    }

    pub(super) fn document(&self, id: &str) -> Option<Document> {
        let store = self.lock();
        store.records.values().find_map(|record| record.documents.get(id)).cloned()
    }

    pub(super) fn was_given(&self, nhs_number: &str) {
        self.lock().given.push(nhs_number.to_owned());
    }

    pub(super) fn was_asked_by(&self, user: &str) {
        self.lock().askers.push(user.to_owned());
    }

    pub(super) fn document_was_given(&self, id: &str) {
        self.lock().given_documents.push(id.to_owned());
    }

    fn lock(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets the switches reach the systems.
pub(crate) fn connect(gp_connect: &GpConnect, switches: &Switches) {
    let gp_connect = gp_connect.clone();
    let choices = CHOICES.iter().map(|(does, json)| Choice((*does).to_owned(), (*json).to_owned()));
    let named = ("gp_connect", "other practices' systems (GP Connect)");
    switches.connect(named, choices.collect(), move |faults| {
        let faults = serde_json::from_value(faults).map_err(|fault| fault.to_string())?;
        gp_connect.set_faults(faults);
        Ok(())
    });
}
