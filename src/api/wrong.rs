//! What is wrong with a body, field by field.

use serde::Serialize;
use utoipa::ToSchema;

/// A field that is missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WrongField {
    /// Where it is in the body, as a JSON Pointer (RFC 6901); empty for the whole body.
    pub pointer: String,
    /// What is expected.
    pub expected: String,
}

impl WrongField {
    /// The field at `pointer`, with what is expected there.
    pub fn new(pointer: &str, expected: &str) -> WrongField {
        WrongField { pointer: pointer.to_owned(), expected: expected.to_owned() }
    }
}

/// What is wrong with a body, gathered field by field.
#[derive(Debug, Default)]
pub struct Wrong(pub Vec<WrongField>);

impl Wrong {
    /// What a field was read as; where it could not be, what was expected is noted.
    pub fn read<T>(&mut self, pointer: &str, read: Option<T>, expected: &str) -> Option<T> {
        if read.is_none() {
            self.0.push(WrongField::new(pointer, expected));
        }
        read
    }

    /// The same for a part that knows itself what is wrong with it.
    pub fn part<T>(&mut self, read: Result<T, Vec<WrongField>>) -> Option<T> {
        read.map_err(|faults| self.0.extend(faults)).ok()
    }
}
