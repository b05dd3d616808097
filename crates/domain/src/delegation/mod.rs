//! The life of one delegation (docs/life.md#stages), event sourced: [`decide`] turns a command into events or a
//! refusal, [`evolve`] turns events into the state, [`table`] is the stage × command table both follow.

pub mod command;
pub mod deadline;
pub mod decide;
pub mod event;
pub mod evolve;
pub mod kind;
pub mod notice;
pub mod reason;
pub mod recheck;
pub mod refusal;
pub mod request;
pub mod stage;
pub mod table;
mod told;

pub use command::{Checklist, ChecklistItem, Command, CommandKind, ConsentMethod};
pub use decide::decide;
pub use event::{ContactSource, Event};
pub use evolve::Delegation;
pub use kind::{CHECK_DETAILS, Recorded};
pub use notice::{Message, Notice, Recipient};
pub use reason::{CloseReason, DeclineReason, RefusalReason, RevokeReason, SuspendReason, TellThem};
pub use refusal::Refusal;
pub use request::Request;
pub use stage::Stage;
