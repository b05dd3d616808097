//! Who may: each kind of token at each way in, and what comes back with every answer.

use proxy_access::tokens::Holder;
use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::served::{
    BASE, FHIR, NOBODY, OTHER, PATCH, PATIENT, PROXY, answer, citizen, consent, grantor, reason, served,
    to_status,
};

/// Method and path; then whether a program, a healthcare worker and a patient are let in.
const MAY: &[(&str, &str, [bool; 3])] = &[
    ("POST", "/Consent", [true, true, false]),
    ("GET", "/Consent?patient:identifier=9000000009", [true, true, true]),
    ("GET", "/Consent/01dc6813-3421-4d14-948d-a4888241add1", [true, true, true]),
    ("PATCH", "/Consent/01dc6813-3421-4d14-948d-a4888241add1", [true, true, true]),
    ("GET", "/RelatedPerson?patient:identifier=9000000009", [false, true, true]),
    ("POST", "/QuestionnaireResponse", [false, false, true]),
    ("GET", "/QuestionnaireResponse/01dc6813-3421-4d14-948d-a4888241add1", [true, true, true]),
];

#[tokio::test]
async fn each_kind_of_token_opens_what_is_published() {
    let served = served().await;
    let holders = [Holder::App, Holder::Staff, citizen(PATIENT)];
    for (method, path, may) in MAY {
        let method: Method = method.parse().expect("a method");
        let media = if method == Method::PATCH { PATCH } else { FHIR };
        for (holder, may) in holders.iter().zip(may) {
            let call = served.call(method.clone(), &format!("{BASE}{path}"), holder);
            let answer = answer(call.header("Content-Type", media).body("{}")).await;
            assert_eq!(answer.status != 403, *may, "{method} {path} {holder:?}: {}", answer.text);
        }
    }
}

#[tokio::test]
async fn somebody_who_calls_for_themselves_meets_their_own_roles_only() {
    let served = served().await;
    let id = served.created(&consent(PATIENT, PROXY)).await;
    let patch = to_status("inactive", "ROLE_DEACTIVATED_PATIENT_REQUEST", false).to_string();
    for (number, status) in [(OTHER, 403), (PATIENT, 200), (PROXY, 200)] {
        let holder = citizen(number);
        let one = served.call(Method::GET, &format!("{BASE}/Consent/{id}"), &holder);
        assert_eq!(answer(one).await.status, status, "{number}");
        let path = format!("{BASE}/Consent?patient:identifier={PATIENT}&performer:identifier={PROXY}");
        assert_eq!(answer(served.call(Method::GET, &path, &holder)).await.status, status, "{number}");
    }
    for (number, status) in [(OTHER, 403), (PATIENT, 200)] {
        let path = format!("{BASE}/Consent/{id}");
        let call = served.call(Method::PATCH, &path, &citizen(number)).header("Content-Type", PATCH);
        assert_eq!(answer(call.body(patch.clone())).await.status, status, "{number}");
    }
    assert_eq!(served.role(&id).await["status"], "inactive");
}

#[tokio::test]
async fn who_calls_for_themselves_learns_of_nobody_else_how_their_record_stands() {
    const NEVER_TOLD_OF: &str = "9000000033";
    let served = served().await;
    for kind in ["pds-sensitive-1", "nhs-number-invalidated-1"] {
        let event = json!({ "type": kind, "subject": OTHER });
        assert_eq!(served.operate(Method::POST, "person-events", &event).await.status, 200);
        let asked = async |path: &str, holder: &Holder| {
            let call = served.call(Method::GET, &format!("{BASE}/Consent?{path}"), holder);
            answer(call.header("X-IM1-Connection-Params", "token;A81001")).await
        };
        for another in [OTHER, NEVER_TOLD_OF] {
            for path in [
                format!("patient:identifier={PATIENT}&performer:identifier={another}"),
                format!("patient:identifier={another}&performer:identifier={PATIENT}"),
            ] {
                let told = asked(&path, &citizen(PATIENT)).await;
                assert_eq!((told.status, &told.body["total"]), (200, &json!(0)), "{kind} {path}");
            }
        }
        let path = format!("patient:identifier={PATIENT}&performer:identifier={OTHER}");
        for holder in [Holder::App, Holder::Staff, citizen(OTHER)] {
            assert_eq!(
                asked(&path, &holder).await.told(),
                (404, "INVALIDATED_RESOURCE"),
                "{kind} {holder:?}"
            );
        }
    }
}

