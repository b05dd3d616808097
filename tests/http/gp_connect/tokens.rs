//! Each way in which a token can be wrong, or odd and good.

use serde_json::{Value, json};

use super::served::{Call, Row, are_all_there, hold, is_outcome, plain_header, served, token};

const BAD: &str = "BAD_REQUEST";

fn whole(call: &Call) -> String {
    token(&plain_header(), &call.claims)
}

fn show(call: &mut Call, token: &str) {
    call.shown = Some(format!("Bearer {token}"));
}

fn headed(call: &mut Call, header: &Value) {
    let token = token(header, &call.claims);
    show(call, &token);
}

fn lasting(call: &mut Call, begins: i64, seconds: i64) {
    let now = call.claims["iat"].as_i64().expect("a time") + begins;
    (call.claims["iat"], call.claims["exp"]) = (json!(now), json!(now + seconds));
}

fn without(call: &mut Call, claim: &str) {
    call.claims.as_object_mut().expect("claims").remove(claim);
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("J1 no token", |call| call.shown = Some(String::new()), 401, BAD),
    ("J1 another scheme", |call| call.shown = Some("Basic eDp5".to_owned()), 401, BAD),
    ("J2 not encoded", |call| { let claims = call.claims.to_string(); show(call, &format!("e.{claims}.")); }, 400, BAD),
    ("J2 padded", |call| { let token = whole(call).replacen('.', "=.", 1); show(call, &token); }, 400, BAD),
    ("J2 another alphabet", |call| { let token = whole(call).replacen('.', "+/.", 1); show(call, &token); }, 400, BAD),
    ("J3 one part", |call| show(call, "abc"), 400, BAD),
    ("J3 signed", |call| { let token = whole(call) + "c2lnbmVk"; show(call, &token); }, 400, BAD),
    ("J3 an empty payload", |call| show(call, "e30.."), 400, BAD),
    ("J3 without the last dot", |call| { let token = whole(call); show(call, token.trim_end_matches('.')); }, 200, ""),
    ("J4 another algorithm", |call| headed(call, &json!({"alg": "RS256", "typ": "JWT"})), 400, BAD),
    ("J4 another type", |call| headed(call, &json!({"alg": "none", "typ": "jose"})), 400, BAD),
    ("J4 no type", |call| headed(call, &json!({"alg": "none"})), 400, BAD),
    ("J4 one key more", |call| headed(call, &json!({"alg": "none", "typ": "JWT", "kid": "1"})), 400, BAD),
    ("J5 no object", |call| call.claims = json!([1]), 400, BAD),
    ("J5 no JSON", |call| show(call, "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.bm90IGpzb24."), 400, BAD),
    ("J6 no issuer", |call| without(call, "iss"), 400, BAD),
    ("J6 no user", |call| call.claims["sub"] = Value::Null, 400, BAD),
    ("J6 no audience", |call| without(call, "aud"), 400, BAD),
    ("J6 an empty audience", |call| call.claims["aud"] = json!(""), 400, BAD),
    ("J6 no end", |call| without(call, "exp"), 400, BAD),
    ("J6 no beginning", |call| without(call, "iat"), 400, BAD),
    ("J6 no reason", |call| without(call, "reason_for_request"), 400, BAD),
    ("J6 no scope", |call| without(call, "requested_scope"), 400, BAD),
    ("J6 no device", |call| without(call, "requesting_device"), 400, BAD),
    ("J6 no organisation", |call| call.claims["requesting_organization"] = Value::Null, 400, BAD),
    ("J7 no practitioner", |call| without(call, "requesting_practitioner"), 200, ""),
    ("J8 one second less", |call| lasting(call, 0, 299), 400, BAD),
    ("J8 one second more", |call| lasting(call, 0, 301), 400, BAD),
    ("J8 ended before it began", |call| lasting(call, 0, -1), 400, BAD),
    ("J8 no whole second", |call| call.claims["iat"] = json!("now"), 400, BAD),
    ("J8 the end of time", |call| (call.claims["iat"], call.claims["exp"]) = (json!(i64::MIN), json!(i64::MAX)), 400, BAD),
    ("J9 has ended", |call| lasting(call, -600, 300), 400, BAD),
    ("J10 begins later", |call| lasting(call, 200, 300), 200, ""),
    ("J11 another reason", |call| call.claims["reason_for_request"] = json!("badReason"), 400, BAD),
    ("J11 care, where records move", |call| call.claims["reason_for_request"] = json!("directcare"), 400, BAD),
    ("J12 another scope", |call| call.claims["requested_scope"] = json!("badScope"), 400, BAD),
    ("J12 one scope more", |call| call.claims["requested_scope"] = json!("patient/*.read conf/R x"), 400, BAD),
    ("J12 no patient", |call| call.claims["requested_scope"] = json!("organization/*.read conf/R"), 400, BAD),
    ("J12 both at once", |call| call.claims["requested_scope"] = json!("patient/*.read conf/R conf/N"), 400, BAD),
    ("J13 device", |call| call.claims["requesting_device"]["invalidField"] = json!("x"), 422, "INVALID_RESOURCE"),
    ("J13 organisation", |call| call.claims["requesting_organization"]["invalidField"] = json!("x"), 422, "INVALID_RESOURCE"),
    ("J13 practitioner", |call| call.claims["requesting_practitioner"]["invalidField"] = json!("x"), 422, "INVALID_RESOURCE"),
    ("J13 what the type has", |call| call.claims["requesting_device"]["lotNumber"] = json!("x"), 200, ""),
    ("J14 device", |call| call.claims["requesting_device"]["resourceType"] = json!("InvalidResourceType"), 422, "INVALID_RESOURCE"),
    ("J14 organisation", |call| call.claims["requesting_organization"]["resourceType"] = json!("InvalidResourceType"), 422, "INVALID_RESOURCE"),
    ("J14 practitioner", |call| call.claims["requesting_practitioner"]["resourceType"] = json!("InvalidResourceType"), 422, "INVALID_RESOURCE"),
    ("J15 patient for practitioner", |call| call.claims["requesting_practitioner"]["resourceType"] = json!("Patient"), 400, BAD),
    ("J15 practitioner for device", |call| call.claims["requesting_device"]["resourceType"] = json!("Practitioner"), 400, BAD),
    ("J16 another system", |call| call.claims["requesting_organization"]["identifier"][0]["system"] = json!("urn:x"), 400, BAD),
    ("J16 no identifier", |call| call.claims["requesting_organization"] = json!({"resourceType": "Organization"}), 400, BAD),
    ("J17 another user", |call| call.claims["requesting_practitioner"]["id"] = json!("u-2"), 400, BAD),
    ("J17 nothing but the type", |call| call.claims["requesting_practitioner"] = json!({"resourceType": "Practitioner"}), 200, ""),
    ("J18 unknown, and no role", |call| call.claims["requesting_practitioner"]["identifier"] = json!([
        {"system": "https://fhir.nhs.uk/Id/sds-user-id", "value": "UNK"}]), 200, ""),
    ("J19 an old claim", |call| call.claims["requested_record"] = json!({"resourceType": "Patient"}), 400, BAD),
    ("J20 for somebody else", |call| call.claims["aud"] = json!("https://elsewhere.test/A81001/STU3/1/gpconnect/structured/fhir"), 400, BAD),
];

