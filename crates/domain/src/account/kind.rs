//! The account as one kind among others.

use time::OffsetDateTime;

use crate::actor::Actor;
use crate::aggregate::{Aggregate, Recorded, Task};

use super::association::Association;
use super::command::Command;
use super::decide::decide;
use super::event::Event;
use super::evolve::Account;
use super::ids::AccountId;
use super::news::Recipient;
use super::refusal::Refusal;

/// The worker's task to have the roles of all associations looked at in the national store, by code.
pub const FOLLOW_ACCOUNT: &str = "follow_account";
/// The same for those that no case decides about.
pub const FOLLOW_ASSOCIATIONS: &str = "follow_associations";

impl Aggregate for Account {
    const KIND: &'static str = "account";
    type Id = AccountId;
    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn id(&self) -> AccountId {
        self.id
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn stage(&self) -> &'static str {
        if self.active { "active" } else { "inactive" }
    }

    fn is_known_to(&self, actor: &Actor) -> bool {
        self.side(actor).is_some()
    }

    fn name(event: &Event) -> &'static str {
        event.name()
    }

    fn decide(
        current: Option<&Account>,
        command: &Command,
        by: &Actor,
        now: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        decide(current, command, by, now)
    }

    fn evolve(state: Option<Account>, recorded: &Recorded<Account>) -> Option<Account> {
        Account::after(state, recorded)
    }

    fn work(before: Option<&Account>, event: &Event) -> Vec<Task> {
        if let Event::Told { of, association, holder, patient } = event {
            let told = [(*holder, Recipient::Holder), (*patient, Recipient::Patient)];
            let told = told.into_iter().filter(|(is_told, _)| *is_told);
            let send = |(_, to): (bool, Recipient)| Task::Send {
                message: of.code(),
                recipient: to.code(),
                part: association.map(|id| id.0),
            };
            return told.map(send).collect();
        }
        let Some(before) = before else { return Vec::new() };
        let is_for_somebody = before.associations.iter().any(Association::is_open);
        if event.association().is_some() {
            return vec![Task::Do(FOLLOW_ASSOCIATIONS)];
        }
        if is_for_somebody && event.is_about_all() { vec![Task::Do(FOLLOW_ACCOUNT)] } else { Vec::new() }
    }
}
