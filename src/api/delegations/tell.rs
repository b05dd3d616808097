//! Who of the two is told how much, in JSON: for each, or in one word for both.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::wrong::WrongField;
use domain::delegation::{Tell, TellThem};

use super::order::code;

/// What may be told: for each of the two, or one word for both.
#[derive(Deserialize, ToSchema)]
#[serde(untagged, expecting = "another kind of value, expected a string or a map")]
#[schema(as = Told)]
pub enum TellBody {
    /// The same for both: nothing, outcome or reason. A reason that one of them is never told is refused.
    Both(String),
    /// For each.
    Each(TellEach),
}

/// For each of the two: nothing, outcome (that it changed) or reason.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ToldEach)]
pub struct TellEach {
    /// The patient.
    #[schema(example = "outcome")]
    delegator: String,
    /// The trusted person.
    #[schema(example = "nothing")]
    delegate: String,
}

/// What is to be told; `otherwise` where the call does not say.
///
/// # Errors
/// The word that is none.
pub fn tell(body: Option<&TellBody>, otherwise: Tell) -> Result<Tell, WrongField> {
    match body {
        None => Ok(otherwise),
        Some(TellBody::Both(word)) => one("/tell", word).map(Tell::both),
        Some(TellBody::Each(each)) => Ok(Tell {
            delegator: one("/tell/delegator", &each.delegator)?,
            delegate: one("/tell/delegate", &each.delegate)?,
        }),
    }
}

/// The same for what has no reason: nothing, or that it was done.
///
/// # Errors
/// The word that is none, or the reason that is not there.
pub fn without_reason(body: Option<&TellBody>, otherwise: Tell) -> Result<Tell, WrongField> {
    match body {
        None => Ok(otherwise),
        Some(TellBody::Both(word)) => one_without_reason("/tell", word).map(Tell::both),
        Some(TellBody::Each(each)) => Ok(Tell {
            delegator: one_without_reason("/tell/delegator", &each.delegator)?,
            delegate: one_without_reason("/tell/delegate", &each.delegate)?,
        }),
    }
}

/// The same where it must be said.
///
/// # Errors
/// That it is missing, or the word that is none.
pub fn said(body: Option<&TellBody>) -> Result<Tell, WrongField> {
    match body {
        None => one("/tell", "").map(Tell::both),
        Some(_) => tell(body, Tell::NOTHING),
    }
}

/// One word.
///
/// # Errors
/// The words there are, for `pointer`.
pub fn one(pointer: &str, word: &str) -> Result<TellThem, WrongField> {
    code(pointer, word, (TellThem::ALL, TellThem::code))
}

/// One word for what has no reason.
///
/// # Errors
/// The words there are, for `pointer`.
pub fn one_without_reason(pointer: &str, word: &str) -> Result<TellThem, WrongField> {
    code(pointer, word, (&[TellThem::Nothing, TellThem::Outcome], TellThem::code))
}
