//! Reasons to choose from.

use crate::locale::Words;
use domain::delegation::Why;

/// A reason that can be chosen.
pub trait Reason: Copy + Send + Sync + 'static {
    /// The code in the form.
    fn code(self) -> &'static str;

    /// Whether it has to be said in own words.
    fn is_other(self) -> bool;

    /// In the words of the record.
    fn words(self, t: &Words) -> String;

    /// As the rules know it, which say who may learn it.
    fn why(self) -> Why;
}
