//! What happens without a visitor: work from the outbox, our mailbox, deadlines, comparing with PDS and with the national store of
//! roles, tidying.

mod accounts;
mod address;
mod case;
mod closing;
mod deliver;
mod due;
mod email;
mod fault;
mod lanes;
mod mesh_inbox;
mod message;
mod moving;
mod news;
mod posting;
mod practice;
mod recheck;
mod record;
mod report;
mod roles;
mod run;
mod settle;
mod step;
mod stop;
mod tell;
mod work;

pub use accounts::{meet_days, take_in_cases};
pub use closing::close_what_cannot_go_on;
pub use deliver::{deliver_batch, deliver_everything};
pub use due::meet_deadlines;
pub use lanes::known_task;
pub use mesh_inbox::read_mesh_inbox;
pub use recheck::recheck_everything;
pub use record::let_records_go;
pub use roles::compare_roles;
pub use run::run;
pub use stop::Stop;
pub use tell::tell_what_is_known;
