//! What the page of a failure says: in plain words why, what the reader can do now, and always a way out.

mod eligible;
mod refused;
mod sign_in;
mod staff;

use crate::integrations::{System, Upstream};
use crate::locale::Words;
use crate::storage::StorageError;

use super::failure::Failure;
use super::lists::Link;
use super::page::Viewer;

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
    /// Where the reader can go from here; never empty.
    pub ways: Vec<Link>,
}

impl Said {
    fn new(heading: String, why: String) -> Said {
        Said { heading, why: vec![why], ..Said::default() }
    }

    fn also(mut self, why: String) -> Said {
        self.why.push(why);
        self
    }

    fn list(self, list: Vec<String>) -> Said {
        Said { list, ..self }
    }

    fn next(mut self, next: String) -> Said {
        self.next.push(next);
        self
    }

    fn way(mut self, href: &str, text: String) -> Said {
        self.ways.push(Link::new(href, text));
        self
    }

    /// A way to the reader's own first page, after those that lead further.
    fn home(self, reader: &Reader<'_>) -> Said {
        let t = reader.t;
        match reader.viewer {
            Viewer::Visitor => self.way("/", t.msg_failures_way_start()),
            Viewer::Citizen { .. } => self.way("/home", t.msg_failures_way_home()),
            Viewer::Staff { .. } => self.way("/staff", t.msg_failures_way_worklist()),
        }
    }

    fn contact(self, reader: &Reader<'_>) -> Said {
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
    fn is_staff(&self) -> bool {
        matches!(self.viewer, Viewer::Staff { .. }) || self.path.starts_with("/auth/cis2")
    }

    /// Where this reader signs in.
    fn sign_in_path(&self) -> &'static str {
        if self.is_staff() { "/auth/cis2/start" } else { "/auth/nhs-login/start" }
    }
}

/// The words for `failure`.
pub fn said(reader: &Reader<'_>, failure: &Failure) -> Said {
    let t = reader.t;
    match failure {
        Failure::NotFound => Said::new(t.msg_failures_not_found(), t.msg_failures_not_found_why())
            .also(t.msg_failures_not_found_also())
            .home(reader),
        Failure::BadRequest => Said::new(t.msg_failures_bad_request(), t.msg_failures_bad_request_why())
            .next(t.msg_failures_go_back())
            .home(reader),
        Failure::TooLarge => Said::new(t.msg_failures_too_large(), t.msg_failures_too_large_why())
            .next(t.msg_failures_too_large_next())
            .home(reader),
        Failure::ForeignOrigin => Said::new(t.msg_failures_foreign(), t.msg_failures_foreign_why())
            .next(t.msg_failures_go_back())
            .next(t.msg_failures_foreign_next())
            .home(reader),
        Failure::Refused(refusal) => refused::said(reader, *refusal),
        Failure::SignIn(fault) => sign_in::said(reader, *fault),
        Failure::NoSignIn => sign_in::not_under_way(reader),
        Failure::NotEligible(reason) => eligible::said(reader, *reason),
        Failure::Staff(refused) => staff::said(reader, refused),
        Failure::Upstream(upstream) => outside(reader, *upstream),
        Failure::Storage(error) => stored(reader, error),
        Failure::Session(_) => problem(reader),
    }
}

/// An outside system is away.
fn outside(reader: &Reader<'_>, upstream: Upstream) -> Said {
    let t = reader.t;
    let away = |heading| Said::new(heading, t.msg_failures_outside_why()).next(t.msg_failures_later());
    let again = t.msg_failures_way_sign_in();
    let said = match upstream.system {
        System::NhsLogin => away(t.msg_failures_nhs_login_away()).way("/auth/nhs-login/start", again),
        System::Cis2 => away(t.msg_failures_cis2_away()).way("/auth/cis2/start", again),
        System::Pds | System::Ods | System::Mesh | System::Email => away(t.msg_failures_problem()),
    };
    said.home(reader).contact(reader)
}

/// The database failed, or somebody else was first.
fn stored(reader: &Reader<'_>, error: &StorageError) -> Said {
    let t = reader.t;
    match error {
        StorageError::Conflict | StorageError::Rule(_) => {
            Said::new(t.msg_failures_conflict(), t.msg_failures_conflict_why())
                .next(t.msg_failures_look_again())
                .home(reader)
        }
        StorageError::Corrupt(_) | StorageError::Database(_) => problem(reader),
    }
}

/// Something of ours is broken.
fn problem(reader: &Reader<'_>) -> Said {
    let t = reader.t;
    Said::new(t.msg_failures_problem(), t.msg_failures_problem_why())
        .next(t.msg_failures_later())
        .home(reader)
        .contact(reader)
}

#[cfg(test)]
mod tests;
