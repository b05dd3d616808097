//! References between resources. Nothing here follows one: what is named may be missing, or lead back.

/// What a reference names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference<'a> {
    /// `Type/id`: a resource of the same record.
    Local {
        /// Its type.
        kind: &'a str,
        /// Its id.
        id: &'a str,
    },
    /// `#id`: what the resource that has this reference contains.
    Contained(&'a str),
    /// `List/x#y`: what another resource of the record contains.
    Within {
        /// The other's type.
        kind: &'a str,
        /// The other's id.
        id: &'a str,
        /// The id of what it contains.
        contained: &'a str,
    },
    /// `https://…/Type/id`: a resource at an address.
    Absolute {
        /// All of it.
        url: &'a str,
        /// Its type.
        kind: &'a str,
        /// Its id.
        id: &'a str,
    },
}

impl<'a> Reference<'a> {
    /// Reads one; none where it names nothing in any of these ways.
    pub fn parse(text: &'a str) -> Option<Reference<'a>> {
        if let Some(id) = text.strip_prefix('#') {
            return is_id(id).then_some(Reference::Contained(id));
        }
        let is_address = text.starts_with("https://") || text.starts_with("http://");
        let (path, fragment) = match text.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (text, None),
        };
        let path = path.split_once("/_history/").map_or(path, |(path, _)| path);
        let (front, id) = path.rsplit_once('/')?;
        let kind = front.rsplit_once('/').map_or(front, |(_, kind)| kind);
        if !is_kind(kind) || !is_id(id) || (!is_address && kind.len() != front.len()) {
            return None;
        }
        match (is_address, fragment) {
            (true, None) => Some(Reference::Absolute { url: text, kind, id }),
            (false, None) => Some(Reference::Local { kind, id }),
            (false, Some(contained)) if is_id(contained) => Some(Reference::Within { kind, id, contained }),
            _ => None,
        }
    }

    /// Type and id of the resource that is named, or that contains what is named; none where that is whoever has the reference.
    pub fn named(&self) -> Option<(&'a str, &'a str)> {
        match *self {
            Reference::Local { kind, id }
            | Reference::Within { kind, id, .. }
            | Reference::Absolute { kind, id, .. } => Some((kind, id)),
            Reference::Contained(_) => None,
        }
    }
}

/// Whether a text can be an id. FHIR has 64 letters, digits, dots and hyphens; some systems write more of them, and underscores.
/// What is dots alone would be a folder where an id becomes the name of a file.
pub fn is_id(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    (1..=128).contains(&text.len()) && text.bytes().all(is_letter) && text.bytes().any(|byte| byte != b'.')
}

/// Whether a text can be the type of a resource.
pub fn is_kind(text: &str) -> bool {
    let is_capital = text.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase());
    is_capital && text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The id under which what a list contains is kept: no id of FHIR has this sign.
pub fn contained_id(list: &str, contained: &str) -> String {
    format!("{list}#{contained}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_naming_is_told_from_the_others() {
        assert_eq!(Reference::parse("Patient/1"), Some(Reference::Local { kind: "Patient", id: "1" }));
        assert_eq!(Reference::parse("#x.1"), Some(Reference::Contained("x.1")));
        assert_eq!(
            Reference::parse("List/ended-allergies#y"),
            Some(Reference::Within { kind: "List", id: "ended-allergies", contained: "y" })
        );
        let url = "https://gp.example/A82038/STU3/1/documents/Binary/C71B";
        assert_eq!(Reference::parse(url), Some(Reference::Absolute { url, kind: "Binary", id: "C71B" }));
        assert_eq!(
            Reference::parse("Observation/7/_history/2"),
            Some(Reference::Local { kind: "Observation", id: "7" })
        );
        let named = Reference::parse("List/x#y").and_then(|reference| reference.named());
        assert_eq!(named, Some(("List", "x")));
        assert_eq!(Reference::parse("#x").and_then(|reference| reference.named()), None);
    }

    #[test]
    fn what_names_nothing_is_no_reference() {
        let long = format!("Patient/{}", "x".repeat(129));
        for wrong in [
            "",
            "#",
            "/",
            "Patient",
            "Patient/",
            "/1",
            "patient/1",
            "Patient/..",
            "Patient/.",
            "../Patient/1",
            "a/Patient/1",
            "Patient/1 2",
            "Patient/<script>",
            "urn:uuid:5",
            "#a#b",
            "List/x#",
            "List/x#y#z",
            "https://gp.example/x#y",
            &long,
            "Patient/\u{202e}1",
            "List/#y",
        ] {
            assert_eq!(Reference::parse(wrong), None, "{wrong}");
        }
    }
}
