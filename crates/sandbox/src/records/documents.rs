//! Documents with their bytes: a letter as PDF and one as text, one that nobody has reviewed, one that the patient must not see.

use serde_json::json;

use super::book::Book;
use super::pdf;
use super::shape::nopat;

const IN_CONSULTATIONS: &str = "consultations-documents-contained-in-consultations";

/// Writes them.
pub(super) fn write(book: &mut Book<'_>) {
    let name = format!("{} {}", book.person.given_name, book.person.family_name);
    let letter =
        pdf::page(&["Hospital letter", &format!("About {name}"), "Seen in clinic, no change of treatment."]);
    add(book, ("Hospital letter", "application/pdf"), letter);
    let text = |words: &str| format!("{words}\nAbout {name}\n").into_bytes();
    add(book, ("Discharge summary", "text/plain"), text("Discharge summary"));
    let unseen =
        add(book, ("Letter (withheld-unreviewed)", "text/plain"), text("Letter withheld-unreviewed"));
    book.mark(&unseen, "unreviewed");
    let withheld = add(book, ("Report (withheld-nopat)", "text/plain"), text("Report withheld-nopat"));
    if let Some(document) = book.entries.last_mut().filter(|_| withheld.starts_with("DocumentReference/")) {
        document["meta"]["security"] = nopat();
        document["securityLabel"] = json!([{ "coding": nopat() }]);
    }
}

fn add(book: &mut Book<'_>, (title, kind): (&str, &str), bytes: Vec<u8>) -> String {
    let (id, day) = (book.id("DocumentReference"), book.day(4).to_string());
    let binary = format!("{id}-file");
    let document = json!({
        "status": "current", "type": {"text": title}, "subject": book.patient(), "created": day,
        "indexed": format!("{day}T11:00:00+00:00"), "author": [book.doctor()], "description": title,
        "content": [{"attachment": {
            "contentType": kind, "url": format!("https://gp.example.test/documents/fhir/Binary/{binary}"),
            "size": bytes.len()}}],
    });
    book.documents.push((binary, bytes));
    book.add(("DocumentReference", &id), document, &[IN_CONSULTATIONS])
}
