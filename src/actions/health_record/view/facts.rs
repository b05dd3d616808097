//! What is said of an entry, by its type. What is free text is read only where all of an entry is shown.

use serde_json::Value;

use crate::fhir::stu3::attachment;

use super::concept::{any, coded, date, extension, notes, number, quantity, range, text, unit};
use super::entry::{Fact, Number, Section, Severity};
use super::names::Names;

/// What is said of one entry.
pub struct Said {
    /// Its term.
    pub term: Option<String>,
    /// Under which heading.
    pub section: Section,
    /// What else.
    pub facts: Vec<Fact>,
    /// What somebody wrote beside it.
    pub texts: Vec<String>,
    /// Its number.
    pub number: Option<Number>,
    /// The id of its file, where it names one.
    pub file: Option<String>,
}

impl Said {
    /// A term and nothing else.
    pub fn new(term: Option<String>, section: Section) -> Said {
        Said { term, section, facts: Vec::new(), texts: Vec::new(), number: None, file: None }
    }
}

/// What a resource says of itself; medicines need more than themselves (`medicine`).
pub fn said(kind: &str, body: &Value, names: &Names, is_whole: bool) -> Said {
    let mut said = match kind {
        "AllergyIntolerance" => allergy(body),
        "Immunization" => immunisation(body),
        "Condition" => problem(body),
        "Observation" => observation(body, is_whole),
        "DiagnosticReport" => Said::new(coded(&body["code"]), Section::Only),
        "Encounter" => Said::new(coded(&body["type"][0]), Section::Only),
        "ReferralRequest" => referral(body, names),
        "DocumentReference" => document(body),
        _ => Said::new(None, Section::Only),
    };
    if is_whole {
        said.term = said.term.or_else(|| any(&body["code"])).or_else(|| any(&body["type"][0]));
        said.texts = texts(body);
    }
    said
}

/// Wherever people write beside an entry. Narrative is not among them.
fn texts(body: &Value) -> Vec<String> {
    let mut all = notes(&body["note"]);
    all.extend(["comment", "description", "conclusion"].iter().filter_map(|name| text(&body[*name])));
    // Text that stands beside the words of a code.
    all.extend(coded(&body["code"]).and(text(&body["code"]["text"])).filter(|_| !repeats_its_code(body)));
    let reactions = body["reaction"].as_array().into_iter().flatten();
    all.extend(reactions.filter_map(|one| text(&one["description"])));
    let ranges = body["referenceRange"].as_array().into_iter().flatten();
    all.extend(ranges.filter_map(|one| text(&one["text"])));
    all
}

fn repeats_its_code(body: &Value) -> bool {
    coded(&body["code"]) == text(&body["code"]["text"])
}

fn allergy(body: &Value) -> Said {
    let end = extension(body, "AllergyIntoleranceEnd-1");
    let is_past = end.is_some() || body["clinicalStatus"].as_str().is_some_and(|status| status != "active");
    let section = if is_past { Section::Past } else { Section::Current };
    let mut said = Said::new(coded(&body["code"]), section);
    let reactions = body["reaction"].as_array().into_iter().flatten();
    for reaction in reactions {
        let manifestations = reaction["manifestation"].as_array().into_iter().flatten();
        said.facts.extend(manifestations.filter_map(coded).map(Fact::Reaction));
        said.facts.extend(severity(&reaction["severity"]).map(Fact::Severity));
    }
    let ended = end.and_then(|end| date(&extension(end, "endDate")?["valueDateTime"]));
    said.facts.extend(ended.map(Fact::Ended));
    said
}

fn severity(code: &Value) -> Option<Severity> {
    match code.as_str()? {
        "mild" => Some(Severity::Mild),
        "moderate" => Some(Severity::Moderate),
        "severe" => Some(Severity::Severe),
        _ => None,
    }
}

fn immunisation(body: &Value) -> Said {
    let procedure = extension(body, "VaccinationProcedure-1").map(|one| &one["valueCodeableConcept"]);
    let term = procedure.and_then(coded).or_else(|| coded(&body["vaccineCode"]));
    let mut said = Said::new(term, Section::Only);
    if body["notGiven"] == true {
        said.facts.push(Fact::NotGiven);
    }
    said
}

fn problem(body: &Value) -> Said {
    let is_past = body["clinicalStatus"].as_str().is_some_and(|status| status != "active");
    let section = if is_past { Section::Past } else { Section::Current };
    let mut said = Said::new(coded(&body["code"]), section);
    said.facts.extend(date(&body["abatementDateTime"]).map(Fact::Ended));
    said
}

fn referral(body: &Value, names: &Names) -> Said {
    let concepts = ["/reasonCode/0", "/serviceRequested/0", "/specialty", "/type"];
    let term = concepts.iter().find_map(|place| coded(body.pointer(place)?));
    let mut said = Said::new(term, Section::Only);
    let recipients = body["recipient"].as_array().into_iter().flatten();
    let to = recipients.filter_map(|one| names.either(one["reference"].as_str()?));
    said.facts.extend(to.map(Fact::To));
    said
}

/// What kind of document it is stands in words where there is no code: without it nobody could tell one file from another.
fn document(body: &Value) -> Said {
    let mut said = Said::new(any(&body["type"]), Section::Only);
    said.file = attachment::id(body, 0);
    said
}

fn observation(body: &Value, is_whole: bool) -> Said {
    let mut said = Said::new(coded(&body["code"]), Section::Only);
    let day = || date(&body["valueDateTime"]).filter(|_| is_whole).map(Fact::Day);
    said.facts.extend(value(body, is_whole).map(Fact::Value).or_else(day));
    let components = body["component"].as_array().into_iter().flatten();
    let parts = components.filter_map(|one| coded(&one["code"]).zip(value(one, is_whole)));
    said.facts.extend(parts.map(|(term, value)| Fact::Part(term, value)));
    let ranges = body["referenceRange"].as_array().into_iter().flatten();
    said.facts.extend(ranges.filter_map(range).map(|(from, to)| Fact::Range(from, to)));
    let measured = &body["valueQuantity"];
    let is_exact = measured["comparator"].is_null();
    let exact = measured["value"].as_f64().filter(|value| is_exact && value.is_finite());
    let unit = unit(measured).unwrap_or_default();
    said.number = exact.zip(number(measured)).map(|(value, written)| Number { value, written, unit });
    said
}

/// A value that is a number or a code; one in words is free text.
fn value(body: &Value, is_whole: bool) -> Option<String> {
    let coded = || coded(&body["valueCodeableConcept"]);
    let written = || {
        let concept = text(&body["valueCodeableConcept"]["text"]);
        concept.or_else(|| text(&body["valueString"])).filter(|_| is_whole)
    };
    quantity(&body["valueQuantity"]).or_else(coded).or_else(written)
}
