//! A kind of the tests' own: a lamp in a room, which people make brighter. Its rules, as a folder of `domain` would have them.

use domain::aggregate::{Aggregate, Recorded, Task};
use domain::{Actor, PersonId};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// The worker's task for a lamp.
pub const CHANGE_BULB: &str = "change_bulb";
/// Brighter than this it never is.
pub const BRIGHTEST: i32 = 9;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LampId(pub Uuid);

impl std::fmt::Display for LampId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Uuid> for LampId {
    fn from(id: Uuid) -> LampId {
        LampId(id)
    }
}

impl From<LampId> for Uuid {
    fn from(id: LampId) -> Uuid {
        id.0
    }
}

/// A lamp as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lamp {
    pub id: LampId,
    pub version: i32,
    pub owner: PersonId,
    pub room: String,
    pub brightness: i32,
}

#[derive(Debug)]
pub enum Command {
    Install { room: &'static str },
    Brighten,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    Installed { owner: PersonId, room: String },
    Brightened,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("no such lamp")]
    NotFound,
    #[error("the room has a lamp")]
    RoomHasOne,
}

impl Aggregate for Lamp {
    const KIND: &'static str = "lamp";
    type Id = LampId;
    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn id(&self) -> LampId {
        self.id
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn stage(&self) -> &'static str {
        if self.brightness == 0 { "dark" } else { "bright" }
    }

    fn is_known_to(&self, actor: &Actor) -> bool {
        *actor == Actor::Citizen { id: self.owner }
    }

    fn name(event: &Event) -> &'static str {
        match event {
            Event::Installed { .. } => "lamp_installed",
            Event::Brightened => "lamp_brightened",
        }
    }

    fn decide(
        current: Option<&Lamp>,
        command: &Command,
        by: &Actor,
        _: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        let Actor::Citizen { id: owner } = *by else { return Err(Refusal::NotFound) };
        match (current, command) {
            (None, Command::Install { room }) => {
                Ok(vec![Event::Installed { owner, room: (*room).to_owned() }])
            }
            (Some(lamp), Command::Brighten) if lamp.is_known_to(by) => {
                Ok(if lamp.brightness < BRIGHTEST { vec![Event::Brightened] } else { vec![] })
            }
            _ => Err(Refusal::NotFound),
        }
    }

    fn evolve(state: Option<Lamp>, recorded: &Recorded<Lamp>) -> Option<Lamp> {
        let (id, version) = (recorded.id, recorded.version);
        match (state, &recorded.event) {
            (None, Event::Installed { owner, room }) => {
                Some(Lamp { id, version, owner: *owner, room: room.clone(), brightness: 0 })
            }
            (Some(lamp), Event::Brightened) => {
                Some(Lamp { version, brightness: lamp.brightness + 1, ..lamp })
            }
            _ => None,
        }
    }

    fn work(_: Option<&Lamp>, event: &Event) -> Vec<Task> {
        match event {
            Event::Installed { .. } => {
                vec![Task::Send { message: "lamp_is_here", recipient: "owner", part: None }]
            }
            Event::Brightened => vec![Task::Do(CHANGE_BULB)],
        }
    }
}
