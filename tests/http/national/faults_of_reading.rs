//! Published error bodies of what is read, and of any call, over HTTP (docs/sources.md#vrs-api).

use proxy_access::tokens::Holder;
use reqwest::Method;
use serde_json::json;

use super::outcome::{Body, assert_body};
use super::served::{
    BASE, FHIR, NOBODY, OTHER, PATCH, PATIENT, PROXY, answer, citizen, consent, served, served_with,
};

const MISSING: &str = "Required parameter(s) are missing.";
const INVALID: &str = "Required parameter(s) are invalid.";
const MARKED: &str =
    "Resource that has been marked as invalid was requested - invalid resources cannot be retrieved";

const SEARCHES: &[(&str, Body<'static>)] = &[
    (
        "/Consent",
        (
            400,
            "invalid",
            "MISSING_IDENTIFIER_VALUE",
            MISSING,
            "Invalid request with error - performer:identifier or patient:identifier parameter not found.",
        ),
    ),
    (
        "/Consent/",
        (
            400,
            "invalid",
            "MISSING_IDENTIFIER_VALUE",
            MISSING,
            "Invalid request with error - performer:identifier or patient:identifier parameter not found.",
        ),
    ),
    (
        "/Consent?identifier=9000000017",
        (
            400,
            "invalid",
            "MISSING_IDENTIFIER_VALUE",
            MISSING,
            "Invalid request with error - performer:identifier or patient:identifier parameter not found.",
        ),
    ),
    (
        "/Consent?performer:identifier=900000001",
        (
            422,
            "invalid",
            "INVALID_IDENTIFIER_VALUE",
            INVALID,
            "Invalid request with error - performer:identifier or patient:identifier parameter is invalid.",
        ),
    ),
    (
        "/Consent?patient:identifier=",
        (
            422,
            "invalid",
            "INVALID_IDENTIFIER_VALUE",
            INVALID,
            "Invalid request with error - performer:identifier or patient:identifier parameter is invalid.",
        ),
    ),
    (
        "/Consent?patient:identifier=https://fhir.nhs.uk/Id/nhs-number/9000000009",
        (
            422,
            "invalid",
            "INVALID_IDENTIFIER_VALUE",
            INVALID,
            "Invalid request with error - performer:identifier or patient:identifier parameter is invalid.",
        ),
    ),
    (
        "/Consent?performer:identifier=https://fhir.nhs.uk/Id/other|900000001",
        (
            422,
            "invalid",
            "INVALID_IDENTIFIER_SYSTEM",
            INVALID,
            "Invalid request with error - performer:identifier or patient:identifier system parameter is invalid.",
        ),
    ),
    (
        "/Consent?performer:identifier=9000000017&status=test",
        (
            422,
            "invalid",
            "INVALID_PARAMETER",
            INVALID,
            "Invalid request with error - status parameter is invalid.",
        ),
    ),
    (
        "/Consent?performer:identifier=9000000017&_include=Consent:patient,Consent:performer",
        (
            422,
            "invalid",
            "INVALID_PARAMETER",
            INVALID,
            "Invalid request with error - _include parameter is invalid.",
        ),
    ),
    (
        "/Consent/not-a-uuid",
        (
            422,
            "invalid",
            "INVALID_ID_VALUE",
            INVALID,
            "Invalid request with error - ID must be a valid UUID.",
        ),
    ),
    (
        "/Consent/01dc6813-3421-4d14-948d-a4888241add1",
        (404, "processing", "INVALIDATED_RESOURCE", MARKED, MARKED),
    ),
    (
        "/Consent/01dc6813-3421-4d14-948d-a4888241add1?status=active",
        (
            422,
            "invalid",
            "INVALID_PARAMETER",
            INVALID,
            "Invalid request with error - _include parameter is invalid.",
        ),
    ),
    (
        "/Nothing",
        (404, "not-found", "RESOURCE_NOT_FOUND", "Resource not found.", "There is nothing at this address."),
    ),
];

#[tokio::test]
async fn faults_of_a_search() {
    let served = served().await;
    for (path, body) in SEARCHES {
        assert_body(&served.get(path).await, *body, None);
    }
}

#[tokio::test]
async fn a_search_with_a_parameter_that_is_not_known_is_refused_by_its_name() {
    let served = served().await;
    served.created(&consent(PATIENT, PROXY)).await;
    let lenient = async |path: &str| {
        let call = served.call(Method::GET, &format!("{BASE}{path}"), &Holder::Staff);
        answer(call.header("Prefer", "handling=lenient")).await
    };
    for name in ["performer.identifier", "performer", "status:not", "_count"] {
        let told = "Invalid request with error - … parameter is invalid.".replace('…', name);
        let roles = lenient(&format!("/Consent?patient:identifier={PATIENT}&{name}={OTHER}")).await;
        assert_body(&roles, (422, "invalid", "INVALID_PARAMETER", INVALID, &told), None);
        let told = "The '…' parameter is not valid".replace('…', name);
        let people = lenient(&format!("/RelatedPerson?identifier={PROXY}&{name}={OTHER}")).await;
        let display = "Provided value is invalid";
        assert_body(&people, (400, "invalid", "INVALID_PARAMETER", display, &told), None);
    }
    let found = lenient(&format!("/Consent?patient:identifier={PATIENT}&_format=json&_pretty=true")).await;
    assert_eq!((found.status, &found.body["total"]), (200, &json!(1)), "how it is written narrows nothing");
}

#[tokio::test]
async fn nothing_is_found_of_somebody_who_may_not_be_shown_or_has_no_practice() {
    let served = served().await;
    let people = json!({ "people": [{ "nhs_number": PATIENT, "family": "Smith", "given": ["Jo"] }] });
    assert_eq!(served.operate(Method::POST, "people", &people).await.status, 200);
    let path = format!("{BASE}/Consent?patient:identifier={PATIENT}");
    let call =
        || served.call(Method::GET, &path, &Holder::Staff).header("X-IM1-Connection-Params", "token;A81001");
    let body = (
        404,
        "processing",
        "GP_PRACTICE_NOT_FOUND",
        "GP Practice could not be found - invalid resources cannot be retrieved",
        "GP Practice could not be found",
    );
    assert_body(&answer(call()).await, body, None);
    let event = json!({ "type": "nhs-number-invalidated-1", "subject": PATIENT });
    assert_eq!(served.operate(Method::POST, "person-events", &event).await.status, 200);
    assert_body(&answer(call()).await, (404, "processing", "INVALIDATED_RESOURCE", MARKED, MARKED), None);
}

const RELATED: &[(&str, Body<'static>, Option<&str>)] = &[
    (
        "",
        (
            400,
            "invalid",
            "MISSING_IDENTIFIER_VALUE",
            "Missing RelatedPerson NHS number.",
            "The 'identifier' parameter is required",
        ),
        None,
    ),
    (
        "?identifier=90000",
        (
            400,
            "invalid",
            "INVALID_IDENTIFIER_VALUE",
            "Provided value is invalid",
            "Not a valid NHS Number provided for the 'identifier' parameter",
        ),
        Some("RelatedPerson.identifier"),
    ),
    (
        "?identifier=9000000017&patient:identifier=90",
        (
            400,
            "invalid",
            "INVALID_PATIENT_IDENTIFIER_VALUE",
            "Provided value is invalid",
            "Not a valid NHS Number provided for the 'patient:identifier' parameter",
        ),
        None,
    ),
    (
        "?identifier=https://x.test|9000000017",
        (
            400,
            "invalid",
            "INVALID_IDENTIFIER_SYSTEM",
            "Invalid identifier system.",
            "The identifier system is not valid.",
        ),
        None,
    ),
    (
        "?identifier=9000000017&_include=RelatedPerson:proxy",
        (
            400,
            "invalid",
            "INVALID_PARAMETER",
            "Provided value is invalid",
            "The '_include' parameter is not valid",
        ),
        None,
    ),
];

#[tokio::test]
async fn faults_of_relationships_and_requests() {
    let served = served().await;
    for (query, body, at) in RELATED {
        let call = served.call(Method::GET, &format!("{BASE}/RelatedPerson{query}"), &Holder::Staff);
        assert_body(&answer(call).await, *body, *at);
    }
    let path = format!("{BASE}/QuestionnaireResponse");
    let form = served.call(Method::POST, &path, &citizen(PROXY)).header("Content-Type", FHIR);
    let body = (
        400,
        "invalid",
        "BAD_REQUEST",
        "The request could not be processed.",
        "The supplied input is not a valid FHIR QuestionnaireResponse.",
    );
    assert_body(&answer(form.body(r#"{"resourceType":"QuestionnaireResponse"}"#)).await, body, None);
    let body = (
        400,
        "invalid",
        "INVALID_IDENTIFIER_VALUE",
        "Invalid identifier value",
        "The specified access request ID is invalid. Access request IDs must be a valid UUID.",
    );
    assert_body(&served.get("/QuestionnaireResponse/x").await, body, None);
    let body = (
        404,
        "not-found",
        "QUESTIONNAIRE_RESPONSE_NOT_FOUND",
        "Questionnaire response not found",
        "The Questionnaire response could not be found using the provided access request ID.",
    );
    assert_body(&served.get(&format!("/QuestionnaireResponse/{NOBODY}")).await, body, None);
    let body = (
        405,
        "not-supported",
        "METHOD_NOT_ALLOWED",
        "The method is not allowed.",
        "The method is not allowed for the requested resource.",
    );
    assert_body(&served.get("/QuestionnaireResponse").await, body, None);
    let elsewhere = served.send(Method::PUT, "/Consent", FHIR, "{}").await;
    assert_eq!(elsewhere.told(), (405, "METHOD_NOT_ALLOWED"));
    let coding = &elsewhere.body["issue"][0]["details"]["coding"][0];
    assert_eq!(coding["version"], "1", "of roles it is said in the store's own codes");
}

#[tokio::test]
async fn faults_of_any_call() {
    let served =
        served_with(&[("NATIONAL_CALLS_PER_MINUTE", "3"), ("NATIONAL_ROUNDS", "first,second")]).await;
    let path = format!("{BASE}/Consent");
    let token = (
        401,
        "forbidden",
        "ACCESS_DENIED",
        "Missing or invalid OAuth 2.0 bearer token in request.",
        "Invalid access token - Access Denied.",
    );
    assert_body(&answer(served.bare(Method::GET, &path)).await, token, None);
    let other =
        served.call(Method::POST, &path, &Holder::App).header("Content-Type", "application/json").body("{}");
    let media = (
        415,
        "not-supported",
        "UNSUPPORTED_MEDIA_TYPE",
        "Unsupported Media Type.",
        "Unsupported Media Type.",
    );
    assert_body(&answer(other).await, media, None);
    let call = served.call(Method::POST, &path, &citizen(PATIENT)).header("Content-Type", FHIR).body("{}");
    let forbidden = (403, "forbidden", "FORBIDDEN", "Access Denied", "Access denied to resource.");
    assert_body(&answer(call).await, forbidden, None);
    let call = served.call(Method::GET, &path, &Holder::App).header("X-Migration-Round", "third");
    let round = (
        400,
        "invalid",
        "INVALID_VALUE",
        "Required header parameter(s) are invalid.",
        "Invalid request with error - migration round header invalid",
    );
    assert_body(&answer(call).await, round, None);
    let often = served.get("/Consent").await;
    let body = (429, "throttled", "THROTTLED", "Too many requests.", "The rate limit has been reached.");
    assert_body(&often, body, None);
    let after: i64 = often.headers["retry-after"].to_str().expect("text").parse().expect("seconds");
    assert!((1..=61).contains(&after), "{after}");
}

#[tokio::test]
async fn faults_of_the_store_itself() {
    let served = served().await;
    let pool = served.database.pool().await;
    sqlx::query("alter table national_role rename to elsewhere").execute(&pool).await.expect("it is renamed");
    let path = format!("/Consent?patient:identifier={PATIENT}");
    let body = (
        500,
        "exception",
        "SERVER_ERROR",
        "Failed to generate response",
        "Internal Server Error - Failed to generate response is present in the response",
    );
    assert_body(&served.get(&path).await, body, None);
    served.store.db.close().await;
    let body = (
        503,
        "processing",
        "DOWNSTREAM_SERVICE_ERROR",
        "Failed to generate response",
        "Downstream Service Error - Failed to generate response is present in the response",
    );
    assert_body(&served.get(&path).await, body, None);
    let media = served.send(Method::PATCH, "/Consent/x", PATCH, "[]").await;
    assert_eq!(
        media.told(),
        (503, "DOWNSTREAM_SERVICE_ERROR"),
        "what cannot be written down is not answered"
    );
}
