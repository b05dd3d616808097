//! What is being written on the page of a case: a note, an attempt to reach somebody, until when to wait.

use time::Date;

use crate::locale::Words;
use crate::web::parts::{FieldView, Problem, problems};
use domain::text::NOTE_LIMIT;

use super::contact::{ContactFaults, ContactForm, ContactView};
use super::note::Note;
use super::waiting::{WaitingFaults, WaitingForm, WaitingView};

/// The forms of the page.
pub struct Written {
    /// Until when to wait.
    pub waiting: WaitingView,
    /// Whom somebody tried to reach.
    pub contact: ContactView,
    /// A note.
    pub note: FieldView,
    /// The longest text in each, in characters.
    pub limit: usize,
}

impl Written {
    /// Nothing yet.
    pub fn nothing(t: &Words, today: Date) -> Written {
        Written {
            waiting: WaitingForm::default().view(t, WaitingFaults::default(), false),
            contact: ContactForm::new(today).view(t, ContactFaults::default(), false),
            note: Note::default().field(t, None),
            limit: NOTE_LIMIT,
        }
    }

    /// The form that is sent to go on in another language: one that was begun, or else the note. What is begun of the
    /// others goes along by the page's script.
    pub fn begun(&self) -> &'static str {
        match (self.contact.is_begun, self.waiting.is_begun) {
            (true, _) => "/contacts",
            (_, true) => "/wait",
            _ => "/notes",
        }
    }

    /// Whether a note is begun.
    pub fn is_note_begun(&self) -> bool {
        !self.note.value.is_empty()
    }

    /// Whether any of them is begun.
    pub fn is_begun(&self) -> bool {
        self.is_note_begun() || self.contact.is_begun || self.waiting.is_begun
    }

    /// What is wrong, in the order of the page.
    pub fn problems(&self) -> Vec<Problem> {
        [self.waiting.problems(), self.contact.problems(), problems(&[&self.note])].concat()
    }
}
