//! A note that is being written.

use serde::Deserialize;

use crate::locale::Words;
use crate::web::form::TextFault;
use crate::web::parts::FieldView;

/// A note, as typed. No `Debug`: it may say things of the patient.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Note {
    note: String,
}

impl Note {
    /// What was typed.
    pub fn text(&self) -> &str {
        &self.note
    }

    /// The field, with what is wrong with it.
    pub fn field(&self, t: &Words, fault: Option<TextFault>) -> FieldView {
        let words = fault.map(|fault| match fault {
            TextFault::Empty => t.msg_case_note_empty(),
            TextFault::TooLong => t.msg_staff_form_note_long(),
            TextFault::Unfit => t.msg_staff_form_note_unfit(),
        });
        FieldView::new("note", &self.note).with_error(words)
    }
}
