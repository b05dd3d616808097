//! Every kind that is decided and kept here: a new one is one more line.

use domain::account::{Account, Switches};
use domain::delegation::Delegation;

use super::rebuild::Kind;

/// The kinds.
pub const KINDS: &[Kind] = &[Kind::of::<Delegation>(), Kind::of::<Account>(), Kind::of::<Switches>()];
