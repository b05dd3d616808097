//! Of what parts an entry is made: results of a report, members of a group, prescriptions of a medicine, the entry behind a problem,
//! what stands in a part of a consultation.

use serde_json::Value;

use crate::storage::views::health_record::Line;

/// The extension by which a problem names the entry it was made from.
const ACTUAL_PROBLEM: &str = "Extension-CareConnect-ActualProblem-1";
/// The extension by which a problem names what belongs to it.
const RELATED: &str = "Extension-CareConnect-RelatedClinicalContent-1";

/// The references to the parts of an entry.
pub fn parts(line: &Line) -> Vec<&str> {
    let links = line.links.as_ref().and_then(Value::as_array).into_iter().flatten();
    match line.kind.as_str() {
        "Condition" => extensions(line, ACTUAL_PROBLEM),
        "Observation" => links
            .filter(|link| link["type"] == "has-member")
            .filter_map(|link| link.pointer("/target/reference")?.as_str())
            .collect(),
        "List" => links.filter_map(|link| link.pointer("/item/reference")?.as_str()).collect(),
        _ => links.filter_map(|link| link.pointer("/reference")?.as_str()).collect(),
    }
}

/// The references from a problem to what belongs to it.
pub fn related(line: &Line) -> Vec<&str> {
    extensions(line, RELATED)
}

/// The references to what stands behind an entry and is nothing by itself.
pub fn behind(line: &Line) -> Vec<&str> {
    let named = line.behind.as_ref();
    let all = named.and_then(Value::as_array).into_iter().flatten().chain(named);
    all.filter_map(|one| one.pointer("/reference")?.as_str()).collect()
}

fn extensions<'a>(line: &'a Line, name: &str) -> Vec<&'a str> {
    let all = line.links.as_ref().and_then(Value::as_array).into_iter().flatten();
    let named = all.filter(|one| one["url"].as_str().is_some_and(|url| url.ends_with(name)));
    named.filter_map(|one| one.pointer("/valueReference/reference")?.as_str()).collect()
}

/// Whether what is marked of the part is marked of the whole as well: a medicine is not told from its prescriptions, nor a problem from
/// the entry it was made from.
pub fn goes_up(line: &Line) -> bool {
    matches!(line.kind.as_str(), "MedicationStatement" | "MedicationRequest" | "Condition")
}
