//! A person's online service account at one practice (docs/accounts.md), event sourced: [`decide()`] turns a command into events or
//! a refusal, [`evolve`](crate::Aggregate::evolve) turns events into the state, [`table`] is what both follow.
//!
//! - *account*: what docs/sources.md#citizen-services calls a verified user account. *Holder*: whose it is.
//! - *online account*: by what they sign in elsewhere; there it is an online service account. It is *linked* with a *linkage key*.
//! - *association*: of an account with one patient's record, one's own or another's.
//! - *switches*: what a practice offers to all, and to one patient ([`Switches`]).
//! - *permission*: what comes of all of them on a day ([`permission()`]).

pub mod age;
mod association;
pub mod case;
mod command;
mod command_kind;
mod day;
mod decide;
mod event;
mod evolve;
mod follow;
mod followed;
mod ground;
mod ids;
pub mod key;
mod kind;
pub mod national;
mod news;
mod number;
mod offer;
mod party;
mod permission;
mod reason;
pub mod recheck;
mod refusal;
mod side;
mod status;
mod switches;
pub mod table;
mod telling;
mod verification;

pub use age::{AgeRules, Ages, Milestone};
pub use association::{Association, State};
pub use case::Says;
pub use command::{Associate, Command, Known, Renew};
pub use command_kind::CommandKind;
pub use day::{next_look, unused_from};
pub use decide::decide;
pub use event::Event;
pub use evolve::Account;
pub use follow::Follow;
pub use followed::FOLLOWED;
pub use ground::{Checked, Evidence, Ground, Tie};
pub use ids::{AccountId, AssociationId, EvidenceId, OnlineAccountId, SwitchesId};
pub use key::{LinkageKey, Tries};
pub use kind::{FOLLOW_ACCOUNT, FOLLOW_ASSOCIATIONS};
pub use news::{News, Recipient, Tell};
pub use number::AccountNumber;
pub use offer::{Offer, Offers, OlderShownFurther, Shown, what_is_left};
pub use permission::{Layers, Permission, WhyNot, permission};
pub use reason::{
    EndReason, OffReason, ResetReason, RevokeKeyReason, SuspendReason, SwitchOffReason, UnverifyReason,
};
pub use refusal::Refusal;
pub use side::Side;
pub use status::{Facts, LACKS, Status};
pub use switches::{SetSwitches, SwitchEvent, Switches};
pub use table::Place;
pub use verification::{Document, Proof, Verification, Vouching};
