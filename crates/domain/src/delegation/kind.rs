//! The delegation as one kind among others.

use time::OffsetDateTime;

use crate::actor::{Actor, DelegationId};
use crate::aggregate::{self, Aggregate, Task};

use super::command::Command;
use super::decide::decide;
use super::event::Event;
use super::evolve::Delegation;
use super::national::{Reasons, asks};
use super::notice::notices;
use super::refusal::Refusal;

/// An event of a delegation in its place.
pub type Recorded = aggregate::Recorded<Delegation>;

/// The worker's task to check the delegate's details with PDS, by code.
pub const CHECK_DETAILS: &str = "check_details";
/// The worker's task to bring the role in the national store to where the delegation stands, by code.
pub const FOLLOW_ROLE: &str = "follow_role";

/// The worker's task to look where a patient who left a practice is registered now, by code.
pub const MOVE_ON: &str = "move_on";

impl Aggregate for Delegation {
    const KIND: &'static str = "delegation";
    type Id = DelegationId;
    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn id(&self) -> DelegationId {
        self.id
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn stage(&self) -> &'static str {
        self.stage.code()
    }

    fn is_known_to(&self, actor: &Actor) -> bool {
        actor.party(self).is_some()
    }

    fn name(event: &Event) -> &'static str {
        event.name()
    }

    fn decide(
        current: Option<&Delegation>,
        command: &Command,
        by: &Actor,
        now: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        decide(current, command, by, now)
    }

    fn evolve(state: Option<Delegation>, recorded: &Recorded) -> Option<Delegation> {
        Delegation::after(state, recorded)
    }

    fn work(before: Option<&Delegation>, event: &Event) -> Vec<Task> {
        let notices = notices(before, event).into_iter();
        let mut work: Vec<Task> = notices
            .map(|notice| Task::Send {
                message: notice.message.code(),
                recipient: notice.to.code(),
                part: None,
            })
            .collect();
        if matches!(event, Event::DelegationRequested { .. }) {
            work.push(Task::Do(CHECK_DETAILS));
        }
        if before.is_some_and(|before| before.moves_on_by(event)) {
            work.push(Task::Do(MOVE_ON));
        }
        if asks(event, Reasons::default()).is_some() {
            work.push(Task::Do(FOLLOW_ROLE));
        }
        work
    }
}
