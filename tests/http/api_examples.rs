//! The examples of the description are run: a life is lived by the requests that it shows, and each answer is what it shows
//! but for ids, times and places.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, Duration, OffsetDateTime};
use url::Url;
use uuid::Uuid;

use crate::acting;
use crate::app::{CITIZENS, STAFFS};
use crate::app_token::{citizen_token, staff_token};
use crate::program::Program;
use crate::support::world::{World, world};

/// Somebody who runs examples, one after the other.
struct Walk<'a> {
    world: &'a World,
    http: Program,
    document: Value,
    /// The delegation that the path's `{id}` stands for.
    delegation: String,
    /// Whom the query's `patient` and `actor` stand for.
    people: [String; 2],
    /// The operations that were run, by their ids.
    run: BTreeSet<String>,
    faults: Vec<String>,
}

impl<'a> Walk<'a> {
    /// Reads the description where every program finds it.
    async fn new(world: &'a World) -> Walk<'a> {
        let http = Program::registered(world, STAFFS, &["A81001"]).await;
        let document = http.reads("", "/api/v1/openapi.json").await.body;
        let (delegation, people) = (String::new(), [String::new(), String::new()]);
        Walk { world, http, document, delegation, people, run: BTreeSet::new(), faults: Vec::new() }
    }

    /// Makes the request of the example; it is checked with PDS, and the invitation goes out.
    async fn asks(&mut self, token: &str) {
        let made = self.runs(token, "begin").await;
        self.delegation = text(&made["id"]);
        self.world.deliver_everything().await;
    }

    /// Runs the operation's example, and holds the answer against it. Gives the answer.
    async fn runs(&mut self, token: &str, id: &str) -> Value {
        let (path, method, operation) = find(&self.document, id);
        let (path, sent) = (self.address(&path, &operation), &operation["requestBody"]["content"][JSON]);
        let answer = if method == "post" {
            self.fits(&format!("{id}, as sent"), &sent["schema"], &sent["example"]);
            let key = self.world.clock.new_id().to_string();
            self.http.sends(token, &path, &sent["example"], &[("idempotency-key", &key)]).await
        } else {
            self.http.reads(token, &path).await
        };
        let described = &operation["responses"][answer.status.as_str()]["content"][JSON];
        if !answer.status.is_success() || described.is_null() {
            self.faults.push(format!("{id} at {path}: {answer:?}"));
        }
        self.fits(&format!("{id}, the example's answer"), &described["schema"], &described["example"]);
        self.fits(&format!("{id}, the answer"), &described["schema"], &answer.body);
        let (shown, told) = (masked("", &described["example"]), masked("", &answer.body));
        if shown != told {
            self.faults.push(format!("{id} shows\n{shown:#}\nand answers\n{told:#}"));
        }
        self.run.insert(id.to_owned());
        answer.body
    }

    /// The path with its query: the examples of all parameters, but for ids that the service makes.
    fn address(&self, path: &str, operation: &Value) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        for parameter in parameters.filter(|one| one["in"] == "query" && !one["example"].is_null()) {
            let [patient, actor] = &self.people;
            match (text(&parameter["name"]).as_str(), &parameter["example"]) {
                ("patient", _) => query.append_pair("patient", patient),
                ("actor", _) => query.append_pair("actor", actor),
                (name, Value::String(example)) => query.append_pair(name, example),
                (name, example) => query.append_pair(name, &example.to_string()),
            };
        }
        let path = path.replace("{id}", &self.delegation).replace("{patient}", &self.people[0]);
        format!("{path}?{}", query.finish())
    }

    /// The value must be what the schema says, formats and all.
    fn fits(&mut self, what: &str, schema: &Value, value: &Value) {
        let mut root = schema.clone();
        root["components"] = self.document["components"].clone();
        let schema = jsonschema::options().should_validate_formats(true).build(&root).expect("a schema");
        let faults =
            schema.iter_errors(value).map(|fault| format!("{what}: {fault} at {}", fault.instance_path()));
        self.faults.extend(faults);
    }
}

const JSON: &str = "application/json";

