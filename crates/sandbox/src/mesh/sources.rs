//! What calls of the API are answered from.

use super::exchange::Mesh;
use crate::pds::Pds;
use crate::switches::Switches;

/// The mailboxes, the patients whose practice is looked up, and the faults that are switched on.
#[derive(Clone)]
pub(super) struct Sources {
    pub(super) mesh: Mesh,
    pub(super) pds: Pds,
    pub(super) switches: Switches,
}
