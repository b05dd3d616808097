//! What a record that came says of itself, before anybody takes it over. One resource at a time is held.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::fhir::stu3::patient::Patient;
use crate::fhir::stu3::reference::is_kind;
use crate::fhir::stu3::size::Fitting;
use crate::fhir::stu3::{attachment, lists, security, systems};

/// The most warnings, and of each the most lists and notes: there are thirty-one lists.
const MOST: usize = 40;
/// The longest title or note that is kept, in characters.
const LONGEST: usize = 400;

/// What some lists warn of, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Warning {
    /// Their titles.
    pub lists: BTreeSet<String>,
    /// What they say of it.
    pub notes: BTreeSet<String>,
}

/// A document whose bytes can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Its id, as `Binary/{id}` names it.
    pub document: String,
    /// Where its bytes lie.
    pub url: String,
    /// What kind of file it is said to be.
    pub content_type: Option<String>,
    /// How many bytes it is said to have.
    pub size: Option<i64>,
}

/// What a record says of itself.
#[derive(Clone, Default)]
pub struct Looked {
    /// Its id, which should be that of the call.
    pub id: Option<String>,
    /// Whether it names the profile of a record.
    pub has_profile: bool,
    /// Who it is of: one, in a good record.
    pub people: Vec<Patient>,
    /// How many resources of each type it has.
    pub kinds: BTreeMap<String, u64>,
    /// How many of them neither the patient nor their people may see.
    pub nopat: u64,
    /// How many came twice.
    pub doubled: u64,
    /// What its lists warn of, by code.
    pub warnings: BTreeMap<String, Warning>,
    /// Documents whose bytes can be asked for.
    pub attached: Vec<Attached>,
    /// Documents whose bytes are not there.
    pub absent: u64,
    known: BTreeSet<String>,
}

/// Why something is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRecord {
    /// It is not JSON, not all of it, deeper than any record, or with more values than a resource has.
    Unreadable,
    /// It is something else.
    Another,
}

/// Reads what a record says of itself.
///
/// # Errors
/// See [`NoRecord`].
pub fn look(bytes: &[u8]) -> Result<Looked, NoRecord> {
    let bundle: Bundle = serde_json::from_slice(bytes).map_err(|_| NoRecord::Unreadable)?;
    if bundle.resource_type != "Bundle" || !matches!(bundle.kind.as_str(), "collection" | "searchset") {
        return Err(NoRecord::Another);
    }
    let profiles = bundle.meta.0["profile"].as_array();
    let has_profile =
        profiles.is_some_and(|all| all.iter().any(|profile| *profile == systems::BUNDLE_PROFILE));
    Ok(Looked { id: bundle.id.0.as_str().map(str::to_owned), has_profile, ..bundle.entry.0 })
}

#[derive(Deserialize)]
struct Bundle {
    #[serde(default, rename = "resourceType")]
    resource_type: String,
    #[serde(default)]
    id: Fitting,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    meta: Fitting,
    #[serde(default)]
    entry: Entries,
}

/// The entries, each looked at and let go.
#[derive(Default)]
struct Entries(Looked);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Entries, D::Error> {
        from.deserialize_seq(One).map(Entries)
    }
}

struct One;

impl<'de> Visitor<'de> for One {
    type Value = Looked;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("entries of a bundle")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Looked, A::Error> {
        let mut looked = Looked::default();
        while let Some(entry) = entries.next_element::<Entry>()? {
            looked.take(&entry.resource.0);
        }
        Ok(looked)
    }
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    resource: Fitting,
}

impl Looked {
    fn take(&mut self, resource: &Value) {
        let Some(kind) = resource["resourceType"].as_str().filter(|kind| is_kind(kind)) else { return };
        let id = resource["id"].as_str();
        if id.is_some_and(|id| !self.known.insert(format!("{kind}/{id}"))) {
            self.doubled += 1;
            return;
        }
        *self.kinds.entry(kind.to_owned()).or_default() += 1;
        self.nopat += u64::from(security::is_nopat(resource));
        match kind {
            "Patient" => self.people.extend(Patient::read(resource).filter(can_be_kept)),
            "List" => self.warned(resource),
            "DocumentReference" => self.documents(resource),
            _ => {}
        }
    }

    fn warned(&mut self, list: &Value) {
        for code in lists::warnings(list).take(MOST) {
            if self.warnings.len() == MOST {
                return;
            }
            let warning = self.warnings.entry(kept(code)).or_default();
            let notes = list["note"].as_array().into_iter().flatten();
            let notes = notes.filter_map(|note| note["text"].as_str()).map(kept);
            warning.notes.extend(notes.take(MOST.saturating_sub(warning.notes.len())));
            let title = list["title"].as_str().filter(|_| warning.lists.len() < MOST);
            warning.lists.extend(title.map(kept));
        }
    }

