//! The rules, without IO, clock or chance; and the words, fixed once:
//!
//! - *delegator*: the patient who gives access. *delegate*: the person who receives it.
//! - *practice*: the delegator's GP practice, which sets the access in its own system.
//! - *delegation*: one delegator, one delegate, from request to end.
//! - *kind*: a sort of thing that is decided, such as the delegation; all are decided, kept and told in one way ([`aggregate`]).
//! - *account* ([`account`]): a person's online service account at one practice, for themselves and for others.
//! - *access*: what the delegate may do. *role*: the same as programs and the national service ([`role`]) know it. What staff sign in
//!   with at CIS2 is a staff role.
//! - *the national store of roles*: that of the national service, which we call. *Our own store of roles*: the one that we serve, for
//!   others to call.
//! - *health record* ([`health_record`]): the clinical record; *record* alone is the verb of storage, and what people call it.
//! - *consent*: the patient's. What somebody allows an app is an *agreement*.
//! - The sections on actors and scopes of docs/sources.md#proxy-mvp swap delegator and delegate; its process flow is
//!   right.
//! - Citizens never read the word "proxy": pages say "trusted person" and "act for".

pub mod access;
pub mod account;
mod actor;
pub mod aggregate;
pub mod channel;
pub mod clock;
mod codes;
pub mod contact_attempt;
pub mod delegation;
pub mod details;
pub mod eligibility;
mod email_address;
mod excess;
pub mod health_record;
pub mod invitation_code;
mod letters;
pub mod london;
pub mod nhs_number;
mod numeric_date;
mod ods_code;
pub mod online_place;
pub mod pasted;
pub mod person;
pub mod practice_settings;
mod redirect_uri;
mod relationship;
pub mod role;
pub mod scope;
pub mod text;
pub mod transfer;
pub mod waiting;
pub mod working_days;

pub use access::{Access, AccessFault, RecordLevel, Service};
pub use actor::{Actor, DelegationId, Party, PersonId, StaffId};
pub use aggregate::{About, Aggregate};
pub use email_address::EmailAddress;
pub use excess::Excess;
pub use invitation_code::InvitationCode;
pub use nhs_number::NhsNumber;
pub use numeric_date::NumericDate;
pub use ods_code::OdsCode;
pub use person::{PersonName, SameName};
pub use redirect_uri::{NotARedirect, RedirectUri};
pub use relationship::Relationship;
