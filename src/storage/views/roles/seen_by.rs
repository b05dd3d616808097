//! Of which roles somebody may know.

use uuid::Uuid;

use domain::{OdsCode, PersonId};

/// Who looks.
#[derive(Debug, Clone, Copy)]
pub enum SeenBy<'a> {
    /// These practices: they see what they set.
    Practices(&'a [OdsCode]),
    /// A citizen, who sees the roles they are part of.
    Person(PersonId),
}

impl SeenBy<'_> {
    /// Practices and person, as queries compare them: one of the two is empty.
    pub(super) fn parts(&self) -> (Vec<&str>, Option<Uuid>) {
        match self {
            SeenBy::Practices(practices) => (practices.iter().map(OdsCode::as_str).collect(), None),
            SeenBy::Person(id) => (Vec::new(), Some(id.0)),
        }
    }
}
