//! Whatever a program sends in place of a value of the description's examples: the answer names the place, and says in plain
//! words what is expected there.

use serde_json::{Value, json};

use crate::speaker::{Speaker, expect, for_david};
use crate::support::world::world;

/// Every place in a body, with what is expected there when a number stands in it.
fn places(body: &Value, at: &str, found: &mut Vec<(String, &'static str)>) {
    let kind = match body {
        Value::Object(fields) => {
            for (name, inner) in fields {
                places(inner, &format!("{at}/{name}"), found);
            }
            "an object"
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                places(inner, &format!("{at}/{index}"), found);
            }
            "a list"
        }
        Value::Bool(_) => "true or false",
        Value::String(_) => "a text",
        Value::Number(_) | Value::Null => panic!("no example has one at {at}"),
    };
    found.push((at.to_owned(), kind));
}

fn with_a_number(body: &Value, at: &str) -> Value {
    let mut body = body.clone();
    *body.pointer_mut(at).expect("a place") = json!(9_990_000_018_u64);
    body
}

#[tokio::test]
async fn a_number_in_any_place_is_answered_by_the_place_and_what_is_expected_there() {
    let world = world().await;
    let margaret = Speaker::citizen(&world, "margaret").await;
    let made = margaret.sends("/api/v1/delegations", &for_david()).await;
    let id = made.body["id"].as_str().expect("an id").to_owned();
    world.deliver_everything().await;
    let david = Speaker::citizen(&world, "david").await;
    expect(&david.tells(&id, "acceptance", &json!({ "declaration": true })).await, 200, "with_practice");
    let rachel = Speaker::staff(&world, "reception-a").await;
    let document = margaret.reads("/api/v1/openapi.json").await.body;
    let mut tried = 0;
    for (path, methods) in document["paths"].as_object().expect("paths") {
        let example = &methods["post"]["requestBody"]["content"]["application/json"]["example"];
        if example.is_null() {
            continue;
        }
        let speaker = match methods["post"]["tags"][0].as_str() {
            Some("Patient" | "Everybody") => &margaret,
            Some("Trusted person") => &david,
            _ => &rachel,
        };
        let mut found = Vec::new();
        places(example, "", &mut found);
        for (place, wanted) in found {
            // It may be said in one word for both, or for each.
            let (at, wanted) = match place.strip_prefix("/tell") {
                Some(_) => ("/tell", "a text or an object"),
                None => (place.as_str(), wanted),
            };
            let answer = speaker.sends(&path.replace("{id}", &id), &with_a_number(example, &place)).await;
            let told = json!([{ "pointer": at, "expected": wanted }]);
            assert_eq!((answer.status.as_u16(), &answer.body["errors"]), (422, &told), "{path}: {answer:?}");
            assert!(!answer.body.to_string().contains("9990000018"), "{path}: what was there is left out");
            tried += 1;
        }
    }
    assert!(tried > 50, "only {tried} places were tried");
}
