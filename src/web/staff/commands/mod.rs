//! The commands of the practice, a file each: their ways in, and the button that leads to each at a case. Three forms beside
//! this folder are shared by them.

mod change;
mod confirm;
mod decline_change;
mod reactivate;
mod refuse;
mod remove;
mod resume;
mod revoke;
mod suspend;

use crate::locale::Words;
use crate::web::guard::Routes;
use crate::web::staff::access_form::{self, AccessPage};
use crate::web::staff::place::Place;
use crate::web::staff::reason_form::{self, ReasonPage};
use crate::web::staff::short_form::{self, ShortPage};
use domain::delegation::{Delegation, Stage};

use change::Change;
use confirm::Confirm;
use decline_change::DeclineChange;
use reactivate::Reactivate;
use refuse::Refuse;
use remove::Remove;
use resume::Resume;
use revoke::Revoke;
use suspend::Suspend;

/// A command of the practice.
pub struct PracticeCommand {
    /// Its ways in.
    ways_in: fn(Routes) -> Routes,
    /// Where it is asked for.
    pub place: Place,
    /// What its button says; none where the command has no sense at a case, though it could be given.
    pub button: fn(&Words, &Delegation) -> Option<String>,
    /// How the button looks: what cannot be taken back is red.
    pub variant: &'static str,
}

/// All of them in the order of the buttons, the likeliest first.
pub const COMMANDS: [PracticeCommand; 9] = [
    PracticeCommand {
        ways_in: access_form::routes::<Confirm>,
        place: Confirm::PAGE.place,
        button: |t, delegation| match delegation.stage {
            Stage::Refused => Some(t.msg_case_reconsider()),
            _ => Some(t.msg_case_confirm()),
        },
        variant: "",
    },
    PracticeCommand {
        ways_in: reason_form::routes::<Refuse>,
        place: Refuse::PAGE.place,
        button: |t, _| Some(t.msg_case_refuse()),
        variant: "secondary",
    },
    PracticeCommand {
        ways_in: short_form::routes::<Remove>,
        place: Remove::PAGE.place,
        button: |t, _| Some(t.msg_remove_title()),
        variant: "",
    },
    PracticeCommand {
        ways_in: short_form::routes::<Resume>,
        place: Resume::PAGE.place,
        button: |t, _| Some(t.msg_resume_title()),
        variant: "",
    },
    PracticeCommand {
        ways_in: access_form::routes::<Change>,
        place: Change::PAGE.place,
        button: |t, _| Some(t.msg_change_title()),
        variant: "secondary",
    },
    PracticeCommand {
        ways_in: short_form::routes::<DeclineChange>,
        place: DeclineChange::PAGE.place,
        button: |t, delegation| delegation.change_asked.as_ref().map(|_| t.msg_decline_change_title()),
        variant: "secondary",
    },
    PracticeCommand {
        ways_in: short_form::routes::<Suspend>,
        place: Suspend::PAGE.place,
        button: |t, _| Some(t.msg_suspend_title()),
        variant: "secondary",
    },
    PracticeCommand {
        ways_in: reason_form::routes::<Revoke>,
        place: Revoke::PAGE.place,
        button: |t, _| Some(t.msg_revoke_title()),
        variant: "warning",
    },
    PracticeCommand {
        ways_in: access_form::routes::<Reactivate>,
        place: Reactivate::PAGE.place,
        button: |t, _| Some(t.msg_reactivate_title()),
        variant: "secondary",
    },
];

/// Ways in of this part.
pub fn routes(routes: Routes) -> Routes {
    COMMANDS.into_iter().fold(routes, |routes, command| (command.ways_in)(routes))
}