    fn documents(&mut self, document: &Value) {
        for (place, one) in attachment::all(document).enumerate() {
            let url = one["url"].as_str().filter(|url| !url.is_empty() && !url.contains(char::is_control));
            match url.zip(attachment::id(document, place)) {
                // Two references may share their bytes.
                Some((_, id)) if !self.known.insert(format!("Binary/{id}")) => {}
                Some((url, id)) => self.attached.push(Attached {
                    document: id,
                    url: url.to_owned(),
                    content_type: one["contentType"].as_str().map(str::to_owned),
                    size: one["size"].as_i64(),
                }),
                // Bytes that stand in the record itself come with it.
                None if one["data"].is_string() => {}
                None => self.absent += 1,
            }
        }
    }
}

/// Whether the texts have nothing that the database cannot keep: such a record cannot be taken over either, and is nobody's.
fn can_be_kept(patient: &Patient) -> bool {
    let mut texts = [&patient.name.given, &patient.name.family].into_iter().chain(&patient.gender);
    !texts.any(|text| text.contains('\0'))
}

/// A text as it is shown to staff: not too long, and without the one character that the database does not take.
fn kept(text: &str) -> String {
    text.chars().filter(|letter| *letter != '\0').take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn looked(entries: &Value) -> Looked {
        let resources = entries.as_array().unwrap().iter().map(|one| json!({"resource": one}));
        let bundle = json!({"resourceType": "Bundle", "type": "collection", "id": "t",
            "meta": {"profile": [systems::BUNDLE_PROFILE]}, "entry": resources.collect::<Vec<_>>()});
        look(bundle.to_string().as_bytes()).expect("a record")
    }

    #[test]
    fn a_record_says_who_it_is_of_and_what_it_warns_of() {
        let warning = json!({"url": systems::LIST_WARNING, "valueCode": "data-in-transit"});
        let looked = looked(&json!([
            {"resourceType": "Patient", "id": "1", "name": [{"family": "Pryce"}]},
            {"resourceType": "List", "title": "Problems", "extension": [warning], "note": [{"text": "Not yet."}]},
            {"resourceType": "List", "title": "Immunisations", "extension": [warning], "note": [{"text": "Not yet."}]},
            {"resourceType": "Condition", "id": "c", "meta": {"security": [{"code": "NOPAT"}]}},
            {"resourceType": "Condition", "id": "c"},
        ]));
        assert!(looked.has_profile && looked.people.len() == 1);
        assert_eq!((looked.nopat, looked.doubled), (1, 1));
        let warning = &looked.warnings["data-in-transit"];
        assert_eq!((warning.lists.len(), warning.notes.len()), (2, 1));
        assert_eq!(looked.kinds["List"], 2);
    }

    #[test]
    fn documents_are_those_with_an_address() {
        let looked = looked(&json!([{"resourceType": "DocumentReference", "id": "d", "content": [
            {"attachment": {"url": "https://gp.test/A/Binary/b1", "contentType": "text/plain", "size": 5}},
            {"attachment": {"title": "File too large"}}]}]));
        let attached = &looked.attached;
        assert_eq!((attached.len(), attached[0].document.as_str(), looked.absent), (1, "b1", 1));
    }

    #[test]
    fn what_a_record_warns_of_has_an_end_and_can_be_kept() {
        let warning = |code: &str| json!({"url": systems::LIST_WARNING, "valueCode": code});
        let list = |at: u32| {
            let extensions = [warning(&format!("w{at}")), warning("w0")];
            json!({"resourceType": "List", "title": format!("{at}\0"), "extension": extensions,
                "note": [{"text": "x\0".repeat(1000)}]})
        };
        let mut all: Vec<Value> = (0..100).map(list).collect();
        all.push(json!({"resourceType": "Patient", "id": "1", "name": [{"family": "a\0"}]}));
        let looked = looked(&Value::Array(all));
        assert_eq!((looked.warnings.len(), looked.people.len()), (MOST, 0));
        let warning = &looked.warnings["w0"];
        assert!(warning.lists.len() <= MOST && warning.lists.iter().all(|title| !title.contains('\0')));
        assert!(warning.notes.iter().all(|note| note.len() == LONGEST));
    }

    #[test]
    fn other_things_are_no_records() {
        let deep = format!(r#"{{"resourceType":"Bundle","type":"collection","entry":{}"#, "[".repeat(10_000));
        for (text, why) in [
            (deep.as_str(), NoRecord::Unreadable),
            (
                r#"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"id"#,
                NoRecord::Unreadable,
            ),
            ("<html>", NoRecord::Unreadable),
            (r#"{"resourceType":"Patient"}"#, NoRecord::Another),
            (r#"{"resourceType":"Bundle","type":"batch"}"#, NoRecord::Another),
        ] {
            assert_eq!(look(text.as_bytes()).err(), Some(why), "{}", &text[..20.min(text.len())]);
        }
    }
}
