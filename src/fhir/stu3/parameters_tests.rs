use super::*;
use serde_json::json;

/// A whole request, as the specification writes it.
fn whole() -> Value {
    json!({"resourceType": "Parameters", "parameter": [
        {"name": NUMBER, "valueIdentifier": {"system": systems::NHS_NUMBER, "value": "9000000009"}},
        {"name": FULL, "part": [{"name": SENSITIVE, "valueBoolean": true}]},
    ]})
}

/// The whole request with another value at one place.
fn with(place: &str, value: Value) -> Value {
    let mut whole = whole();
    *whole.pointer_mut(place).unwrap() = value;
    whole
}

/// The whole request with these parameters and no others.
fn of(parameters: Value) -> Value {
    with("/parameter", parameters)
}

/// Row of docs/sources.md#gpc-migrate, what is sent, the code and what the diagnostics name.
type Row = (&'static str, Value, SpineCode, &'static str);

fn rows() -> Vec<Row> {
    use SpineCode::{InvalidIdentifierSystem, InvalidNhsNumber, InvalidParameter, InvalidResource};
    let number = whole()["parameter"][0].clone();
    let full = whole()["parameter"][1].clone();
    let part = full["part"][0].clone();
    let identifier = "/parameter/0/valueIdentifier";
    let value = "/parameter/0/valueIdentifier/value";
    let system = "/parameter/0/valueIdentifier/system";
    let parts = "/parameter/1/part";
    vec![
        ("B1 another resource", json!({"resourceType": "Parameter"}), InvalidResource, "resourceType"),
        ("B1 no resource", json!([1]), InvalidResource, "resourceType"),
        ("B2 a part twice", with(parts, json!([part, part])), InvalidResource, SENSITIVE),
        ("B2 no list", of(json!({})), InvalidResource, "parameter"),
        ("B2 no name", of(json!([{"valueBoolean": true}])), InvalidResource, "name"),
        ("B3 none", of(json!([])), InvalidParameter, "parameter"),
        ("B3 absent", json!({"resourceType": "Parameters"}), InvalidParameter, "parameter"),
        ("B4 no number", of(json!([full])), InvalidParameter, NUMBER),
        (
            "B4 another name",
            with("/parameter/0/name", json!("invalidNHSNumberParam")),
            InvalidParameter,
            "invalidNHSNumberParam",
        ),
        ("B5 check digit", with(value, json!("9000000008")), InvalidNhsNumber, NUMBER),
        ("B5 spaces", with(value, json!("900 000 0009")), InvalidNhsNumber, NUMBER),
        ("B5 empty", with(value, json!("")), InvalidNhsNumber, NUMBER),
        ("B5 a number", with(value, json!(9_000_000_009_u64)), InvalidNhsNumber, NUMBER),
        (
            "B6 another system",
            with(system, json!("https://fhir.nhs.uk/Id/other")),
            InvalidIdentifierSystem,
            NUMBER,
        ),
        ("B6 empty", with(system, json!("")), InvalidIdentifierSystem, NUMBER),
        ("B7 a string", of(json!([{"name": NUMBER, "valueString": "x"}, full])), InvalidParameter, NUMBER),
        ("B7 nothing", of(json!([{"name": NUMBER}, full])), InvalidParameter, NUMBER),
        ("B7 no identifier", with(identifier, json!("9000000009")), InvalidParameter, NUMBER),
        ("B8 the number twice", of(json!([number, number, full])), InvalidResource, NUMBER),
        ("B8 the record twice", of(json!([number, full, full])), InvalidResource, FULL),
        (
            "B9 another",
            of(json!([number, full, {"name": "includeImmunisations"}])),
            InvalidParameter,
            "includeImmunisations",
        ),
        (
            "B9 another with a part",
            of(
                json!([number, {"name": "includeMedication", "part": [{"name": "includePrescriptionIssues", "valueBoolean": false}]}]),
            ),
            InvalidParameter,
            "includeMedication",
        ),
        (
            "B10 another part",
            with(parts, json!([part, {"name": "other", "valueBoolean": true}])),
            InvalidParameter,
            "other",
        ),
        ("B11 no value", with(parts, json!([{"name": SENSITIVE}])), InvalidParameter, SENSITIVE),
        (
            "B12 a string",
            with(parts, json!([{"name": SENSITIVE, "valueString": "true"}])),
            InvalidParameter,
            SENSITIVE,
        ),
        (
            "B12 no boolean",
            with(parts, json!([{"name": SENSITIVE, "valueBoolean": "true"}])),
            InvalidParameter,
            SENSITIVE,
        ),
        ("B13 no part", of(json!([number, {"name": FULL}])), InvalidParameter, SENSITIVE),
        ("B13 a value", of(json!([number, {"name": FULL, "valueBoolean": true}])), InvalidParameter, FULL),
        ("B15 outside", of(json!([number, part])), InvalidParameter, SENSITIVE),
    ]
}

#[test]
fn each_way_to_be_wrong_has_its_code_and_names_what_is_wrong() {
    for (row, body, code, names) in rows() {
        let (found, told) =
            parse(body.to_string().as_bytes()).err().unwrap_or_else(|| panic!("{row}: taken"));
        assert_eq!(found, code, "{row}: {told}");
        assert!(told.contains(names), "{row}: {told}");
        assert!(!told.contains("9000000009"), "{row}: {told}");
    }
}

#[test]
fn what_is_no_json_is_no_resource() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for (row, body) in [
        ("B1 text", "hello"),
        ("B1 nothing", ""),
        ("B1 deep", deep.as_str()),
        ("B1 half", "{\"resourceType\":"),
    ] {
        assert_eq!(
            parse(body.as_bytes()).err().map(|refused| refused.0),
            Some(SpineCode::InvalidResource),
            "{row}"
        );
    }
    assert_eq!(parse(&[0xff, 0xfe, b'{']).err().map(|refused| refused.0), Some(SpineCode::InvalidResource));
}

#[test]
fn a_whole_request_says_whose_record_and_how_much() {
    let read = |body: &Value| {
        parse(body.to_string().as_bytes()).map(|asked| (asked.nhs_number.as_str().to_owned(), asked.full))
    };
    let number = || "9000000009".to_owned();
    assert_eq!(read(&whole()), Ok((number(), Some(Sensitive::With))));
    let without = with("/parameter/1/part/0/valueBoolean", json!(false));
    assert_eq!(read(&without), Ok((number(), Some(Sensitive::Without))));
    let alone = of(json!([whole()["parameter"][0]]));
    assert_eq!(read(&alone), Ok((number(), None)), "B14: who the patient is, and nothing else");
}
