//! Consultations: an encounter, and lists of its topics, their headings and what was written under them. One is a draft.

use serde_json::{Value, json};

use super::book::Book;
use super::results::comment;
use super::shape::{Code, coded, meta, to};

const CONSULTATIONS: &str = "1149501000000101";
const IN_CONSULTATIONS: &str = "consultations-uncategorised-data-contained-in-consultations";
const PROBLEMS_THERE: &str = "consultations-problems-contained-in-consultations";
const OF_PROBLEMS: &str = "problems-consultations-related-to-problems";
const CONSULTATION: Code = ("325851000000107", "Consultation");
const TOPIC: Code = ("25851000000105", "Topic (EHR)");
const HEADING: Code = ("24781000000107", "Category (EHR)");
const RELATED: &str =
    "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-RelatedProblemHeader-1";

/// Writes some.
pub(super) fn write(book: &mut Book<'_>, problems: &[String], times: u32) {
    let many = (3 + book.chance.below(4)) * times;
    for at in 0..many {
        one(book, problems, at + 1 == many);
    }
}

fn one(book: &mut Book<'_>, problems: &[String], is_draft: bool) {
    let (day, id) = (book.day(5).to_string(), book.id("Encounter"));
    let status = if is_draft { "unknown" } else { "finished" };
    let words = if is_draft { "Telephone call (withheld-draft)" } else { "GP surgery" };
    let recorder = json!([{"coding": [{"system": "https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-ParticipantType-1",
        "code": "REC", "display": "recorder"}]}]);
    let visit = json!({
        "status": status, "type": [{"text": words}], "subject": book.patient(),
        "participant": [{"type": recorder, "individual": book.doctor()}],
        "period": {"start": format!("{day}T09:30:00+00:00")},
        "serviceProvider": {"reference": format!("Organization/{}-practice", book.person.key)},
    });
    let encounter = book.add(("Encounter", &id), visit, &[CONSULTATIONS]);
    let said = if is_draft {
        "Not finished (withheld-draft)"
    } else {
        "Feels well. Will come again in three months"
    };
    let note = comment(book, &day, &encounter, said);
    book.list(IN_CONSULTATIONS, &note);
    let problem = problems.get(usize::try_from(book.chance.below(2)).unwrap_or_default()).cloned();
    let about = Place { encounter: &encounter, day: &day };
    let mut under = vec![note];
    if let Some(problem) = &problem {
        book.list(PROBLEMS_THERE, problem);
        book.list(OF_PROBLEMS, &encounter);
        under.push(problem.clone());
    }
    let heading = list(book, (HEADING, "Examination"), &about, &under, None);
    let topic = list(book, (TOPIC, "Review"), &about, &[heading], problem.as_deref());
    list(book, (CONSULTATION, words), &about, &[topic], None);
}

/// To which consultation a list belongs.
struct Place<'a> {
    encounter: &'a str,
    day: &'a str,
}

fn list(
    book: &mut Book<'_>,
    (code, title): (Code, &str),
    about: &Place<'_>,
    names: &[String],
    problem: Option<&str>,
) -> String {
    let entries: Vec<Value> = names.iter().map(|name| json!({ "item": to(name) })).collect();
    let mut list = json!({
        "meta": meta("List"), "status": "current", "mode": "snapshot", "title": title, "code": coded(code),
        "subject": book.patient(), "encounter": to(about.encounter), "date": format!("{}T09:30:00+00:00", about.day),
        "orderedBy": {"coding": [{"system": "http://hl7.org/fhir/list-order", "code": "system", "display": "Sorted by System"}]},
        "entry": entries,
    });
    if let Some(problem) = problem {
        list["extension"] =
            json!([{"url": RELATED, "extension": [{"url": "target", "valueReference": to(problem)}]}]);
    }
    let id = book.id("List");
    book.add(("List", &id), list, &[])
}