/// Patches that are not for the two people themselves, whatever the role's status is.
fn not_theirs() -> Vec<Value> {
    let step = |path: &str, value: Value| json!([{ "op": "replace", "path": path, "value": value }]);
    let basis = json!({ "coding": [{
        "system": "https://fhir.nhs.uk/England/CodeSystem/England-NHSProxyLegalBasis", "code": "best-interest" }] });
    let mut with_end = to_status("inactive", "ROLE_DEACTIVATED_INACTIVE_ROLE", false);
    let steps = with_end.as_array_mut().expect("steps");
    steps.push(json!({ "op": "remove", "path": "/provision/period/end" }));
    vec![
        to_status("active", "ROLE_REACTIVATED", true),
        to_status("active", "ROLE_ACTIVATED", true),
        to_status("rejected", "APPLICATION_REJECTED_NOT_NEEDED", false),
        to_status("inactive", "ROLE_DEACTIVATED_SAFEGUARDING", false),
        to_status("inactive", "OTHER", false),
        step("/extension/-", json!([reason("ROLE_DEACTIVATED_INACTIVE_ROLE", None)])),
        step("/extension/-", json!([grantor("B82002")])),
        step("/provision/period/end", json!("2030-01-01")),
        json!([{ "op": "remove", "path": "/provision/period/end" }]),
        step("/policyRule", basis),
        to_status("inactive", "ROLE_DEACTIVATED_INACTIVE_ROLE", true),
        with_end,
    ]
}

#[tokio::test]
async fn the_two_people_may_end_a_role_and_change_nothing_else() {
    let served = served().await;
    let mut wish = consent(PATIENT, PROXY);
    wish["provision"]["period"]["end"] = json!("2029-12-31");
    let id = served.created(&wish).await;
    let path = format!("{BASE}/Consent/{id}");
    let patch = async |number: &str, steps: &Value| {
        let call = served.call(Method::PATCH, &path, &citizen(number)).header("Content-Type", PATCH);
        answer(call.body(steps.to_string())).await
    };
    let asked = to_status("inactive", "ROLE_DEACTIVATED_PATIENT_REQUEST", false);
    let unused = to_status("inactive", "ROLE_DEACTIVATED_INACTIVE_ROLE", false);
    let again = to_status("active", "ROLE_REACTIVATED", true);
    for (number, ends) in [(PATIENT, &asked), (PATIENT, &unused), (PROXY, &unused)] {
        let before = served.role(&id).await;
        for steps in not_theirs() {
            assert_eq!(patch(number, &steps).await.told(), (403, "FORBIDDEN"), "{number} {steps}");
        }
        assert_eq!(patch(PROXY, &asked).await.told(), (403, "FORBIDDEN"), "the patient's request is theirs");
        assert_eq!(served.role(&id).await, before, "nothing of it was done");
        assert_eq!(patch(number, ends).await.status, 200, "{number} {ends}");
        let ended = served.role(&id).await;
        for steps in not_theirs().iter().chain([ends]) {
            assert_eq!(patch(number, steps).await.told(), (403, "FORBIDDEN"), "{number} {steps}");
        }
        assert_eq!((&served.role(&id).await, &ended["status"]), (&ended, &json!("inactive")));
        assert_eq!(served.patch(&id, &again).await.status, 200, "who grants it may");
    }
}

