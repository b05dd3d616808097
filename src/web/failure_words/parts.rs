//! What such a page is put together from, and for whom.

use crate::locale::Words;
use crate::web::lists::Link;
use crate::web::page::Viewer;

/// The words of one failure.
#[derive(Clone, Default)]
pub struct Said {
    /// The heading.
    pub heading: String,
    /// Why it is so.
    pub why: Vec<String>,
    /// A list that belongs to the reasons, such as the roles that are allowed; may be empty.
    pub list: Vec<String>,
    /// What the reader can do.
    pub next: Vec<String>,
    /// What nearly every reader of this page does next, as a button.
    pub button: Option<Link>,
    /// Where the reader can go from here; never empty.
    pub ways: Vec<Link>,
}

impl Said {
    pub(super) fn new(heading: String, why: String) -> Said {
        Said { heading, why: vec![why], ..Said::default() }
    }

    pub(super) fn also(mut self, why: String) -> Said {
        self.why.push(why);
        self
    }

    pub(super) fn list(self, list: Vec<String>) -> Said {
        Said { list, ..self }
    }

    pub(super) fn next(mut self, next: String) -> Said {
        self.next.push(next);
        self
    }

    pub(super) fn way(mut self, href: &str, text: String) -> Said {
        self.ways.push(Link::new(href, text));
        self
    }

    pub(super) fn button(self, href: &str, text: String) -> Said {
        Said { button: Some(Link::new(href, text)), ..self }
    }

    /// A way to the reader's own first page, after those that lead further.
    pub(super) fn home(self, reader: &Reader<'_>) -> Said {
        let t = reader.t;
        match reader.viewer {
            Viewer::Visitor => self.way("/", t.msg_failures_way_start()),
            Viewer::Citizen { .. } => self.way("/home", t.msg_failures_way_home()),
            Viewer::Staff { .. } => self.way("/staff", t.msg_failures_way_worklist()),
        }
    }

    pub(super) fn contact(self, reader: &Reader<'_>) -> Said {
        self.way("/contact", reader.t.msg_failures_way_contact())
    }
}

/// Who reads, and what of the request the words depend on.
pub struct Reader<'a> {
    /// The reader's words.
    pub t: &'static Words,
    /// Who is signed in.
    pub viewer: &'a Viewer,
    /// The path: both providers fail in the same ways, and only it tells which sign-in this was.
    pub path: &'a str,
    /// Codes of the staff roles that may work here.
    pub roles: &'a [String],
}

impl Reader<'_> {
    pub(super) fn is_staff(&self) -> bool {
        matches!(self.viewer, Viewer::Staff { .. }) || self.path.starts_with("/auth/cis2")
    }

    /// Where this reader signs in.
    pub(super) fn sign_in_path(&self) -> &'static str {
        if self.is_staff() { "/auth/cis2/start" } else { "/auth/nhs-login/start" }
    }
}
