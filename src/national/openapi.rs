//! The description of the store (OpenAPI 3.1), made from its routes; what each does stands here once, and a test compares the two
//! both ways.

use serde_json::{Map, Value, json};

use super::who::{Entry, Who};
use super::{examples, faults, way};

/// What one way in does.
struct Told {
    method: &'static str,
    path: &'static str,
    /// As the published description names it, where it is published.
    id: &'static str,
    summary: &'static str,
    good: u16,
    faults: &'static [u16],
    parameters: &'static [&'static str],
}

const fn told(
    (method, path): (&'static str, &'static str),
    (id, summary): (&'static str, &'static str),
    good: u16,
    faults: &'static [u16],
    parameters: &'static [&'static str],
) -> Told {
    Told { method, path, id, summary, good, faults, parameters }
}

const READ: &[u16] = &[400, 401, 403, 404, 408, 422, 429, 500, 503];
const RELATED: &[u16] = &[400, 401, 403, 408, 429, 500, 503];
const WRITE: &[u16] = &[400, 401, 403, 404, 408, 409, 415, 422, 429, 500, 503];
const OWN: &[u16] = &[400, 401, 404, 408, 500, 503];
const EVENT: &[u16] = &[400, 401, 404, 408, 409, 500, 503];

const ALL: &[Told] = &[
    told(("post", way::CONSENT), ("create-proxy-role", "Create a role"), 201, WRITE, &[]),
    told(
        ("get", way::CONSENT),
        ("get-consent", "Search roles by patient, proxy or both"),
        200,
        READ,
        &["performer:identifier", "patient:identifier", "status", "_include"],
    ),
    told(
        ("get", way::ONE_CONSENT),
        ("get-consent-by-id", "Read one role, as a Bundle"),
        200,
        READ,
        &["_include"],
    ),
    told(("patch", way::ONE_CONSENT), ("change-proxy-role", "Change a role"), 200, WRITE, &[]),
    told(
        ("get", way::RELATED_PERSON),
        ("get-validated-relationships", "Search who is what to whom"),
        200,
        RELATED,
        &["identifier", "patient:identifier", "_include"],
    ),
    told(
        ("post", way::QUESTIONNAIRE_RESPONSE),
        ("new-access-request", "Keep a request for access"),
        200,
        WRITE,
        &[],
    ),
    told(
        ("get", way::ONE_RESPONSE),
        ("get-questionnaire-response", "Read a request for access"),
        200,
        READ,
        &[],
    ),
    told(("get", way::EVENTS), ("events", "Follow what happens to roles (ours)"), 200, RELATED, &["after"]),
    told(
        ("post", way::TOKEN),
        ("token", "Get a token (client credentials with a signed assertion)"),
        200,
        &[400, 401, 404, 408, 500, 503],
        &[],
    ),
    told(("get", "/_ping"), ("ping", "The process answers"), 200, &[], &[]),
    told(("get", "/_status"), ("status", "Whether calls should be sent here"), 200, &[503], &[]),
    told(
        ("get", "/operations/counts"),
        ("counts", "Roles by ODS code and round, calls by round (ours)"),
        200,
        OWN,
        &["round"],
    ),
    told(
        ("get", "/operations/notices"),
        ("notices", "What people are to be told about ends (ours)"),
        200,
        OWN,
        &["after"],
    ),
    told(("post", "/operations/people"), ("people", "Tell of people (ours)"), 200, OWN, &[]),
    told(
        ("post", "/operations/people/known"),
        ("people-known", "Take back that somebody has died or may not be shown (ours)"),
        200,
        OWN,
        &[],
    ),
    told(
        ("post", "/operations/person-events"),
        ("person-events", "Tell what happened to somebody (ours)"),
        200,
        EVENT,
        &[],
    ),
];

/// The description of these ways in: those of the API, and those that are ours alone.
pub fn describe(api: &[Entry], own: &[Entry]) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for entry in api.iter().chain(own) {
        let method = entry.method.as_str().to_ascii_lowercase();
        let operation = ALL.iter().find(|one| (one.method, one.path) == (method.as_str(), entry.path));
        let item = paths.entry(entry.path).or_insert_with(|| json!({}));
        // What is not told stays an empty operation, which the test of this description refuses.
        item[method] = operation.map_or_else(|| json!({}), |one| described(one, entry.who));
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Store of roles", "version": "1", "license": { "name": "MIT" } },
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
                "operators": { "type": "http", "scheme": "bearer" },
            },
            "schemas": { "OperationOutcome": outcome() },
        },
    })
}

