//! A copy of a document that was seen, or a link to one. It is asked for on the page that checks the answers: a file cannot wait in a
//! hidden input.

use crate::actions::accounts::Failed;
use crate::actions::accounts::evidence::{Brought, NotKept};
use crate::locale::Words;
use crate::web::parts::{FieldView, Problem, problems};
use crate::web::upload::Attached;
use domain::account::{Command, Proof};

use super::form::Answers;

/// The input for a link.
const LINK: &str = "copy-link";
/// The input for a file.
const FILE: &str = "copy-file";

/// What is wrong with a copy: the input, and the words.
pub type Fault = (&'static str, String);

/// The questions about a copy.
pub struct Copies {
    /// A link.
    pub link: FieldView,
    /// A file, which stands last in the form (`Upload`).
    pub file: FieldView,
}

impl Copies {
    /// The questions, where documents were seen.
    pub fn of(command: &Command, answers: &Answers) -> Option<Copies> {
        let Command::Verify { verification, .. } = command else { return None };
        let Proof::Documents { .. } = verification.proof else { return None };
        Some(Copies { link: FieldView::new(LINK, answers.one(LINK)), file: FieldView::new(FILE, "") })
    }

    /// The same with what is wrong.
    pub fn with(mut self, (name, words): Fault) -> Copies {
        let field = if name == LINK { &mut self.link } else { &mut self.file };
        field.error = Some(words);
        self
    }

    /// What is wrong, in the order of the page.
    pub fn problems(&self) -> Vec<Problem> {
        problems(&[&self.link, &self.file])
    }
}

/// What was brought; none where nothing was.
///
/// # Errors
/// A file that is too large, or a file and a link.
pub fn brought(t: &Words, answers: &Answers, file: Attached) -> Result<Option<Brought>, Fault> {
    let link = answers.one(LINK).trim();
    match (file, link.is_empty()) {
        (Attached::Nothing, true) => Ok(None),
        (Attached::Nothing, false) => Ok(Some(Brought::Link(link.to_owned()))),
        (Attached::File(bytes), true) => Ok(Some(Brought::File(bytes))),
        (Attached::File(_) | Attached::TooLarge, false) => Err((FILE, t.msg_accounts_copy_both())),
        (Attached::TooLarge, true) => Err((FILE, t.msg_accounts_copy_large())),
    }
}

/// Why it was not kept, where that is the copy's own fault.
///
/// # Errors
/// Every other reason.
pub fn fault(t: &Words, not: NotKept) -> Result<Fault, Failed> {
    match not {
        NotKept::TooLarge => Ok((FILE, t.msg_accounts_copy_large())),
        NotKept::Unknown => Ok((FILE, t.msg_accounts_copy_unknown())),
        NotKept::NoLink => Ok((LINK, t.msg_accounts_copy_no_link())),
        NotKept::Failed(failed) => Err(failed),
    }
}
