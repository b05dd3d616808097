//! A record while it is written: its resources, the lists in which they stand, what is marked beside it, and its documents.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use time::macros::date;
use time::{Date, Duration};

use super::chance::Chance;
use super::people::Person;
use super::shape::meta;

/// The last day of all records.
const TODAY: Date = date!(2026 - 11 - 20);

/// A record that is being written.
pub(super) struct Book<'a> {
    /// Whose.
    pub(super) person: &'a Person,
    /// Its chance.
    pub(super) chance: Chance,
    /// Resources, in their order.
    pub(super) entries: Vec<Value>,
    /// What stands in each list, by the list's code.
    pub(super) lists: BTreeMap<&'static str, Vec<String>>,
    /// What is marked, by resource.
    pub(super) marks: BTreeMap<String, Vec<&'static str>>,
    /// The bytes of documents, by id.
    pub(super) documents: Vec<(String, Vec<u8>)>,
    /// Allergies that have ended, which their list contains.
    pub(super) ended: Vec<Value>,
    count: BTreeMap<&'static str, u32>,
}

impl<'a> Book<'a> {
    /// An empty one.
    pub(super) fn new(person: &'a Person) -> Book<'a> {
        let seed =
            person.nhs_number.bytes().fold(17_u64, |seed, byte| seed.wrapping_mul(31) + u64::from(byte));
        Book {
            person,
            chance: Chance::new(seed),
            entries: Vec::new(),
            lists: BTreeMap::new(),
            marks: BTreeMap::new(),
            documents: Vec::new(),
            ended: Vec::new(),
            count: BTreeMap::new(),
        }
    }

    /// The next id of a type.
    pub(super) fn id(&mut self, kind: &'static str) -> String {
        let count = self.count.entry(kind).or_default();
        *count += 1;
        format!("{}-{}-{count}", self.person.key, kind.to_lowercase())
    }

    /// Writes a resource, and in which lists it stands; its name.
    pub(super) fn add(
        &mut self,
        (kind, id): (&'static str, &str),
        mut rest: Value,
        lists: &[&'static str],
    ) -> String {
        let name = format!("{kind}/{id}");
        if let Some(rest) = rest.as_object_mut() {
            rest.insert("resourceType".to_owned(), json!(kind));
            rest.insert("id".to_owned(), json!(id));
            rest.entry("identifier").or_insert_with(
                || json!([{"system": "https://records.example.test/id", "value": format!("{kind}-{id}")}]),
            );
            let own = meta(if kind == "Condition" { "ProblemHeader-Condition" } else { kind });
            let label = rest.remove("security");
            let kept = rest.entry("meta").or_insert(own);
            if let Some(label) = label {
                kept["security"] = label;
            }
        }
        self.entries.push(rest);
        for list in lists {
            self.list(list, &name);
        }
        name
    }

    /// Notes that something stands in a list.
    pub(super) fn list(&mut self, list: &'static str, name: &str) {
        let names = self.lists.entry(list).or_default();
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }

    /// Marks a resource.
    pub(super) fn mark(&mut self, name: &str, word: &'static str) {
        self.marks.entry(name.to_owned()).or_default().push(word);
    }

    /// A day of the last years: never before they were born.
    pub(super) fn day(&mut self, years: u32) -> Date {
        let days = self.chance.below((years * 365).max(1));
        let day = TODAY - Duration::days(i64::from(days));
        day.max(self.person.born)
    }

    /// The patient.
    pub(super) fn patient(&self) -> Value {
        json!({"reference": format!("Patient/{}", self.person.key)})
    }

    /// Their usual GP.
    pub(super) fn doctor(&self) -> Value {
        json!({"reference": format!("Practitioner/{}-gp", self.person.key)})
    }
}
