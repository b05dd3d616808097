//! Lanes of the worker: each has its own hands, so that work of one kind waits for no work of another, and what is new waits
//! for nothing that was put off. And how long each kind of work is tried.

use crate::storage::health_records::fetches::{GET_DOCUMENTS, GET_RECORD, TAKE_RECORD};
use crate::storage::outbox::{JobTask, SEND_MESSAGE};
use domain::account::{FOLLOW_ACCOUNT, FOLLOW_ASSOCIATIONS};
use domain::delegation::{CHECK_DETAILS, FOLLOW_ROLE, MOVE_ON};

/// One lane.
pub(super) struct Lane {
    /// What is done in it, by code. What stands in no lane is left for a worker that can do it.
    pub tasks: &'static [&'static str],
    /// Only what was not tried yet; or only what was put off.
    pub is_first: bool,
    /// How many pieces of work it does at once.
    pub hands: usize,
}

/// What is done about roles in the national store, and about patients who moved.
const ROLES: &[&str] = &[FOLLOW_ROLE, FOLLOW_ACCOUNT, FOLLOW_ASSOCIATIONS, MOVE_ON];

/// All lanes.
pub(super) const LANES: [Lane; 8] = [
    Lane { tasks: &[CHECK_DETAILS], is_first: true, hands: 24 },
    Lane { tasks: &[CHECK_DETAILS], is_first: false, hands: 16 },
    Lane { tasks: &[SEND_MESSAGE], is_first: true, hands: 16 },
    Lane { tasks: &[SEND_MESSAGE], is_first: false, hands: 8 },
    Lane { tasks: ROLES, is_first: true, hands: 8 },
    Lane { tasks: ROLES, is_first: false, hands: 4 },
    // Each may hold a record, and two connections to the database.
    Lane { tasks: &[GET_RECORD, TAKE_RECORD, GET_DOCUMENTS], is_first: true, hands: 2 },
    Lane { tasks: &[GET_RECORD, TAKE_RECORD, GET_DOCUMENTS], is_first: false, hands: 1 },
];

/// How long one kind of work is tried.
pub(super) struct Work {
    /// What is done, by code.
    task: &'static str,
    /// It is given up after this many tries; what has no number never is.
    pub tries: Option<i32>,
    /// Longest pause before it is tried again, in seconds.
    pub longest_pause: u64,
}

/// All kinds of work.
const WORK: &[Work] = &[
    // A person is waiting.
    Work { task: CHECK_DETAILS, tries: None, longest_pause: 300 },
    // About a day.
    Work { task: SEND_MESSAGE, tries: Some(24), longest_pause: 7200 },
    // About two days.
    Work { task: FOLLOW_ROLE, tries: Some(60), longest_pause: 3600 },
    // The same, though these only give such work.
    Work { task: FOLLOW_ACCOUNT, tries: Some(60), longest_pause: 3600 },
    Work { task: FOLLOW_ASSOCIATIONS, tries: Some(60), longest_pause: 3600 },
    // The same: after that the patient has to ask again.
    Work { task: MOVE_ON, tries: Some(60), longest_pause: 3600 },
    // About two hours: staff wait for it, and are told that it cannot be had.
    Work { task: GET_RECORD, tries: Some(16), longest_pause: 600 },
    Work { task: TAKE_RECORD, tries: Some(16), longest_pause: 600 },
    // About a day: each document that is here stays here.
    Work { task: GET_DOCUMENTS, tries: Some(40), longest_pause: 3600 },
];

impl Work {
    /// Whether a job that has been tried so often is not tried again.
    pub fn is_enough(&self, attempts: i32) -> bool {
        self.tries.is_some_and(|tries| attempts >= tries)
    }

    /// The kind of this task; none where it is not known here.
    pub fn of(task: &JobTask) -> Option<&'static Work> {
        WORK.iter().find(|work| work.task == task.code())
    }
}

/// A kind of work, as it is counted by; what this version does not know is one kind.
pub fn known_task(code: &str) -> &'static str {
    WORK.iter().find(|work| work.task == code).map_or("unknown", |work| work.task)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_lane_is_known_and_a_check_alone_is_never_given_up() {
        for task in LANES.iter().flat_map(|lane| lane.tasks) {
            let work = WORK.iter().find(|work| work.task == *task);
            assert_eq!(work.is_some_and(|work| work.tries.is_none()), *task == CHECK_DETAILS, "{task}");
            assert!(work.is_some(), "{task}");
        }
    }
}
