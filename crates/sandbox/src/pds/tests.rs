use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use super::{Confidentiality, PATH};
use crate::asker::{Asker, code};
use crate::switches::{ForcedError, PdsSwitches};

impl Asker {
    async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> reqwest::Response {
        let mut request = self.request(method, path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.expect("answers")
    }

    /// A right request for `path`: status and body.
    async fn get(&self, path: &str) -> (u16, Value) {
        let (bearer, id) = (format!("Bearer {}", self.token), self.clock.new_id().to_string());
        let answer = self.send(Method::GET, path, &[("Authorization", &bearer), ("X-Request-ID", &id)]).await;
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    async fn refused(&self, path: &str) -> (u16, String) {
        let (status, body) = self.get(path).await;
        (status, code(&body))
    }
}

#[tokio::test]
async fn a_patient_comes_with_version_ids_and_the_fhir_type() {
    let asker = Asker::new(PATH).await;
    let (bearer, id) = (format!("Bearer {}", asker.token), asker.clock.new_id().to_string());
    let headers = [("Authorization", bearer.as_str()), ("X-Request-ID", &id), ("X-Correlation-ID", "abc")];
    let answer = asker.send(Method::GET, "/Patient/9990000026", &headers).await;
    let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
    assert_eq!(header("etag"), "W/\"1\"");
    assert_eq!((header("x-request-id"), header("x-correlation-id")), (id.clone(), "abc".to_owned()));
    assert_eq!(header("content-type"), "application/fhir+json");
    let patient: Value = answer.json().await.expect("JSON");
    assert_eq!((&patient["id"], &patient["birthDate"]), (&json!("9990000026"), &json!("1949-11-02")));
    assert_eq!(
        (&patient["name"][0]["family"], &patient["name"][0]["given"]),
        (&json!("O'Neill"), &json!(["David"]))
    );
    assert_eq!(patient["meta"]["security"][0]["code"], "U");
    assert_eq!(patient["generalPractitioner"][0]["identifier"]["value"], "A81001");
    let email = patient["telecom"].as_array().and_then(|all| all.iter().find(|one| one["system"] == "email"));
    assert_eq!(email.map(|email| &email["value"]), Some(&json!("david.oneill@example.test")));
    assert_eq!(asker.sandbox.pds_calls(), 1);
    asker.sandbox.stop().await;
}

/// Headers of a request: names and values.
type Pairs<'a> = &'a [(&'a str, &'a str)];

#[tokio::test]
async fn the_token_and_the_request_id_are_checked_in_the_gateways_order() {
    let asker = Asker::new(PATH).await;
    let bearer = format!("Bearer {}", asker.token);
    let right = asker.clock.new_id().to_string();
    let cases: [(Pairs, u16, &str, &str, &str); 8] = [
        (&[], 401, "ACCESS_DENIED", "Missing Authorization header", "application/json"),
        (&[("Authorization", "")], 401, "ACCESS_DENIED", "Empty Authorization header", "application/json"),
        (&[("Authorization", "Bearer")], 401, "ACCESS_DENIED", "Missing access token", "application/json"),
        (
            &[("Authorization", "Basic abc")],
            401,
            "ACCESS_DENIED",
            "Invalid token type 'Basic', must be 'Bearer'",
            "application/json",
        ),
        (
            &[("Authorization", "Bearer nonsense"), ("X-Request-ID", "x")],
            401,
            "ACCESS_DENIED",
            "Invalid Access Token",
            "application/json",
        ),
        (
            &[("Authorization", &bearer), ("X-Request-ID", "x")],
            400,
            "INVALID_VALUE",
            "Invalid value - 'x' in header 'X-Request-ID'",
            "application/json",
        ),
        (
            &[("Authorization", &bearer)],
            400,
            "MISSING_VALUE",
            "Invalid request with error - X-Request-ID header must be supplied to access this resource",
            "application/fhir+json",
        ),
        (
            &[("Authorization", &bearer), ("X-Request-ID", &right)],
            400,
            "INVALID_RESOURCE_ID",
            "",
            "application/fhir+json",
        ),
    ];
    for (headers, status, expected, sentence, kind) in cases {
        let answer = asker.send(Method::GET, "/Patient/1234567890", headers).await;
        assert_eq!(
            (answer.status().as_u16(), answer.headers()["content-type"].as_bytes()),
            (status, kind.as_bytes())
        );
        let body: Value = answer.json().await.expect("JSON");
        assert_eq!(
            (code(&body).as_str(), body["issue"][0]["diagnostics"].as_str().unwrap_or_default()),
            (expected, sentence)
        );
    }
    asker.sandbox.stop().await;
}

#[tokio::test]
async fn special_records_are_answered_as_published() {
    let asker = Asker::new(PATH).await;
    assert_eq!(asker.get("/Patient/9990000050").await.1["id"], "9990000069", "superseded");
    assert!(asker.get("/Patient/9990000077").await.1["deceasedDateTime"].is_string());
    let (status, restricted) = asker.get("/Patient/9990000085").await;
    assert_eq!((status, &restricted["meta"]["security"][0]["code"]), (200, &json!("R")));
    for withheld in ["telecom", "address", "generalPractitioner"] {
        assert!(restricted.get(withheld).is_none(), "{withheld}");
    }
    let (_, very) = asker.get("/Patient/9990000166").await;
    assert_eq!(very["meta"]["security"][0]["code"], "V");
    assert!(very.get("name").is_none() && very.get("birthDate").is_none());
    assert_eq!(asker.refused("/Patient/9990000158").await, (404, "INVALIDATED_RESOURCE".into()));
    assert_eq!(asker.refused("/Patient/9000000009").await, (404, "RESOURCE_NOT_FOUND".into()));
    assert_eq!(asker.refused("/Patient/9990000019").await, (400, "INVALID_RESOURCE_ID".into()));
    let (_, related) = asker.get("/Patient/9990000018/RelatedPerson").await;
    assert_eq!((&related["total"], related.get("entry")), (&json!(0), None));
    asker.sandbox.stop().await;
}

#[tokio::test]
async fn an_application_may_only_read_one_patient_at_a_time() {
    let asker = Asker::new(PATH).await;
    for (method, path, expected) in [
        (Method::POST, "/Patient", "INVALID_METHOD"),
        (Method::PATCH, "/Patient/9990000018", "INVALID_METHOD"),
        (Method::GET, "/Coverage", "ACCESS_DENIED"),
        (Method::GET, "/Patient?family=ONeill&_max-results=5", "INVALID_VALUE"),
    ] {
        let (bearer, id) = (format!("Bearer {}", asker.token), asker.clock.new_id().to_string());
        let answer = asker.send(method, path, &[("Authorization", &bearer), ("X-Request-ID", &id)]).await;
        assert_eq!(answer.status(), 403, "{path}");
        assert_eq!(code(&answer.json().await.expect("JSON")), expected);
    }
    assert_eq!(asker.refused("/Practitioner").await, (400, "UNSUPPORTED_REQUEST".into()));
    assert_eq!(asker.refused("/Patient/").await, (400, "UNSUPPORTED_SERVICE".into()));
    asker.sandbox.stop().await;
}

#[tokio::test]
async fn a_search_finds_exactly_one_or_says_why_not() {
    let asker = Asker::new(PATH).await;
    let (_, found) = asker.get("/Patient?family=llewellyn-jones&given=sia*&birthdate=eq1980-02-29").await;
    assert_eq!((&found["total"], &found["entry"][0]["resource"]["id"]), (&json!(1), &json!("9990000034")));
    let (_, none) = asker.get("/Patient?family=Nobody&birthdate=1980-02-29").await;
    assert_eq!((&none["total"], none.get("entry")), (&json!(0), None));
    let (_, hidden) = asker.get("/Patient?family=Delgado&birthdate=1988-09-09&address-postalcode=LS1*").await;
    assert_eq!(hidden["total"], 0);
    for (query, expected) in [
        ("", (400, "UNSUPPORTED_SERVICE")),
        ("?shoe-size=9", (400, "ADDITIONAL_PROPERTIES")),
        ("?family=Khan", (400, "MISSING_VALUE")),
        ("?birthdate=1980-02-29", (400, "INVALID_SEARCH_DATA")),
        ("?family=Khan&birthdate=1980-02-30", (400, "INVALID_VALUE")),
        ("?family=K*n&birthdate=1980-02-28", (400, "INVALID_VALUE")),
        ("?family=Khan&birthdate=1980-02-28&_fuzzy-match=true", (400, "INVALID_SEARCH_DATA")),
        ("?family=O'Neill&birthdate=ge1949-01-01&birthdate=le1952-01-01", (200, "TOO_MANY_MATCHES")),
    ] {
        assert_eq!(
            asker.refused(&format!("/Patient{query}")).await,
            (expected.0, expected.1.into()),
            "{query}"
        );
    }
    asker.sandbox.stop().await;
}

#[tokio::test]
async fn the_rate_is_counted_over_a_rolling_minute() {
    let asker = Asker::new(PATH).await;
    asker.sandbox.switches().set_pds(PdsSwitches { calls_a_minute: 2, ..Default::default() });
    assert_eq!(asker.get("/Patient/9990000018").await.0, 200);
    assert_eq!(asker.get("/Patient/9990000018").await.0, 200);
    let (bearer, id) = (format!("Bearer {}", asker.token), asker.clock.new_id().to_string());
    let answer = asker
        .send(Method::GET, "/Patient/9990000018", &[("Authorization", &bearer), ("X-Request-ID", &id)])
        .await;
    assert_eq!((answer.status().as_u16(), answer.headers().get("retry-after")), (429, None));
    asker.clock.advance(Duration::seconds(61));
    assert_eq!(asker.get("/Patient/9990000018").await.0, 200);
    asker.sandbox.stop().await;
}

#[tokio::test]
async fn records_and_faults_change_while_it_runs() {
    let asker = Asker::new(PATH).await;
    let set = |faults: PdsSwitches| asker.sandbox.switches().set_pds(faults);
    assert!(asker.sandbox.pds().set("9990000026", |record| {
        record.email = None;
        record.confidentiality = Confidentiality::Restricted;
    }));
    let (_, changed) = asker.get("/Patient/9990000026").await;
    assert_eq!(
        (&changed["meta"]["versionId"], &changed["meta"]["security"][0]["code"]),
        (&json!("2"), &json!("R"))
    );
    asker.sandbox.pds().reset();
    assert_eq!(asker.get("/Patient/9990000026").await.1["meta"]["security"][0]["code"], "U");

    set(PdsSwitches { rate_limited: true, ..Default::default() });
    assert_eq!(asker.refused("/Patient/9990000026").await, (429, "TOO_MANY_REQUESTS".into()));
    let forced = ForcedError { status: 408, code: "UNABLE_TO_CALL_SERVICE".into() };
    set(PdsSwitches { forced: Some(forced), ..Default::default() });
    assert_eq!(asker.refused("/Patient/9990000026").await, (408, "UNABLE_TO_CALL_SERVICE".into()));
    for (faults, status) in [
        (PdsSwitches { down: true, ..Default::default() }, 503),
        (PdsSwitches { garbage: true, ..Default::default() }, 200),
    ] {
        set(faults);
        let answer = asker.send(Method::GET, "/Patient/9990000026", &[]).await;
        assert_eq!(answer.status(), status);
        assert!(answer.json::<Value>().await.is_err(), "not JSON");
    }
    asker.sandbox.switches().reset();
    asker.sandbox.revoke_tokens();
    assert_eq!(asker.refused("/Patient/9990000026").await, (401, "ACCESS_DENIED".into()));
    asker.sandbox.stop().await;
}
