//! The reference of the API, written out from its description (OpenAPI), which is in English only.

use std::collections::{BTreeMap, VecDeque};
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
    shapes: Vec<Shape>,
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
    /// The path, cut behind each slash: there it may break.
    path: Vec<String>,
    title: String,
    more: String,
    scopes: String,
    takes: Vec<Field>,
    /// What is sent, as JSON; none where nothing is.
    example: Option<String>,
    /// Name of the shape that comes back; may be empty.
    gives: String,
}

/// What is sent or comes back in several places, and so is described once.
struct Shape {
    name: String,
    about: String,
    fields: Vec<Field>,
}

/// A parameter, or a field of a body.
struct Field {
    name: String,
    place: String,
    /// Name of its shape, where it has fields of its own.
    shape: String,
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
            Group { about: prose(&tag["description"]), name, operations }
        };
        let groups: Vec<Group> = list(&document["tags"]).map(group).collect();
        Reference {
            shapes: shapes(document, &groups),
            groups,
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
        shape: String::new(),
        is_needed: one["required"] == true,
        about: prose(&one["description"]),
    });
    let sent = &operation["requestBody"]["content"]["application/json"];
    let answer = ["200", "201"].map(|status| &operation["responses"][status]);
    let answer = answer.into_iter().find(|answer| answer.is_object()).unwrap_or(&Value::Null);
    let summary = prose(&operation["summary"]);
    let (title, more) = first_sentence(&summary);
    Operation {
        id: text(&operation["operationId"]),
        method: method.to_uppercase(),
        path: path.split_inclusive('/').map(str::to_owned).collect(),
        title: title.trim_end_matches('.').to_owned(),
        more: more.to_owned(),
        scopes: scopes.join(" or "),
        takes: parameters.chain(fields(document, &sent["schema"])).collect(),
        example: sent["example"].is_object().then(|| format!("{:#}", sent["example"])),
        gives: shape(&answer["content"]["application/json"]["schema"]).to_owned(),
    }
}

/// The first sentence, for a heading, and the others.
fn first_sentence(text: &str) -> (&str, &str) {
    let end = [". ", "? "].iter().filter_map(|mark| text.find(mark)).min();
    end.map_or((text, ""), |end| (&text[..=end], text[end + 1..].trim_start()))
}

/// All shapes that operations name, and those that these name, by name.
fn shapes(document: &Value, groups: &[Group]) -> Vec<Shape> {
    let operations = groups.iter().flat_map(|group| &group.operations);
    let named = operations.flat_map(|one| one.takes.iter().map(|field| &field.shape).chain([&one.gives]));
    let mut named: VecDeque<String> = named.cloned().collect();
    let mut shapes = BTreeMap::new();
    while let Some(name) = named.pop_front() {
        if name.is_empty() || shapes.contains_key(&name) {
            continue;
        }
        let schema = &document["components"]["schemas"][&name];
        let fields = fields(document, schema);
        named.extend(fields.iter().map(|field| field.shape.clone()));
        shapes.insert(name.clone(), Shape { name, about: prose(&schema["description"]), fields });
    }
    shapes.into_values().collect()
}

/// Name of the shape that a schema refers to: itself, one of it and nothing else, or many of it. Empty where it has none.
fn shape(schema: &Value) -> &str {
    let own = list(&schema["oneOf"]).chain([schema, &schema["items"]]);
    let names = own.filter_map(|one| one["$ref"].as_str()).filter_map(|place| place.rsplit('/').next());
    names.last().unwrap_or_default()
}

/// The fields of a schema, one level deep.
fn fields(document: &Value, schema: &Value) -> Vec<Field> {
    let schema = resolved(document, schema);
    // Of several ways to write it, the one that has fields.
    let written = list(&schema["oneOf"]).find(|one| one.get("$ref").is_some());
    let schema = written.map_or(schema, |one| resolved(document, one));
    let needed: Vec<&str> = list(&schema["required"]).filter_map(Value::as_str).collect();
    let properties = schema["properties"].as_object().into_iter().flatten();
    let field = |(name, property): (&String, &Value)| {
        let either = list(&property["oneOf"]).find(|one| one.get("$ref").is_some()).unwrap_or(property);
        let said = [property, either, resolved(document, either)];
        let about = said.into_iter().map(|one| prose(&one["description"])).find(|text| !text.is_empty());
        Field {
            name: name.clone(),
            place: kind(property),
            shape: shape(property).to_owned(),
            is_needed: needed.contains(&name.as_str()),
            about: about.unwrap_or_default(),
        }
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
    let may_be_null = list(&property["oneOf"]).any(|one| one["type"] == "null");
    match (kinds.is_empty(), property["format"].as_str()) {
        (true, _) if may_be_null => "object or null".to_owned(),
        (true, _) => "object".to_owned(),
        (false, Some(format)) => format!("{kinds}, {format}"),
        (false, None) => kinds,
    }
}

fn problem_of(one: &Value) -> Problem {
    let (code, title, then) = (text(&one["code"]), prose(&one["title"]), prose(&one["then"]));
    Problem { code, status: one["status"].to_string(), title, then }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A text for people: without the marks around code that programs make something of.
fn prose(value: &Value) -> String {
    text(value).replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_that_is_named_is_described_and_has_fields() {
        let shapes: Vec<&str> = REFERENCE.shapes.iter().map(|shape| shape.name.as_str()).collect();
        assert!(shapes.contains(&"Delegation") && shapes.contains(&"WantedAccess"), "{shapes:?}");
        let operations = REFERENCE.groups.iter().flat_map(|group| &group.operations);
        let given = operations.map(|operation| operation.gives.as_str());
        let fields = REFERENCE.shapes.iter().flat_map(|shape| &shape.fields);
        for name in given.chain(fields.map(|field| field.shape.as_str())).filter(|name| !name.is_empty()) {
            assert!(shapes.contains(&name), "{name}");
        }
        for shape in &REFERENCE.shapes {
            assert!(!shape.fields.is_empty() && !shape.about.is_empty(), "{}", shape.name);
            assert!(shape.fields.iter().all(|field| !field.about.is_empty()), "{}", shape.name);
        }
    }

    #[test]
    fn a_heading_is_one_sentence() {
        assert_eq!(first_sentence("Stop access. It counts at once."), ("Stop access.", "It counts at once."));
        assert_eq!(first_sentence("May they? Ask before."), ("May they?", "Ask before."));
        assert_eq!(first_sentence("Refuse a request."), ("Refuse a request.", ""));
        let operations = REFERENCE.groups.iter().flat_map(|group| &group.operations);
        assert!(operations.clone().count() > 20);
        for one in operations {
            assert!(!one.title.ends_with('.') && !one.title.contains('`'), "{}", one.title);
        }
    }
}