fn described(one: &Told, who: Who) -> Value {
    let is_fhir = matches!(who, Who::Callers { .. }) && one.path != way::EVENTS;
    let media = if is_fhir { "application/fhir+json" } else { "application/json" };
    let mut responses = Map::new();
    responses.insert(
        one.good.to_string(),
        json!({ "description": "It was done.", "content": { media: { "schema": { "type": "object" } } } }),
    );
    for status in one.faults {
        let codes: Vec<&str> =
            faults::ALL.iter().filter(|fault| fault.status == *status).map(|fault| fault.code).collect();
        let schema = json!({ "$ref": "#/components/schemas/OperationOutcome" });
        let content = match who {
            Who::Anybody | Who::ItsProof => json!({ "application/json": { "schema": { "type": "object" } } }),
            Who::Callers { .. } | Who::Operators => json!({ "application/fhir+json": { "schema": schema } }),
        };
        let description = format!("One of {}.", codes.join(", "));
        responses.insert(status.to_string(), json!({ "description": description, "content": content }));
    }
    let mut operation = json!({
        "operationId": one.id, "summary": one.summary, "responses": responses, "parameters": parameters(one, is_fhir),
        "security": match who {
            Who::Anybody | Who::ItsProof => json!([]),
            Who::Callers { .. } => json!([{ "token": [] }]),
            Who::Operators => json!([{ "operators": [] }]),
        },
    });
    let body = match one.method {
        "post" if who == Who::ItsProof => Some("application/x-www-form-urlencoded"),
        "post" => Some(media),
        "patch" => Some("application/json-patch+json"),
        _ => None,
    };
    if let Some(media) = body {
        let mut content = json!({ "schema": {} });
        if let Some(example) = examples::body(one.method, one.path) {
            content["example"] = example;
        }
        operation["requestBody"] = json!({ "required": true, "content": { media: content } });
    }
    operation
}

fn parameters(one: &Told, is_fhir: bool) -> Vec<Value> {
    let text = json!({ "type": "string" });
    let mut all = Vec::new();
    if one.path.contains("{id}") {
        all.push(json!({ "name": "id", "in": "path", "required": true, "schema": text }));
    }
    for name in one.parameters {
        let mut told = json!({ "name": name, "in": "query", "schema": text });
        if let Some(example) = examples::parameter(one.path, name) {
            told["example"] = json!(example);
        }
        all.push(told);
    }
    if is_fhir || one.path == way::EVENTS {
        let id = json!({ "type": "string", "format": "uuid" });
        all.push(json!({ "name": "X-Request-ID", "in": "header", "required": true, "schema": id }));
        all.push(json!({ "name": "X-Correlation-ID", "in": "header", "schema": id }));
    }
    all
}

fn outcome() -> Value {
    json!({
        "type": "object",
        "required": ["resourceType", "issue"],
        "properties": {
            "resourceType": { "const": "OperationOutcome" },
            "issue": { "type": "array", "minItems": 1, "maxItems": 1, "items": { "type": "object" } },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::super::ways::{api, own};
    use super::super::who::Routes;
    use super::*;

    #[test]
    fn each_way_in_is_told_and_nothing_else_is() {
        let description = describe(api(Routes::listed()).entries(), own(Routes::listed()).entries());
        let paths = description["paths"].as_object().unwrap();
        let listed: Vec<(&String, &String, &Value)> = paths
            .iter()
            .flat_map(|(path, item)| {
                item.as_object().unwrap().iter().map(move |(method, told)| (path, method, told))
            })
            .collect();
        for (path, method, told) in &listed {
            assert!(told["operationId"].is_string(), "{method} {path} is not told");
        }
        for one in ALL {
            let is_way = listed
                .iter()
                .any(|(path, method, _)| (*path, *method) == (&one.path.to_owned(), &one.method.to_owned()));
            assert!(is_way, "{} {} is no way in", one.method, one.path);
        }
        assert_eq!(listed.len(), ALL.len());
    }
}
