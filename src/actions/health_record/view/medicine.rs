//! Medicines: a statement, the medicine it names, and the prescriptions behind it.

use std::collections::HashMap;

use serde_json::Value;

use super::concept::{any, code, date, extension, notes, quantity, text};
use super::entry::{Fact, Section};
use super::facts::Said;
use super::outline::Outline;

/// The types that are needed to tell of a medicine.
pub const BEHIND: [&str; 2] = ["MedicationRequest", "Medication"];

const PRESCRIPTION_TYPE: &str = "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-PrescriptionType-1";

/// What stands behind medicines, by where it stands in the record.
pub struct Medicines {
    bodies: HashMap<usize, Value>,
}

impl Medicines {
    /// What stands behind those of these lines, as far as nothing keeps it back.
    pub fn of(outline: &Outline) -> Medicines {
        let lines = outline.lines.iter().enumerate();
        let behind = lines
            .filter(|(at, line)| BEHIND.contains(&line.kind.as_str()) && !outline.is_withheld(*at))
            .filter_map(|(at, line)| Some((at, serde_json::from_str(line.body.as_deref()?).ok()?)));
        Medicines { bodies: behind.collect() }
    }

    /// What a statement says.
    pub fn said(&self, outline: &Outline, body: &Value, is_whole: bool) -> Said {
        let based_on = body["basedOn"].as_array().into_iter().flatten();
        let requests: Vec<&Value> =
            based_on.filter_map(|one| self.body(outline, one["reference"].as_str()?)).collect();
        let is_repeated = requests.iter().any(|request| is_repeat(request));
        let section = match body["status"].as_str() {
            Some("active") if is_repeated => Section::Repeat,
            Some("active") => Section::Current,
            _ => Section::Past,
        };
        let mut said = Said::new(self.term(outline, body), section);
        said.facts.extend(doses(body));
        let amounts = requests.iter().filter_map(|one| quantity(one.pointer("/dispenseRequest/quantity")?));
        said.facts.extend(amounts.take(1).map(Fact::Quantity));
        said.facts.extend(requests.iter().find_map(|one| repeats(one)).map(Fact::Repeats));
        let issued = extension(body, "MedicationStatementLastIssueDate-1");
        said.facts.extend(issued.and_then(|one| date(&one["valueDateTime"])).map(Fact::LastIssued));
        let end = body.pointer("/effectivePeriod/end").and_then(date);
        said.facts.extend(end.map(Fact::Until));
        if is_whole {
            said.texts = notes(&body["note"]);
            said.texts.extend(instructions(&body["dosage"]));
            said.texts.extend(requests.iter().flat_map(|one| notes(&one["note"])));
        }
        said
    }

    /// A medicine's own name stands in words where there is no code for it.
    fn term(&self, outline: &Outline, body: &Value) -> Option<String> {
        let named = body.pointer("/medicationReference/reference").and_then(Value::as_str);
        let medicine = named.and_then(|reference| self.body(outline, reference));
        medicine.and_then(|one| any(&one["code"])).or_else(|| any(&body["medicationCodeableConcept"]))
    }

    fn body(&self, outline: &Outline, reference: &str) -> Option<&Value> {
        self.bodies.get(&outline.find(reference)?)
    }
}

fn is_repeat(request: &Value) -> bool {
    let kind = extension(request, "PrescriptionType-1").map(|one| &one["valueCodeableConcept"]);
    kind.and_then(|kind| code(kind, PRESCRIPTION_TYPE)).is_some_and(|code| code.starts_with("repeat"))
}

fn repeats(request: &Value) -> Option<u64> {
    let repeat = extension(request, "MedicationRepeatInformation-1")?;
    let allowed = extension(repeat, "numberOfRepeatPrescriptionsAllowed")?;
    allowed["valuePositiveInt"].as_u64().or_else(|| allowed["valueUnsignedInt"].as_u64())
}

/// How it is taken: part of the medicine, as in a summary care record.
fn doses(body: &Value) -> Vec<Fact> {
    let dosage = body["dosage"].as_array().into_iter().flatten();
    dosage.filter_map(|one| text(&one["text"])).map(Fact::Dose).collect()
}

fn instructions(dosage: &Value) -> Vec<String> {
    let all = dosage.as_array().into_iter().flatten();
    all.filter_map(|one| text(&one["patientInstruction"])).collect()
}
