//! The life of one delegation (docs/life.md#stages), event sourced: [`decide()`] turns a command into events or a
//! refusal, [`evolve`](crate::Aggregate::evolve) turns events into the state, [`table`] is the stage × command table both follow.

mod ahead;
mod checklist;
mod command;
mod consent;
mod contact;
pub mod deadline;
mod decide;
mod event;
mod evolve;
mod granted;
mod kind;
mod moved;
pub mod national;
pub mod notice;
mod party;
mod reason;
pub mod recheck;
mod refusal;
mod request;
mod stage;
pub mod table;
mod tell;
mod told;

pub use ahead::{could_change, would_change};
pub use checklist::{Checklist, ChecklistItem, ConsentMethod};
pub use command::{Command, CommandKind};
pub use contact::ContactSource;
pub use decide::decide;
pub use event::Event;
pub use evolve::Delegation;
pub use granted::Granted;
pub use kind::{CHECK_DETAILS, FOLLOW_ROLE, MOVE_ON, Recorded};
pub use moved::Moved;
pub use notice::{Message, Notice, Recipient};
pub use reason::{
    CloseReason, DeclineReason, LessReason, RefusalReason, RevokeReason, SuspendReason, TellThem,
};
pub use refusal::Refusal;
pub use request::{Request, within_limits};
pub use stage::Stage;
pub use tell::Tell;
pub use told::Why;
