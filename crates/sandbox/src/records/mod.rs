//! Records of two hundred fictional patients, the same wherever and whenever they are made: every kind of entry that a GP system
//! hands on, and in each record something of everything that must be withheld, with a word in it to look for
//! (`withheld-nopat`, `-restricted`, `-confidential`, `-unreviewed`, `-unfiled`, `-draft`).

mod book;
mod chance;
mod clinical;
mod consultations;
mod documents;
mod frame;
mod lists;
mod pdf;
mod people;
mod results;
mod shape;
#[cfg(test)]
mod tests;

pub use people::{Person, people};

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use self::book::Book;

/// A record, and what comes beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The Bundle.
    pub bundle: Value,
    /// What is marked in it.
    pub marks: Value,
    /// The bytes of its documents, by id.
    pub documents: Vec<(String, Vec<u8>)>,
}

impl Record {
    /// The Bundle with the bytes of its documents in it.
    pub fn with_documents(&self) -> Value {
        let mut bundle = self.bundle.clone();
        if let Some(entries) = bundle["entry"].as_array_mut() {
            entries.extend(self.documents.iter().map(|(id, bytes)| {
                let content = STANDARD.encode(bytes);
                json!({"resource": {"resourceType": "Binary", "id": id, "contentType": "application/octet-stream", "content": content}})
            }));
        }
        bundle
    }
}

/// The record of a patient; with more `times` there is more of what there is much of anyhow: at 60, about three megabytes.
pub fn record(person: &Person, times: u32) -> Record {
    let mut book = Book::new(person);
    frame::write(&mut book);
    clinical::medicines(&mut book);
    clinical::allergies(&mut book);
    let problems = clinical::problems(&mut book);
    clinical::immunisations(&mut book);
    clinical::referrals(&mut book);
    results::reports(&mut book, times);
    results::uncategorised(&mut book, times);
    consultations::write(&mut book, &problems, times);
    documents::write(&mut book);
    lists::write(&mut book);
    let entries: Vec<Value> =
        book.entries.into_iter().map(|resource| json!({ "resource": resource })).collect();
    let bundle = json!({
        "resourceType": "Bundle", "id": format!("record-{}", person.key),
        "meta": {"profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1"]},
        "type": "collection", "entry": entries,
    });
    let reviewed = json!([{"from": "2022-01-01", "to": "2024-12-31"}]);
    Record { bundle, marks: json!({"marks": book.marks, "reviewed": reviewed}), documents: book.documents }
}

/// Writes all records below a folder, one folder for each practice, as `proxy-access record import` takes them; how many.
///
/// # Errors
/// When a file cannot be written.
pub fn write(folder: &Path) -> std::io::Result<usize> {
    let all = people();
    for person in &all {
        let record = record(person, 1);
        let place = folder.join(person.practice.0);
        let documents = place.join(format!("{}.documents", person.key));
        std::fs::create_dir_all(&documents)?;
        std::fs::write(place.join(format!("{}.json", person.key)), record.bundle.to_string())?;
        std::fs::write(place.join(format!("{}.marks.json", person.key)), record.marks.to_string())?;
        for (id, bytes) in &record.documents {
            std::fs::write(documents.join(id), bytes)?;
        }
    }
    Ok(all.len())
}
