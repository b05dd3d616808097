//! A resource as it is sent: as it came, but for what only we know (where its bytes are, from whom it is withheld) and for
//! references to what is left out. Only what is changed is parsed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::fhir::stu3::lists::{self, ListKind};
use crate::fhir::stu3::{attachment, security, systems};
use crate::storage::gp_connect::record::Resource;
use crate::storage::health_records::documents::Document;

/// A label that says so is in the text of every resource that has it.
const NO_PATIENT: &str = "\"NOPAT\"";
const NO_PATIENT_DISPLAY: &str =
    "no disclosure to patient, family or caregivers without attending provider's authorization";
/// Why there is no address.
const NOT_HELD: &str = "The bytes of this document are not held by this practice";
/// What no DocumentReference of a record has.
const NOT_IN_DOCUMENTS: [&str; 4] = ["docStatus", "class", "authenticator", "relatesTo"];

/// A resource that was looked at.
pub struct Rewritten {
    /// All of it, as JSON.
    pub body: String,
    /// Whether it referred to something that is left out.
    pub lost: bool,
}

/// What resources are changed by.
pub struct Rewriting {
    root: String,
    documents: BTreeMap<String, Document>,
    /// References to what is left out.
    hidden: BTreeSet<String>,
}

/// How others refer to a resource of this type and id; what a list contains is named through the list.
pub fn reference(kind: &str, id: &str) -> String {
    if id.contains('#') { format!("List/{id}") } else { format!("{kind}/{id}") }
}

impl Rewriting {
    /// For a record with these documents, given at `root`, that leaves out what is `hidden`.
    pub fn new(root: String, documents: Vec<Document>, hidden: &[(String, String)]) -> Rewriting {
        Rewriting {
            root,
            documents: documents.into_iter().map(|document| (document.id.clone(), document)).collect(),
            hidden: hidden.iter().map(|(kind, id)| reference(kind, id)).collect(),
        }
    }

    /// A resource as an entry of the Bundle; none where it is one of the lists that are made anew, or what one of them contains.
    pub fn entry(&self, resource: Resource) -> Option<Rewritten> {
        if resource.id.contains('#') || (resource.kind == "List" && is_made_anew(&resource.body)) {
            return None;
        }
        Some(self.rewritten(resource))
    }

    /// A resource as it is sent.
    pub fn rewritten(&self, resource: Resource) -> Rewritten {
        let has_lost = self.has_lost(&resource.body);
        let wants_label = resource.nopat && !resource.body.contains(NO_PATIENT);
        let is_document = resource.kind == "DocumentReference";
        if !has_lost && !wants_label && !is_document {
            return Rewritten { body: resource.body, lost: false };
        }
        // The database has it as JSON, so that it is.
        let Ok(mut value) = serde_json::from_str::<Value>(&resource.body) else {
            return Rewritten { body: resource.body, lost: false };
        };
        if has_lost {
            self.leave_out(&mut value);
        }
        if is_document {
            self.say_where(&mut value);
        }
        if resource.nopat && !security::is_nopat(&value) {
            label(&mut value, is_document);
        }
        Rewritten { body: value.to_string(), lost: has_lost }
    }

