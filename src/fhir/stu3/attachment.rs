//! Where the bytes of a document are. A DocumentReference leads to them by an address that ends in `Binary/{id}`; in a record that
//! comes in a file they may stand in it themselves.

use serde_json::{Map, Value};

use super::reference::{Reference, is_id};

/// The type of what says no type that can be one.
const UNTYPED: &str = "application/octet-stream";

/// The attachments of a document, in their order; a document of a GP system has one.
pub fn all(document: &Value) -> impl Iterator<Item = &Value> {
    let content = document["content"].as_array().into_iter().flatten();
    content.map(|content| &content["attachment"])
}

/// The id under which the bytes of the attachment at this place are kept: that of the address, or else the document's own; none
/// where there is neither. What is absent has a title that says why, and no address.
pub fn id(document: &Value, place: usize) -> Option<String> {
    let attachment = &document["content"].get(place)?["attachment"];
    if let Some(url) = attachment["url"].as_str() {
        let (kind, id) = Reference::parse(url)?.named()?;
        return (kind == "Binary").then(|| id.to_owned());
    }
    let own = document["id"].as_str().filter(|id| is_id(id))?;
    attachment["data"].is_string().then(|| if place == 0 { own.to_owned() } else { format!("{own}.{place}") })
}

/// Takes the bytes themselves, in base64, out of an attachment, and leaves the address under which they are kept.
pub fn take_data(document: &mut Value, place: usize) -> Option<String> {
    let id = id(document, place)?;
    let content = document.get_mut("content")?.get_mut(place)?;
    let attachment: &mut Map<String, Value> = content.get_mut("attachment")?.as_object_mut()?;
    let Some(Value::String(data)) = attachment.remove("data") else { return None };
    attachment.entry("url").or_insert_with(|| Value::from(format!("Binary/{id}")));
    Some(data)
}

/// What kind of file it is, as far as it can be one: `type/subtype`, with parameters.
pub fn content_type(said: Option<&str>) -> &str {
    let is_one = |text: &&str| {
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"/+-._;= ".contains(&byte);
        text.len() <= 100
            && text.split('/').count() == 2
            && !text.starts_with('/')
            && text.bytes().all(is_sign)
    };
    said.map(str::trim).filter(is_one).unwrap_or(UNTYPED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_no_type_is_none() {
        for good in ["text/plain", "application/pdf", "text/plain; charset=utf-8", "image/svg+xml"] {
            assert_eq!(content_type(Some(good)), good);
        }
        for wrong in ["", "text", "a/b/c", "text/html\r\nX: y", "text/<script>", &"a/b".repeat(50)] {
            assert_eq!(content_type(Some(wrong)), UNTYPED, "{wrong}");
        }
        assert_eq!(content_type(None), UNTYPED);
    }

    fn document(attachment: Value) -> Value {
        json!({"resourceType": "DocumentReference", "id": "d1", "content": [{"attachment": attachment}]})
    }

    #[test]
    fn bytes_are_named_by_their_address_or_by_the_document() {
        let of = |attachment: Value| id(&document(attachment), 0);
        assert_eq!(
            of(json!({"url": "https://gp.example/A/STU3/1/documents/Binary/b1"})).as_deref(),
            Some("b1")
        );
        assert_eq!(of(json!({"url": "Binary/b1"})).as_deref(), Some("b1"));
        assert_eq!(of(json!({"data": "aGVsbG8="})).as_deref(), Some("d1"));
        for none in [
            json!({"title": "File too large"}),
            json!({"url": "file:///etc/passwd"}),
            json!({"url": "Binary/../b"}),
            json!(5),
        ] {
            assert_eq!(of(none.clone()), None, "{none}");
        }
        assert_eq!(id(&document(json!({"data": ""})), 1), None);
        assert_eq!(
            id(&json!({"id": "d1", "content": [{}, {"attachment": {"data": ""}}]}), 1).as_deref(),
            Some("d1.1")
        );
    }

    #[test]
    fn bytes_that_stand_in_a_document_leave_their_address() {
        let mut whole = document(json!({"data": "aGVsbG8=", "contentType": "text/plain"}));
        assert_eq!(take_data(&mut whole, 0).as_deref(), Some("aGVsbG8="));
        assert_eq!(whole, document(json!({"url": "Binary/d1", "contentType": "text/plain"})));
        assert_eq!(take_data(&mut whole, 0), None);
    }
}
