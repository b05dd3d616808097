//! The reference of the API, written out from its description (OpenAPI), which is in English only.

use std::sync::LazyLock;

use askama::Template;
use axum::extract::Path;
use axum::response::Redirect;
use serde_json::Value;

use crate::locale::Words;
use crate::web::failure::Failure;
use crate::web::page::{Shell, page};
use crate::web::visit::Visit;

/// The description, a file that is made from the code of the API.
const DESCRIPTION: &str = include_str!("../../api/openapi.json");
static REFERENCE: LazyLock<Reference> =
    LazyLock::new(|| Reference::of(&serde_json::from_str(DESCRIPTION).unwrap_or_default()));

/// What the page shows.
struct Reference {
    groups: Vec<Group>,
    problems: Vec<Problem>,
}

/// Operations of one kind of caller.
struct Group {
    name: String,
    about: String,
    operations: Vec<Operation>,
}

/// One operation.
struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    scopes: String,
    takes: Vec<Field>,
    /// What is sent, as JSON; none where nothing is.
    example: Option<String>,
    gives: Vec<Field>,
}

/// A parameter, or a field of a body.
struct Field {
    name: String,
    place: String,
    is_needed: bool,
    about: String,
}

/// One problem.
struct Problem {
    code: String,
    status: String,
    title: String,
    then: String,
}

/// The page.
#[derive(Template)]
#[template(path = "public/reference.html")]
pub(super) struct Page {
    t: &'static Words,
    shell: Shell,
    reference: &'static Reference,
}
page!(Page);

/// Shows it.
pub(super) async fn show(visit: Visit) -> Page {
    Page { t: visit.t, shell: visit.shell, reference: &REFERENCE }
}

/// The type of a problem leads to what is said of it.
///
/// # Errors
/// When there is no such problem.
pub(super) async fn problem(Path(code): Path<String>) -> Result<Redirect, Failure> {
    let is_known = REFERENCE.problems.iter().any(|problem| problem.code == code);
    is_known.then(|| Redirect::to(&format!("/developers/reference#problem-{code}"))).ok_or(Failure::NotFound)
}

impl Reference {
    fn of(document: &Value) -> Reference {
        let operations = all_operations(document);
        let group = |tag: &Value| {
            let name = text(&tag["name"]);
            let of_this = operations.iter().filter(|(group, _)| *group == name);
            let operations = of_this.map(|(_, found)| operation(document, found)).collect();
            Group { about: text(&tag["description"]), name, operations }
        };
        Reference {
            groups: list(&document["tags"]).map(group).collect(),
            problems: list(&document["x-problems"]).map(problem_of).collect(),
        }
    }
}

/// Path, method and content of an operation, behind the name of its group.
type Found<'a> = (String, (&'a str, &'a str, &'a Value));

fn all_operations(document: &Value) -> Vec<Found<'_>> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let methods = paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
    });
    methods.map(|found| (text(&found.2["tags"][0]), found)).collect()
}

fn operation(document: &Value, (path, method, operation): &(&str, &str, &Value)) -> Operation {
    let scopes: Vec<String> = list(&operation["security"])
        .map(|one| text(&one["oauth2"][0]))
        .filter(|one| !one.is_empty())
        .collect();
    let parameters = list(&operation["parameters"]).map(|one| Field {
        name: text(&one["name"]),
        place: text(&one["in"]),
        is_needed: one["required"] == true,
        about: text(&one["description"]),
    });
    let sent = &operation["requestBody"]["content"]["application/json"];
    let answer = ["200", "201"].map(|status| &operation["responses"][status]);
    let answer = answer.into_iter().find(|answer| answer.is_object()).unwrap_or(&Value::Null);
    Operation {
        id: text(&operation["operationId"]),
        method: method.to_uppercase(),
        path: (*path).to_owned(),
        summary: text(&operation["summary"]),
        scopes: scopes.join(" or "),
        takes: parameters.chain(fields(document, &sent["schema"])).collect(),
        example: sent["example"].is_object().then(|| format!("{:#}", sent["example"])),
        gives: fields(document, &answer["content"]["application/json"]["schema"]),
    }
}

/// The fields of a schema, one level deep.
fn fields(document: &Value, schema: &Value) -> Vec<Field> {
    let schema = resolved(document, schema);
    let needed: Vec<&str> = list(&schema["required"]).filter_map(Value::as_str).collect();
    let properties = schema["properties"].as_object().into_iter().flatten();
    let field = |(name, property): (&String, &Value)| {
        let own = text(&property["description"]);
        let about = if own.is_empty() { text(&resolved(document, property)["description"]) } else { own };
        Field { name: name.clone(), place: kind(property), is_needed: needed.contains(&name.as_str()), about }
    };
    properties.map(field).collect()
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str().and_then(|place| place.strip_prefix('#')) {
        Some(pointer) => document.pointer(pointer).unwrap_or(&Value::Null),
        None => schema,
    }
}

/// The type of a field in a word.
fn kind(property: &Value) -> String {
    let kinds = match &property["type"] {
        Value::Array(several) => several.iter().map(text).collect::<Vec<_>>().join(" or "),
        one => text(one),
    };
    match (kinds.is_empty(), property["format"].as_str()) {
        (true, _) => "object".to_owned(),
        (false, Some(format)) => format!("{kinds}, {format}"),
        (false, None) => kinds,
    }
}

fn problem_of(one: &Value) -> Problem {
    let (code, title, then) = (text(&one["code"]), text(&one["title"]), text(&one["then"]));
    Problem { code, status: one["status"].to_string(), title, then }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
