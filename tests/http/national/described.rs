//! What the store's description shows can be sent as it stands there.

use proxy_access::tokens::Holder;
use reqwest::Method;
use serde_json::{Value, json};

use super::served::{BASE, FHIR, PATIENT, Served, answer, citizen, served};

/// The body that is shown for a way in.
fn body(described: &Value, method: &str, path: &str) -> Value {
    let content = described["paths"][path][method]["requestBody"]["content"].as_object().expect("a body");
    let example = content.values().next().expect("a type")["example"].clone();
    assert!(!example.is_null(), "{method} {path} shows no body");
    example
}

/// What a search finds that is made with all the parameters that are shown for it.
async fn found(served: &Served, described: &Value, (path, holder): (&str, &Holder)) -> Value {
    let all = described["paths"][path]["get"]["parameters"].as_array().expect("parameters").iter();
    let pairs = all
        .filter(|one| one["in"] == "query")
        .map(|one| (one["name"].as_str().expect("a name"), one["example"].as_str().expect("a value")));
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let answer = answer(served.call(Method::GET, &format!("{path}?{query}"), holder)).await;
    assert_eq!(answer.status, 200, "{path}?{query}: {}", answer.text);
    answer.body
}

#[tokio::test]
async fn each_example_of_the_description_is_taken() {
    let served = served().await;
    let described = answer(served.bare(Method::GET, "/openapi.json")).await.body;
    let [roles, related, forms] =
        ["Consent", "RelatedPerson", "QuestionnaireResponse"].map(|name| format!("{BASE}/{name}"));
    let told = body(&described, "post", "/operations/people");
    let told = served.operate(Method::POST, "people", &told).await;
    assert_eq!(told.body, json!({ "people": 1, "relationships": 1 }), "{}", told.text);
    let form = body(&described, "post", &forms).to_string();
    let call = served.call(Method::POST, &forms, &citizen(PATIENT)).header("Content-Type", FHIR).body(form);
    let kept = answer(call).await;
    assert_eq!(kept.status, 200, "{}", kept.text);
    let id = served.created(&body(&described, "post", &roles)).await;
    assert_eq!(found(&served, &described, (&roles, &Holder::App)).await["total"], 1);
    assert_eq!(found(&served, &described, (&related, &Holder::Staff)).await["total"], 1);
    let events = found(&served, &described, ("/events", &Holder::App)).await;
    assert_eq!(events["events"].as_array().map(Vec::len), Some(1), "{events}");
    let end = body(&described, "patch", &format!("{roles}/{{id}}"));
    assert_eq!(served.patch(&id, &end).await.told(), (200, ""));
    let moved = body(&described, "post", "/operations/person-events");
    let moved = served.operate(Method::POST, "person-events", &moved).await;
    assert_eq!(moved.body, json!({ "changed": 0 }), "what has ended stays: {}", moved.text);
}
