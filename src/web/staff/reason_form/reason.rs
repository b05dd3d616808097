//! Reasons to choose from.

use crate::locale::Words;

/// A reason that can be chosen.
pub trait Reason: Copy + Send + Sync + 'static {
    /// The code in the form.
    fn code(self) -> &'static str;

    /// Whether it has to be said in own words.
    fn is_other(self) -> bool;

    /// In the words of the record.
    fn words(self, t: &Words) -> String;

    /// In the words that the two read, where they may.
    fn plain_words(self, t: &Words) -> String;
}