/// Path, method and content of an operation.
fn find(document: &Value, id: &str) -> (String, String, Value) {
    let found = operations(document).into_iter().find(|(_, _, operation)| operation["operationId"] == id);
    found.unwrap_or_else(|| panic!("no operation {id}"))
}

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            all.push((path.clone(), method.clone(), operation.clone()));
        }
    }
    all
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The value with a word in place of whatever is another each time.
fn masked(name: &str, value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), masked(name, value))).collect()
        }
        Value::Array(items) => items.iter().map(|item| masked(name, item)).collect(),
        Value::String(text) => masked_text(name, text).into(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

fn masked_text(name: &str, text: &str) -> String {
    let is_day = || Date::parse(text, format_description!("[year]-[month]-[day]")).is_ok();
    let (start, end) = text.split_once('.').unwrap_or((text, ""));
    match name {
        "birth_date" => text.to_owned(),
        "sequence" | "next" => text.parse::<u64>().map_or(text.to_owned(), |_| "a place".to_owned()),
        "source" => Url::parse(text).map_or(text.to_owned(), |url| format!("a host{}", url.path())),
        _ if OffsetDateTime::parse(text, &Rfc3339).is_ok() => "an instant".to_owned(),
        _ if is_day() => "a day".to_owned(),
        // The feed's ids of events end in the version.
        _ if Uuid::parse_str(start).is_ok() => format!("an id {end}"),
        _ => text.to_owned(),
    }
}

#[tokio::test]
async fn every_example_is_taken_as_it_stands_and_answered_as_it_shows() {
    let world = world().await;
    let mut walk = Walk::new(&world).await;
    let margaret = citizen_token(&world, "margaret", CITIZENS).await;
    let david = citizen_token(&world, "david", CITIZENS).await;
    walk.asks(&margaret).await;
    walk.runs(&david, "decline").await;

    walk.asks(&margaret).await;
    world.pass(Duration::days(1)).await;
    let margaret = citizen_token(&world, "margaret", CITIZENS).await;
    walk.runs(&margaret, "resend").await;
    walk.runs(&margaret, "withdraw").await;

    walk.asks(&margaret).await;
    let david = citizen_token(&world, "david", CITIZENS).await;
    walk.runs(&david, "accept").await;
    world.deliver_everything().await;
    let rachel = staff_token(&world, "reception-a", STAFFS).await;
    for read in ["list", "events", "messages", "feed"] {
        walk.runs(&rachel, read).await;
    }
    let case = walk.runs(&rachel, "read").await;
    walk.people = [text(&case["delegator"]["id"]), text(&case["delegate"]["id"])];

    walk.runs(&rachel, "refuse").await;
    walk.runs(&rachel, "confirm").await;
    let system = walk.http.token(&world).await;
    for read in ["decide", "roles", "look_up"] {
        walk.runs(&system, read).await;
    }
    acting::david_gets_a_letter(&world).await;
    for read in ["permissions", "accounts"] {
        walk.runs(&system, read).await;
    }
    let david = citizen_token(&world, "david", CITIZENS).await;
    let session = acting::begins(&world, &walk.http, (&david, &[])).await;
    walk.runs(&acting::link_in(&session), "permission").await;
    walk.runs(&margaret, "ask_change").await;
    for command in ["keep", "change", "suspend", "resume", "revoke", "remove", "reactivate"] {
        walk.runs(&rachel, command).await;
    }
    assert!(walk.faults.is_empty(), "{}", walk.faults.join("\n"));
    let all: BTreeSet<String> =
        operations(&walk.document).iter().map(|(_, _, operation)| text(&operation["operationId"])).collect();
    assert_eq!(walk.run, all, "each operation has an example that was run");
}

#[test]
fn what_differs_is_seen_and_what_must_differ_is_not() {
    let shown =
        json!({ "id": Uuid::nil().to_string(), "at": "2026-11-25T09:30:00Z", "birth_date": "1949-11-02" });
    let told =
        json!({ "id": Uuid::max().to_string(), "at": "2027-01-01T10:00:00.5Z", "birth_date": "1949-11-02" });
    assert_eq!(masked("", &shown), masked("", &told));
    for other in [
        json!({ "at": null }),
        json!({ "birth_date": "1951-03-12" }),
        json!({ "id": "9990000018" }),
        json!({ "more": 1 }),
    ] {
        let mut changed = told.clone();
        changed.as_object_mut().expect("fields").extend(other.as_object().expect("fields").clone());
        assert_ne!(masked("", &shown), masked("", &changed), "{other}");
    }
}
