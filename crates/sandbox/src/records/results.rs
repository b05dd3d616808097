//! Results of tests, each report with its group and its values over time, and what stands in no other list.

use serde_json::{Value, json};

use super::book::Book;
use super::shape::{Code, coded, to};

const INVESTIGATIONS: &str = "887191000000108";
const UNCATEGORISED: &str = "826501000000100";

/// A test: its code, its unit, and tenths from which to which it lies.
type Test = (Code, &'static str, u32, u32);

const TESTS: [Test; 4] = [
    (("999791000000106", "Haemoglobin A1c level - IFCC standardised"), "mmol/mol", 340, 680),
    (("1005671000000105", "Serum cholesterol level"), "mmol/L", 38, 75),
    (("1000731000000107", "Serum creatinine level"), "umol/L", 550, 1250),
    (("1022431000000105", "Haemoglobin estimation"), "g/L", 1100, 1600),
];

/// One observation.
fn observation(book: &Book<'_>, (code, day): (Code, &str), more: Value) -> Value {
    let mut whole = json!({
        "status": "final", "code": coded(code), "subject": book.patient(), "effectiveDateTime": day, "issued": format!("{day}T10:00:00+00:00"),
        "performer": [book.doctor()],
    });
    if let (Some(whole), Value::Object(more)) = (whole.as_object_mut(), more) {
        whole.extend(more);
    }
    whole
}

/// Tenths as they are written: `7.0` and not `7`.
fn tenths(value: u32) -> String {
    format!("{}.{}", value / 10, value % 10)
}

fn quantity(value: u32, unit: &str) -> Value {
    let value: Value = serde_json::from_str(&tenths(value)).unwrap_or_default();
    json!({"value": value, "unit": unit, "system": "http://unitsofmeasure.org"})
}

/// Reports of blood tests; the last one is not filed yet.
pub(super) fn reports(book: &mut Book<'_>, times: u32) {
    let many = (3 + book.chance.below(4)) * times;
    for at in 0..many {
        let day = book.day(5).to_string();
        let id = book.id("Specimen");
        let taken = json!({"subject": book.patient(), "type": {"text": "Venous blood"}, "collection": {"collectedDateTime": day}});
        let specimen = book.add(("Specimen", &id), taken, &[]);
        let mut results = Vec::new();
        for (code, unit, least, most) in TESTS {
            let value = least + book.chance.below(most - least);
            let more = json!({
                "valueQuantity": quantity(value, unit), "specimen": to(&specimen),
                "referenceRange": [{"low": quantity(least, unit), "high": quantity(most, unit)}],
                "comment": "Seen by the laboratory",
            });
            let (result, id) = (observation(book, (code, &day), more), book.id("Observation"));
            results.push(to(&book.add(("Observation", &id), result, &[])));
        }
        let filed = if at + 1 == many { "preliminary" } else { "final" };
        let words = if at + 1 == many { "Blood tests (withheld-unfiled)" } else { "Blood tests" };
        let report = json!({
            "status": filed, "code": coded(("721981007", "Diagnostic studies report")), "subject": book.patient(),
            "issued": format!("{day}T12:00:00+00:00"), "specimen": [to(&specimen)], "result": results,
            "conclusion": words, "performer": [{"actor": book.doctor()}],
        });
        let id = book.id("DiagnosticReport");
        book.add(("DiagnosticReport", &id), report, &[INVESTIGATIONS]);
    }
}

/// Blood pressures, weights, and whether they smoke.
pub(super) fn uncategorised(book: &mut Book<'_>, times: u32) {
    for _ in 0..(3 + book.chance.below(3)) * times {
        let day = book.day(6).to_string();
        let (upper, lower) = (1050 + book.chance.below(600), 600 + book.chance.below(350));
        let part = |(code, value): (Code, u32)| json!({"code": coded(code), "valueQuantity": quantity(value, "mm[Hg]")});
        let parts =
            [("72313002", "Systolic arterial pressure"), ("1091811000000102", "Diastolic arterial pressure")];
        let more = json!({"component": [part((parts[0], upper)), part((parts[1], lower))]});
        let pressure = observation(book, (("75367002", "Blood pressure"), &day), more);
        let id = book.id("Observation");
        book.add(("Observation", &id), pressure, &[UNCATEGORISED]);
        let weight = json!({"valueQuantity": quantity(500 + book.chance.below(500), "kg")});
        let weight = observation(book, (("27113001", "Body weight"), &day), weight);
        let id = book.id("Observation");
        book.add(("Observation", &id), weight, &[UNCATEGORISED]);
    }
    let day = book.day(3).to_string();
    let smoking = json!({"comment": "Told by the patient"});
    let smoking = observation(book, (("266919005", "Never smoked tobacco"), &day), smoking);
    let id = book.id("Observation");
    book.add(("Observation", &id), smoking, &[UNCATEGORISED]);
}

/// A note that a clinician wrote in a consultation; in no primary list.
pub(super) fn comment(book: &mut Book<'_>, day: &str, encounter: &str, text: &str) -> String {
    let more = json!({"comment": text, "context": to(encounter)});
    let note = observation(book, (("37331000000100", "Comment note"), day), more);
    let id = book.id("Observation");
    book.add(("Observation", &id), note, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_written_as_tenths() {
        assert_eq!([tenths(70), tenths(75), tenths(1250)], ["7.0", "7.5", "125.0"]);
        assert_eq!(quantity(75, "mmol/L")["value"], 7.5);
    }
}
