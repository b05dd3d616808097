//! Who has an account at NHS login.

use crate::cast::{self, Citizen};

/// The citizen with this cast id, if they have an account here.
pub fn account(id: &str) -> Option<&'static Citizen> {
    cast::citizen(id).filter(|citizen| !citizen.pds_only)
}