    /// Whether a resource refers to something that is left out: told from its text, once over it however much that is.
    fn has_lost(&self, body: &str) -> bool {
        let mut references = body.split("\"reference\":").skip(1).filter_map(|rest| {
            let (reference, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
            Some(reference)
        });
        !self.hidden.is_empty() && references.any(|reference| self.hidden.contains(reference))
    }

    /// Takes out references to what is left out, with whatever held them alone; whether nothing is left of `value` itself.
    fn leave_out(&self, value: &mut Value) -> bool {
        match value {
            Value::Object(object) => {
                let named = object.get("reference").and_then(Value::as_str);
                if named.is_some_and(|named| self.hidden.contains(named)) {
                    return true;
                }
                let before = object.len();
                object.retain(|_, member| !self.leave_out(member));
                object.len() < before && object.keys().all(|key| key == "url")
            }
            Value::Array(all) => {
                let before = all.len();
                all.retain_mut(|one| !self.leave_out(one));
                before > 0 && all.is_empty()
            }
            _ => false,
        }
    }

    /// Has a document lead to where we give its bytes.
    fn say_where(&self, document: &mut Value) {
        if let Some(object) = document.as_object_mut() {
            object.retain(|key, _| !NOT_IN_DOCUMENTS.contains(&key.as_str()));
        }
        for place in 0..attachment::all(document).count() {
            let held = attachment::id(document, place).and_then(|id| self.documents.get(&id));
            let content = document.get_mut("content").and_then(|content| content.get_mut(place));
            let attachment = content.and_then(|content| content.get_mut("attachment"));
            let Some(attachment) = attachment.and_then(Value::as_object_mut) else { continue };
            attachment.remove("data");
            match held {
                Some(held) => self.lead_to(attachment, held),
                None => {
                    attachment.remove("url");
                    attachment.entry("title").or_insert_with(|| json!(NOT_HELD));
                }
            }
        }
    }

    /// A title would say that the document is absent.
    fn lead_to(&self, attachment: &mut Map<String, Value>, held: &Document) {
        attachment.remove("title");
        attachment.insert("url".to_owned(), json!(format!("{}/Binary/{}", self.root, held.id)));
        attachment.insert("contentType".to_owned(), json!(held.content_type));
        attachment.insert("size".to_owned(), json!(held.size));
    }
}

/// Whether a List is one of a clinical area. A part of a consultation is most often met, and told without reading it.
fn is_made_anew(body: &str) -> bool {
    !lists::may_be_part(body)
        && serde_json::from_str(body).is_ok_and(|list: Value| matches!(lists::kind(&list), ListKind::Area(_)))
}

/// Withholds a resource from the patient, and a document's bytes too.
fn label(resource: &mut Value, is_document: bool) {
    if !resource.is_object() {
        return;
    }
    let coding = json!({ "system": systems::ACT, "code": "NOPAT", "display": NO_PATIENT_DISPLAY });
    if !resource["meta"].is_object() {
        resource["meta"] = json!({});
    }
    if is_document {
        push(&mut resource["securityLabel"], json!({ "coding": [coding.clone()] }));
    }
    push(&mut resource["meta"]["security"], coding);
}

fn push(list: &mut Value, one: Value) {
    match list {
        Value::Array(all) => all.push(one),
        other => *other = Value::Array(vec![one]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(kind: &str, body: &Value, nopat: bool) -> (Value, bool) {
        let document = Document {
            patient: uuid::Uuid::nil(),
            id: "b1".to_owned(),
            content_type: "application/pdf".to_owned(),
            size: 5,
            sha256: Vec::new(),
            version: 1,
        };
        let hidden = [
            ("Observation".to_owned(), "o1".to_owned()),
            ("AllergyIntolerance".to_owned(), "ended#a1".to_owned()),
        ];
        let rewriting = Rewriting::new("https://gp.test/docs".to_owned(), vec![document], &hidden);
        let resource = Resource { kind: kind.to_owned(), id: "1".to_owned(), nopat, body: body.to_string() };
        let rewritten = rewriting.rewritten(resource);
        (serde_json::from_str(&rewritten.body).expect("JSON"), rewritten.lost)
    }

    #[test]
    fn nothing_refers_to_what_is_left_out() {
        let report = json!({"resourceType": "DiagnosticReport", "id": "1", "result": [
            {"reference": "Observation/o1"}, {"reference": "Observation/o10"}]});
        let (report, lost) = sent("DiagnosticReport", &report, false);
        assert_eq!((report["result"].clone(), lost), (json!([{"reference": "Observation/o10"}]), true));
        let topic = json!({"resourceType": "List", "id": "1", "entry": [{"item": {"reference": "Observation/o1"}}],
            "extension": [{"url": "u", "valueReference": {"reference": "List/ended#a1"}}, {"url": "v", "valueCode": "x"}]});
        let (topic, _) = sent("List", &topic, false);
        assert_eq!(
            topic,
            json!({"resourceType": "List", "id": "1", "extension": [{"url": "v", "valueCode": "x"}]})
        );
    }

    #[test]
    fn a_document_leads_to_us_where_we_have_its_bytes() {
        let document = |attachment: Value| {
            let body = json!({"resourceType": "DocumentReference", "id": "1", "docStatus": "final",
                "content": [{"attachment": attachment}]});
            let (sent, _) = sent("DocumentReference", &body, false);
            assert_eq!(sent.get("docStatus"), None);
            sent["content"][0]["attachment"].clone()
        };
        let ours =
            document(json!({"url": "https://old.test/Binary/b1", "title": "absent", "contentType": "x/y"}));
        let expected =
            json!({"url": "https://gp.test/docs/Binary/b1", "contentType": "application/pdf", "size": 5});
        assert_eq!(ours, expected);
        assert_eq!(document(json!({"url": "https://old.test/Binary/b2"})), json!({"title": NOT_HELD}));
        assert_eq!(document(json!({"title": "Too large"})), json!({"title": "Too large"}));
    }

    #[test]
    fn what_is_withheld_from_the_patient_says_so() {
        let body = json!({"resourceType": "Observation", "id": "1", "meta": {"profile": ["p"]}});
        let (labelled, _) = sent("Observation", &body, true);
        assert!(security::is_nopat(&labelled) && labelled["meta"]["profile"][0] == "p");
        assert_eq!(sent("Observation", &labelled, true).0, labelled);
        let (document, _) =
            sent("DocumentReference", &json!({"resourceType": "DocumentReference", "id": "1"}), true);
        assert_eq!(document["securityLabel"][0]["coding"][0]["code"], "NOPAT");
    }

    #[test]
    fn what_needs_no_change_is_sent_as_it_came() {
        let rewriting = Rewriting::new(String::new(), Vec::new(), &[]);
        let body = r#"{"id": "1", "valueQuantity": {"value": 1.10}}"#;
        let resource =
            Resource { kind: "Observation".into(), id: "1".into(), nopat: false, body: body.into() };
        assert_eq!(rewriting.rewritten(resource).body, body);
    }
}
