//! Each way in which the body of a request can be wrong, or odd and good.

use serde_json::{Value, json};

use super::served::{Call, PATIENT, Row, are_all_there, hold, parameters, served};

const RESOURCE: &str = "INVALID_RESOURCE";
const PARAMETER: &str = "INVALID_PARAMETER";

/// Changes the list of parameters.
fn bend(call: &mut Call, change: impl FnOnce(&mut Vec<Value>)) {
    let mut body: Value = serde_json::from_str(&call.body).expect("a body");
    change(body["parameter"].as_array_mut().expect("parameters"));
    call.body = body.to_string();
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("B1 no JSON", |call| call.body = "{".to_owned(), 422, RESOURCE),
    ("B1 another resource", |call| call.body = json!({"resourceType": "InvalidResourceType"}).to_string(), 422, RESOURCE),
    ("B1 deep", |call| call.body = "[".repeat(10_000), 422, RESOURCE),
    ("B1 large", |call| call.body = " ".repeat(100_000), 422, RESOURCE),
    ("B2 a part twice", |call| bend(call, |all| { let part = all[1]["part"][0].clone(); all[1]["part"] = json!([part, part]); }), 422, RESOURCE),
    ("B3 no parameter", |call| call.body = json!({"resourceType": "Parameters"}).to_string(), 422, PARAMETER),
    ("B3 an empty list", |call| bend(call, Vec::clear), 422, PARAMETER),
    ("B4 no number", |call| bend(call, |all| all[0]["name"] = json!("invalidNHSNumberParam")), 422, PARAMETER),
    ("B5 a wrong check digit", |call| bend(call, |all| all[0]["valueIdentifier"]["value"] = json!("9990000019")), 400, "INVALID_NHS_NUMBER"),
    ("B5 nine digits", |call| bend(call, |all| all[0]["valueIdentifier"]["value"] = json!("999000001")), 400, "INVALID_NHS_NUMBER"),
    ("B5 nothing", |call| bend(call, |all| all[0]["valueIdentifier"]["value"] = json!("")), 400, "INVALID_NHS_NUMBER"),
    ("B6 another system", |call| bend(call, |all| all[0]["valueIdentifier"]["system"] = json!("urn:x")), 400, "INVALID_IDENTIFIER_SYSTEM"),
    ("B6 no system", |call| bend(call, |all| all[0]["valueIdentifier"]["system"] = json!("")), 400, "INVALID_IDENTIFIER_SYSTEM"),
    ("B7 a text", |call| bend(call, |all| all[0] = json!({"name": "patientNHSNumber", "valueString": PATIENT})), 422, PARAMETER),
    ("B8 the number twice", |call| bend(call, |all| all.push(all[0].clone())), 422, RESOURCE),
    ("B8 the record twice", |call| bend(call, |all| all.push(all[1].clone())), 422, RESOURCE),
    ("B9 another parameter", |call| bend(call, |all| all.push(json!({"name": "includeImmunisations"}))), 422, PARAMETER),
    ("B9 another with a part", |call| bend(call, |all| all.push(json!({"name": "includeMedication", "part": [{"name": "includePrescriptionIssues", "valueBoolean": false}]}))), 422, PARAMETER),
    ("B10 another part", |call| bend(call, |all| all[1]["part"][0]["name"] = json!("includeEverything")), 422, PARAMETER),
    ("B11 a part without a value", |call| bend(call, |all| all[1]["part"] = json!([{"name": "includeSensitiveInformation"}])), 422, PARAMETER),
    ("B12 a part with a text", |call| bend(call, |all| all[1]["part"] = json!([{"name": "includeSensitiveInformation", "valueString": "true"}])), 422, PARAMETER),
    ("B13 no part", |call| bend(call, |all| all[1] = json!({"name": "includeFullRecord"})), 422, PARAMETER),
    ("B14 the number alone", |call| bend(call, |all| all.truncate(1)), 200, ""),
    ("B15 a part by itself", |call| bend(call, |all| all[1] = json!({"name": "includeSensitiveInformation", "valueBoolean": true})), 422, PARAMETER),
    ("A1 confidential, and the scope says no", |call| call.claims["requested_scope"] = json!("patient/*.read conf/N"), 400, "CONFLICTING_VALUES"),
    ("A1 confidential, and the scope says nothing", |call| call.claims["requested_scope"] = json!("patient/*.read"), 400, "CONFLICTING_VALUES"),
    ("A2 not confidential, and the scope says yes", |call| call.body = parameters(PATIENT, false).to_string(), 400, "CONFLICTING_VALUES"),
    ("A2 not confidential, and the scope says nothing", |call| {
        call.body = parameters(PATIENT, false).to_string();
        call.claims["requested_scope"] = json!("patient/*.read");
    }, 200, ""),
];

#[tokio::test]
async fn each_body_is_taken_or_refused_as_its_row_says() {
    are_all_there(ROWS, 'B', 15);
    are_all_there(ROWS, 'A', 2);
    hold(&served().await, ROWS).await;
}

#[tokio::test]
async fn what_is_refused_names_the_parameter() {
    let served = served().await;
    for (name, bent) in ROWS.iter().filter(|row| row.3 == PARAMETER).map(|row| (row.0, row.1)) {
        let mut call = served.migrate(true);
        bent(&mut call);
        assert!(!served.send(&call).await.diagnostics().is_empty(), "{name}");
    }
}
