//! Words and values out of FHIR: a term by its description, never its code; text with what nobody sees taken away.

use serde_json::Value;

use domain::health_record::When;

use crate::fhir::stu3::{day, systems};

/// The extension that has the words which were chosen for a code.
const DESCRIPTION: &str = "/Extension-coding-sctdescid";
/// The longest text of one entry that is shown, in characters.
const LONGEST: usize = 20_000;

/// The words of a concept's code: those of the coding that somebody chose, or of SNOMED CT, or of the first that has any.
pub fn coded(concept: &Value) -> Option<String> {
    let codings = || concept["coding"].as_array().into_iter().flatten();
    let chosen = codings().filter(|one| one["userSelected"] == true);
    let snomed = codings().filter(|one| one["system"] == systems::SNOMED);
    chosen.chain(snomed).chain(codings()).find_map(words)
}

/// The words of its code, or else those that somebody wrote in place of one.
pub fn any(concept: &Value) -> Option<String> {
    coded(concept).or_else(|| text(&concept["text"]))
}

/// Its code in this system.
pub fn code<'a>(concept: &'a Value, system: &str) -> Option<&'a str> {
    let codings = concept["coding"].as_array().into_iter().flatten();
    codings.filter(|one| one["system"] == system).find_map(|one| one["code"].as_str())
}

fn words(coding: &Value) -> Option<String> {
    let chosen = extension(coding, DESCRIPTION).and_then(|all| extension(all, "descriptionDisplay"));
    chosen.and_then(|one| text(&one["valueString"])).or_else(|| text(&coding["display"]))
}

/// A text, without what turns or breaks the line of others; none where nothing is left of it.
pub fn text(value: &Value) -> Option<String> {
    let is_seen = |c: &char| {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        (*c == '\n' || !c.is_control()) && !turns && *c != '\u{feff}'
    };
    let text: String = value.as_str()?.chars().filter(is_seen).take(LONGEST).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The texts of a list of annotations.
pub fn notes(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|note| text(&note["text"])).collect()
}

/// The extension whose name ends so.
pub fn extension<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    let all = value["extension"].as_array()?;
    all.iter().find(|one| one["url"].as_str().is_some_and(|url| url.ends_with(name)))
}

/// A day, as far as it is known.
pub fn date(value: &Value) -> Option<When> {
    day::known(value.as_str()?)
}

/// A number with its unit, as people write them.
pub fn quantity(value: &Value) -> Option<String> {
    let unit = unit(value).map(|unit| format!("\u{a0}{unit}")).unwrap_or_default();
    Some(format!("{}{unit}", amount(value)?))
}

/// The number of a quantity with its sign, without its unit.
fn amount(value: &Value) -> Option<String> {
    let number = number(value)?;
    let comparator = value["comparator"].as_str().filter(|sign| matches!(*sign, "<" | "<=" | ">" | ">="));
    Some(format!("{}{number}", comparator.unwrap_or_default()))
}

/// The unit of a quantity, as people write it where a system wrote its code.
pub fn unit(value: &Value) -> Option<String> {
    let unit = text(&value["unit"])?;
    Some(match unit.as_str() {
        "mm[Hg]" => "mmHg".to_owned(),
        "umol/L" => "µmol/L".to_owned(),
        _ => unit,
    })
}

/// The number of a quantity, as it is written.
pub fn number(value: &Value) -> Option<String> {
    match &value["value"] {
        Value::Number(number) => Some(number.to_string()),
        other => text(other),
    }
}

/// From, to: as a range of reference has them; at least one is there. A unit that both have is written once.
pub fn range(value: &Value) -> Option<(Option<String>, Option<String>)> {
    let (low, high) = (&value["low"], &value["high"]);
    let to = quantity(high);
    let is_said_after = to.is_some() && unit(low) == unit(high);
    let from = if is_said_after { amount(low) } else { quantity(low) };
    (from.is_some() || to.is_some()).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_term_is_what_was_chosen_and_never_a_code() {
        let described = json!({"coding": [
            {"system": "urn:other", "code": "X1", "display": "Other words"},
            {"system": systems::SNOMED, "code": "300916003", "display": "Allergy to latex", "userSelected": true,
             "extension": [{"url": format!("https://fhir.nhs.uk{DESCRIPTION}"), "extension": [
                 {"url": "descriptionId", "valueId": "442112014"},
                 {"url": "descriptionDisplay", "valueString": "Latex allergy"}]}]}],
            "text": "written"});
        assert_eq!(coded(&described).as_deref(), Some("Latex allergy"));
        let asthma = json!({"system": systems::SNOMED, "code": "1", "display": "Asthma"});
        let plain = json!({"coding": [{"code": "X1"}, asthma]});
        assert_eq!(coded(&plain).as_deref(), Some("Asthma"));
        let written =
            json!({"coding": [{"system": systems::SNOMED, "code": "1"}], "text": " by hand\u{202e} "});
        assert_eq!((coded(&written), any(&written).as_deref()), (None, Some("by hand")));
        assert_eq!(any(&json!([1, "x"])), None);
    }

    #[test]
    fn a_quantity_is_written_as_people_write_it() {
        assert_eq!(quantity(&json!({"value": 7.2, "unit": "mmol/L"})).as_deref(), Some("7.2\u{a0}mmol/L"));
        assert_eq!(quantity(&json!({"value": 5, "comparator": "<"})).as_deref(), Some("<5"));
        assert_eq!(quantity(&json!({"value": 5, "comparator": "<script>"})).as_deref(), Some("5"));
        assert_eq!(quantity(&json!({"unit": "mmol/L"})), None);
        let both = json!({"low": {"value": 1}, "high": {"value": 2.5}});
        let written = |from: &str, to: &str| Some((Some(from.to_owned()), Some(to.to_owned())));
        assert_eq!(range(&both), written("1", "2.5"));
        let bound = |value: f64, unit: &str| json!({"value": value, "unit": unit});
        let alike = json!({"low": bound(34.0, "mmol/mol"), "high": bound(68.0, "mmol/mol")});
        assert_eq!(range(&alike), written("34.0", "68.0\u{a0}mmol/mol"));
        let half = json!({"low": bound(34.0, "mmol/mol")});
        assert_eq!(range(&half), Some((Some("34.0\u{a0}mmol/mol".to_owned()), None)));
        assert_eq!(range(&json!({"text": "by age"})), None);
        let unlike = json!({"low": bound(0.5, "umol/L"), "high": bound(1.5, "mmol/L")});
        assert_eq!(range(&unlike), written("0.5\u{a0}µmol/L", "1.5\u{a0}mmol/L"));
        assert_eq!(quantity(&bound(120.5, "mm[Hg]")).as_deref(), Some("120.5\u{a0}mmHg"));
    }
}
