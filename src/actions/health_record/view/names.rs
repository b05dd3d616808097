//! Who recorded an entry, and where.

use std::collections::HashMap;

use serde_json::Value;

use crate::fhir::stu3::reference::Reference;

use super::concept::text;
use super::outline::Outline;

/// The types that say who and where; their bodies are needed.
pub const NAMED: [&str; 3] = ["Practitioner", "PractitionerRole", "Organization"];

/// Where entries name who is behind them, the one who answers for it first.
const WHO: [&str; 10] = [
    "/recorder/reference",
    "/asserter/reference",
    "/practitioner/0/actor/reference",
    "/performer/0/actor/reference",
    "/performer/0/reference",
    "/participant/0/individual/reference",
    "/requester/agent/reference",
    "/author/0/reference",
    "/informationSource/reference",
    "/source/reference",
];
/// Where entries name the place.
const PLACE: [&str; 4] = [
    "/serviceProvider/reference",
    "/custodian/reference",
    "/requester/onBehalfOf/reference",
    "/performer/0/reference",
];

/// The names of people and places of a record.
#[derive(Default)]
pub struct Names {
    people: HashMap<String, String>,
    places: HashMap<String, String>,
    /// Where somebody works, by their id: the id of the place.
    works_at: HashMap<String, String>,
}

impl Names {
    /// Those of these lines.
    pub fn of(outline: &Outline) -> Names {
        let mut names = Names::default();
        for (at, line) in outline.lines.iter().enumerate() {
            let is_named = NAMED.contains(&line.kind.as_str()) && !outline.is_withheld(at);
            let body = line.body.as_deref().filter(|_| is_named);
            let Some(body) = body.and_then(|body| serde_json::from_str::<Value>(body).ok()) else { continue };
            names.add(&line.kind, &line.id, &body);
        }
        names
    }

    fn add(&mut self, kind: &str, id: &str, body: &Value) {
        match kind {
            "Practitioner" => {
                self.people.extend(full_name(&body["name"]).map(|name| (id.to_owned(), name)));
            }
            "Organization" => {
                self.places.extend(text(&body["name"]).map(|name| (id.to_owned(), name)));
            }
            _ => {
                let person = named(body, "/practitioner/reference");
                let place = named(body, "/organization/reference");
                self.works_at.extend(person.zip(place).map(|(person, place)| (person.1, place.1)));
            }
        }
    }

    /// Who is behind an entry.
    pub fn who(&self, resource: &Value) -> Option<String> {
        self.people.get(&self.person(resource)?).cloned()
    }

    /// Where it was recorded: the place it names, or the one at which who is behind it works.
    pub fn place(&self, resource: &Value) -> Option<String> {
        let named = PLACE.iter().filter_map(|place| named(resource, place));
        let place = named.filter(|(kind, _)| kind == "Organization").map(|(_, id)| id).next();
        let place = place.or_else(|| self.works_at.get(&self.person(resource)?).cloned())?;
        self.places.get(&place).cloned()
    }

    /// The name of a person or a place that is referred to.
    pub fn either(&self, reference: &str) -> Option<String> {
        let (kind, id) = Reference::parse(reference)?.named()?;
        let names = if kind == "Organization" { &self.places } else { &self.people };
        names.get(id).cloned()
    }

    fn person(&self, resource: &Value) -> Option<String> {
        let named = WHO.iter().filter_map(|place| named(resource, place));
        named.filter(|(kind, _)| kind == "Practitioner").map(|(_, id)| id).next()
    }
}

/// Type and id of what stands at this place.
fn named(resource: &Value, place: &str) -> Option<(String, String)> {
    let (kind, id) = Reference::parse(resource.pointer(place)?.as_str()?)?.named()?;
    Some((kind.to_owned(), id.to_owned()))
}

/// "Dr Alex Smith"; a list of names has the official one first.
pub fn full_name(names: &Value) -> Option<String> {
    let name = names.as_array().and_then(|all| all.first()).unwrap_or(names);
    let words =
        |list: &Value| -> Vec<String> { list.as_array().into_iter().flatten().filter_map(text).collect() };
    let mut parts = words(&name["prefix"]);
    parts.extend(words(&name["given"]));
    parts.extend(text(&name["family"]));
    if parts.is_empty() { text(&name["text"]) } else { Some(parts.join(" ")) }
}
