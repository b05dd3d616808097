//! The lists of a record: a primary one for each clinical area, empty or not, and secondary ones where there is something.

use serde_json::{Value, json};

use super::book::Book;
use super::shape::{Code, SNOMED, meta, to};

const EMPTY: &str = "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-ListEmptyReasonCode-1";
const SECONDARY: &str = "https://fhir.hl7.org.uk/STU3/CodeSystem/GPConnect-SecondaryListValues-1";
const SETTING: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ClinicalSetting-1";
const ENDED: &str = "1103671000000101";

const PRIMARY: [Code; 10] = [
    ("886921000000105", "Allergies and adverse reactions"),
    (ENDED, "Ended allergies"),
    ("1149501000000101", "List of consultations"),
    ("714311000000108", "Patient recall administration"),
    ("1102181000000102", "Immunisations"),
    ("887191000000108", "Investigations and results"),
    ("933361000000108", "Medications and medical devices"),
    ("792931000000107", "Outbound referral"),
    ("717711000000103", "Problems"),
    ("826501000000100", "Miscellaneous record"),
];

/// Writes them all.
pub(super) fn write(book: &mut Book<'_>) {
    for (code, display) in PRIMARY {
        let title = if display == "Miscellaneous record" { "Uncategorised data" } else { display };
        let names = book.lists.get(code).cloned().unwrap_or_default();
        let coding = json!({"system": SNOMED, "code": code, "display": display});
        let mut list = one(book, title, &coding, &names);
        if code == ENDED {
            list["id"] = json!("ended-allergies");
            list["contained"] = json!(book.ended);
        }
        book.entries.push(list);
    }
    let secondary: Vec<_> = book.lists.iter().filter(|(code, _)| code.contains('-')).collect();
    let lists: Vec<Value> = secondary
        .into_iter()
        .map(|(code, names)| {
            let title = title(code);
            one(book, &title, &json!({"system": SECONDARY, "code": code, "display": title}), names)
        })
        .collect();
    book.entries.extend(lists);
}

/// The title that a code of a secondary list is made from.
fn title(code: &str) -> String {
    let (of, rest) = code.split_once('-').unwrap_or((code, ""));
    let of = if of == "problems" { "Problems" } else { "Consultations" };
    format!("{of} - {}", rest.replace('-', " "))
}

fn one(book: &Book<'_>, title: &str, coding: &Value, names: &[String]) -> Value {
    let mut list = json!({
        "resourceType": "List", "meta": meta("List"),
        "extension": [{"url": SETTING, "valueCodeableConcept": {"coding": [{
            "system": SNOMED, "code": "1060971000000108", "display": "General practice service"}]}}],
        "status": "current", "mode": "snapshot", "title": title, "code": {"coding": [coding]}, "subject": book.patient(),
        "orderedBy": {"coding": [{
            "system": "http://hl7.org/fhir/list-order", "code": "event-date", "display": "Sorted by Event Date"}]},
    });
    if names.is_empty() {
        list["emptyReason"] = json!({"coding": [{
            "system": EMPTY, "code": "no-content-recorded", "display": "No Content Recorded"}]});
        list["note"] = json!([{"text": "Information not available"}]);
    } else {
        list["entry"] = names.iter().map(|name| json!({ "item": to(name) })).collect();
    }
    list
}
