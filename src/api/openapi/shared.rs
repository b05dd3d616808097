//! What operations share, by the route's own entry: the token it needs, headers of commands, and the problems it can meet.

use axum::http::Method;
use serde_json::{Value, json};

use crate::api::kind::Kind;
use crate::api::needs::Entry;
use domain::scope::Scope;

/// Completes the operation of one route.
pub fn complete(document: &mut Value, entry: &Entry) {
    let method = entry.method.as_str().to_lowercase();
    let Some(operation) = document["paths"][entry.path].get_mut(&method) else { return };
    let Some(need) = entry.who.token() else { return };
    let codes: Vec<&str> = need.scopes().iter().copied().map(Scope::code).collect();
    operation["security"] = codes.iter().map(|code| json!({ "oauth2": [code] })).collect();
    let parameters = parameters(entry);
    match operation["parameters"].as_array_mut() {
        Some(known) => known.extend(parameters),
        None => operation["parameters"] = parameters.into(),
    }
    for status in problems(entry) {
        operation["responses"][*status] =
            json!({ "$ref": format!("#/components/responses/Problem{status}") });
    }
    if entry.path.ends_with("/delegations/{id}") || entry.who.is_command() {
        for status in ["200", "201"] {
            if let Some(response) = operation["responses"].get_mut(status) {
                response["headers"]["ETag"] = json!({ "description": "The version of the delegation.", "schema": { "type": "string" } });
            }
        }
    }
}

fn parameters(entry: &Entry) -> Vec<Value> {
    let mut parameters = Vec::new();
    if entry.path.contains("{id}") {
        parameters.push(json!({ "name": "id", "in": "path", "required": true,
            "description": "The delegation’s id.", "schema": { "type": "string", "format": "uuid" } }));
    }
    if entry.who.is_command() {
        parameters.push(json!({ "name": "Idempotency-Key", "in": "header", "required": true,
            "description": "A new text for each new call. The same call again with the same key is done once, and gets the \
                            same answer for 24 hours.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 200 } }));
        if entry.path.contains("{id}") {
            parameters.push(json!({ "name": "If-Match", "in": "header", "required": false,
                "description": "The `ETag` of the delegation that the command was made for, or several: at any other \
                                version it is not done. A weak tag (`W/…`) never matches (RFC 9110 §13.1.1).",
                "schema": { "type": "string" } }));
        }
    }
    parameters
}

/// The statuses of problems that the operation can meet.
fn problems(entry: &Entry) -> &'static [&'static str] {
    match (entry.who.is_command(), &entry.method) {
        (true, _) => &["400", "401", "403", "404", "409", "412", "413", "415", "422", "429", "503"],
        (false, method) if *method == Method::POST => {
            &["400", "401", "403", "404", "413", "415", "422", "429", "503"]
        }
        (false, _) => &["400", "401", "403", "404", "429", "503"],
    }
}

/// The answers with problems, by status, each with the problems that come with it.
pub fn answers(document: &mut Value) {
    for status in ["400", "401", "403", "404", "409", "412", "413", "415", "422", "429", "503"] {
        let kinds = Kind::ALL.iter().filter(|kind| comes_with(**kind, status));
        let codes: Vec<String> = kinds.map(|kind| format!("`{}`", kind.code())).collect();
        let description = if codes.is_empty() { "Refused".to_owned() } else { codes.join(", ") };
        document["components"]["responses"][format!("Problem{status}")] = json!({
            "description": description,
            "content": {
                "application/problem+json": { "schema": { "$ref": "#/components/schemas/ProblemDetails" } },
            },
        });
    }
}

/// What is said to be JSON and cannot be read is refused with another status than what is not said to be.
fn comes_with(kind: Kind, status: &str) -> bool {
    kind.status().as_str() == status || (kind == Kind::NotJson && status == "400")
}

/// How tokens are got.
pub fn security(document: &mut Value) {
    let scopes: serde_json::Map<String, Value> =
        Scope::ALL.into_iter().map(|scope| (scope.code().to_owned(), scope.means().into())).collect();
    document["components"]["securitySchemes"]["oauth2"] = json!({
        "type": "oauth2",
        "description": "Addresses are in `/.well-known/oauth-authorization-server` (RFC 8414). A program with a key proves \
                        who it is with a signed assertion (`private_key_jwt`, RFC 7523), used once, good for an hour at \
                        most. Its `aud` is our issuer, or the address of the endpoint called or of the token endpoint.",
        "flows": {
            "authorizationCode": {
                "authorizationUrl": "/oauth2/authorize", "tokenUrl": "/oauth2/token", "refreshUrl": "/oauth2/token",
                "scopes": scopes,
            },
            "clientCredentials": { "tokenUrl": "/oauth2/token", "scopes": scopes },
        },
    });
}

/// All problems, for the reference: code, status, title, and what to do.
pub fn kinds(document: &mut Value) {
    let kind = |kind: &Kind| json!({ "code": kind.code(), "status": kind.status().as_u16(), "title": kind.title(), "then": kind.then() });
    document["x-problems"] = Kind::ALL.iter().map(kind).collect();
}
