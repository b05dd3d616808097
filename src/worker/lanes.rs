//! Lanes of the worker: each has its own hands, so that work of one kind waits for no work of another, and what is new waits
//! for nothing that was put off.

use crate::storage::outbox::SEND_MESSAGE;
use domain::delegation::{CHECK_DETAILS, FOLLOW_ROLE};

/// One lane.
pub(super) struct Lane {
    /// What is done in it, by code. What stands in no lane is left for a worker that can do it.
    pub tasks: &'static [&'static str],
    /// Only what was not tried yet; or only what was put off.
    pub is_first: bool,
    /// How many pieces of work it does at once.
    pub hands: usize,
}

/// All lanes.
pub(super) const LANES: [Lane; 6] = [
    Lane { tasks: &[CHECK_DETAILS], is_first: true, hands: 24 },
    Lane { tasks: &[CHECK_DETAILS], is_first: false, hands: 16 },
    Lane { tasks: &[SEND_MESSAGE], is_first: true, hands: 16 },
    Lane { tasks: &[SEND_MESSAGE], is_first: false, hands: 8 },
    Lane { tasks: &[FOLLOW_ROLE], is_first: true, hands: 8 },
    Lane { tasks: &[FOLLOW_ROLE], is_first: false, hands: 4 },
];
