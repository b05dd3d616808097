//! What everything that is decided has in common, whatever its kind: commands become events or a refusal, events become
//! the state, and some of them give the worker something to do.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::actor::Actor;

/// One kind of thing that is decided, such as a delegation; a value is one of them as it stands.
pub trait Aggregate: Sized + Send + Sync + 'static {
    /// The word for this kind in the history, the ledger and the work; it stands there for ever.
    const KIND: &'static str;
    /// What names one of them; an id is of one kind only.
    type Id: Copy + fmt::Display + From<Uuid> + Into<Uuid> + Send + Sync;
    /// What can be wished.
    type Command: Send + Sync;
    /// What can happen.
    type Event: Clone + fmt::Debug + Serialize + DeserializeOwned + Send + Sync;
    /// Why a command is not done.
    type Refusal: std::error::Error + Clone + Send + Sync + 'static;

    /// Which one it is.
    fn id(&self) -> Self::Id;

    /// How many events it has.
    fn version(&self) -> i32;

    /// Where it stands, by code, for the log.
    fn stage(&self) -> &'static str;

    /// Whether this actor may know that it exists.
    fn is_known_to(&self, actor: &Actor) -> bool;

    /// The name of an event in the history.
    fn name(event: &Self::Event) -> &'static str;

    /// What happens when `by` gives `command` at `now` (`None`: not begun). An empty list means: harmless, already so.
    ///
    /// # Errors
    /// Why it is refused; nothing happens then.
    fn decide(
        current: Option<&Self>,
        command: &Self::Command,
        by: &Actor,
        now: OffsetDateTime,
    ) -> Result<Vec<Self::Event>, Self::Refusal>;

    /// The state after one more event; none when this event cannot be the first.
    fn evolve(state: Option<Self>, recorded: &Recorded<Self>) -> Option<Self>;

    /// What `event` gives the worker to do; `before` is how things stood before it.
    fn work(before: Option<&Self>, event: &Self::Event) -> Vec<Task>;

    /// The state after all `events` of one of them, in order; none when there is none, or they begin with none that can
    /// be the first.
    fn replay<'a>(events: impl IntoIterator<Item = &'a Recorded<Self>>) -> Option<Self> {
        let mut state = None;
        for recorded in events {
            state = Some(Self::evolve(state, recorded)?);
        }
        state
    }
}

/// An event in its place: the n-th of which one, by whom, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded<A: Aggregate> {
    /// Of which one.
    pub id: A::Id,
    /// 1 for the first.
    pub version: i32,
    /// What happened.
    pub event: A::Event,
    /// Who did it.
    pub by: Actor,
    /// When.
    pub at: OffsetDateTime,
}

/// What an event gives the worker to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Something that this kind alone knows, by code.
    Do(&'static str),
    /// Send one message to somebody; both by code.
    Send {
        /// Which message.
        message: &'static str,
        /// To whom.
        recipient: &'static str,
        /// About which part of the one it is about, where it has such parts.
        part: Option<Uuid>,
    },
}

impl fmt::Display for Task {
    /// As it ends an idempotency key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Task::Do(code) => f.write_str(code),
            Task::Send { message, recipient, .. } => write!(f, "{message}.{recipient}"),
        }
    }
}

/// What a line of the ledger or a piece of work is about: one thing of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    kind: String,
    id: Uuid,
}

impl About {
    /// About this one.
    pub fn one<A: Aggregate>(id: A::Id) -> About {
        About::stored(A::KIND.to_owned(), id.into())
    }

    /// As it was kept; the kind may be one that this version does not know.
    pub fn stored(kind: String, id: Uuid) -> About {
        About { kind, id }
    }

    /// Which one it is, if it is of this kind.
    pub fn id_of<A: Aggregate>(&self) -> Option<A::Id> {
        (self.kind == A::KIND).then(|| A::Id::from(self.id))
    }

    /// Its id, if it is of this kind, by its code.
    pub fn id_if(&self, kind: &str) -> Option<Uuid> {
        self.is_of(kind).then_some(self.id)
    }

    /// Whether it is of this kind, by its code.
    pub fn is_of(&self, kind: &str) -> bool {
        self.kind == kind
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.id)
    }
}