#[tokio::test]
async fn a_token_that_is_over_or_changed_opens_nothing() {
    let served = served().await;
    let path = format!("{BASE}/Consent?patient:identifier={PATIENT}");
    let good = served.token(&Holder::App);
    let over = served.token_until(&Holder::App, Duration::seconds(-1));
    let changed = format!("{}x", &good[..good.len() - 1]);
    let [good, over, changed] = [&good, &over, &changed].map(String::as_str);
    for (token, status) in [(good, 200), (over, 401), (changed, 401), ("", 401), ("x.y.z", 401)] {
        let call = served.bare(Method::GET, &path).header("X-Request-ID", NOBODY);
        assert_eq!(answer(call.bearer_auth(token)).await.status, status, "{token}");
    }
}

#[tokio::test]
async fn the_headers_of_a_call_are_looked_at() {
    let served = served().await;
    let path = format!("{BASE}/Consent?patient:identifier={PATIENT}");
    let call = || served.bare(Method::GET, &path).bearer_auth(served.token(&Holder::App));
    assert_eq!(answer(call()).await.told(), (400, "MISSING_VALUE"));
    for wrong in ["x", "01dc681334214d14948da4888241add1", "{01dc6813-3421-4d14-948d-a4888241add1}"] {
        assert_eq!(
            answer(call().header("X-Request-ID", wrong)).await.told(),
            (400, "INVALID_VALUE"),
            "{wrong}"
        );
        let both = call().header("X-Request-ID", NOBODY).header("X-Correlation-ID", wrong);
        assert_eq!(answer(both).await.told(), (400, "INVALID_VALUE"), "{wrong}");
    }
    for wrong in [";", "token", "token;", ";A81001", "a;b;c"] {
        let call = call().header("X-Request-ID", NOBODY).header("X-IM1-Connection-Params", wrong);
        assert_eq!(answer(call).await.told(), (400, "INVALID_VALUE"), "{wrong}");
    }
}

/// The head of the answer to a request that is written out by hand.
async fn spoken(url: &str, request: &str) -> String {
    let address = url.trim_start_matches("http://").replace("localhost", "127.0.0.1");
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    stream.write_all(request.as_bytes()).await.expect("it is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("it is read");
    answer
}

#[tokio::test]
async fn the_callers_ids_come_back_as_they_wrote_them_also_on_faults() {
    let served = served().await;
    let token = served.token(&Holder::App);
    let found = format!("{BASE}/Consent?patient:identifier={PATIENT}");
    let paths = [(found.clone(), 200), (format!("{BASE}/Consent"), 400), (format!("{BASE}/x"), 404)];
    for (path, status) in paths {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: us\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\
             x-REQUEST-Id: {NOBODY}\r\nX-Correlation-ID: {}\r\n\r\n",
            NOBODY.to_uppercase()
        );
        let answer = spoken(&served.url, &request).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
        assert!(answer.contains(&format!("\r\nx-REQUEST-Id: {NOBODY}\r\n")), "{answer}");
        let correlation = format!("\r\nX-Correlation-ID: {}\r\n", NOBODY.to_uppercase());
        assert!(answer.contains(&correlation), "{answer}");
    }
    let refused =
        format!("GET {found} HTTP/1.1\r\nHost: us\r\nConnection: close\r\nX-Request-ID: {NOBODY}\r\n\r\n");
    let answer = spoken(&served.url, &refused).await;
    assert!(answer.starts_with("HTTP/1.1 401 ") && !answer.contains(NOBODY), "{answer}");
}

#[tokio::test]
async fn operators_have_a_secret_of_their_own_and_a_program_is_none() {
    let served = served().await;
    let path = "/operations/counts";
    assert_eq!(served.operate(Method::GET, "counts", &json!({})).await.status, 200);
    assert_eq!(answer(served.bare(Method::GET, path)).await.status, 401);
    assert_eq!(answer(served.call(Method::GET, path, &Holder::App)).await.status, 401);
}