#[tokio::test]
async fn each_token_is_taken_or_refused_as_its_row_says() {
    are_all_there(ROWS, 'J', 20);
    hold(&served().await, ROWS).await;
}

#[tokio::test]
async fn a_refusal_names_the_claim_and_the_way_to_show_a_token() {
    let served = served().await;
    let mut call = served.migrate(true);
    without(&mut call, "aud");
    assert_eq!(served.send(&call).await.diagnostics(), "Empty JWT aud claim");
    call.shown = Some(String::new());
    assert_eq!(served.send(&call).await.headers["www-authenticate"], "Bearer");
}

#[tokio::test]
async fn who_asks_may_be_left_out_for_a_record_alone() {
    let served = served().await;
    for mut call in [served.metadata(), served.binary("b1")] {
        without(&mut call, "requesting_practitioner");
        let answer = served.send(&call).await;
        assert_eq!(answer.told(), (400, BAD), "J7 {}", call.path);
        is_outcome(&answer, "J7");
    }
}

#[tokio::test]
async fn a_token_may_be_for_what_the_settings_name() {
    let audience = "https://authorize.fhir.nhs.net/token";
    let served = super::served::served_with(&[("GP_CONNECT_AUDIENCES", audience)]).await;
    let mut call = served.migrate(true);
    call.claims["aud"] = json!(format!("{audience}/"));
    assert_eq!(served.send(&call).await.status, 200);
}
