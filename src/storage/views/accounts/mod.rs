//! Online service accounts as pages read them, and programs.

mod given;
mod list;
mod mine;
mod one;
pub mod permissions;
pub mod standings;

pub use given::given;
pub use list::{Line, Lines, Window, by_account, by_name, by_number, page};
pub use mine::{Acting, Holding, acting_for, held_by};
pub use one::{Dated, Holder, Person, Shown, of_person, one};

pub use crate::storage::accounts::letters::Letter;
pub use crate::storage::accounts::options::{Options, find as options};
pub use crate::storage::accounts::traced::{Described, find as described};

pub use crate::storage::accounts::reads::{Look, colleagues, looks};
pub use crate::storage::people::find as person;
pub use crate::storage::practices::phone;

pub use crate::storage::accounts::switches::{id_of as switches_id, load as switches};
