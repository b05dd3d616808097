//! One delegation as the caller may see it; everybody else is answered as if there were none.

use crate::actions::case_work;
use crate::actions::programs::{Acts, Caller};
use crate::api::problem::Problem;
use crate::app::App;
use crate::storage::views::case::{self, Case};
use crate::storage::views::citizen::{self, Mine, Side};
use domain::delegation::Delegation;
use domain::{DelegationId, Party};

/// A delegation, with what its reader knows of the people in it.
#[derive(Debug, Clone)]
pub enum Seen {
    /// By one of its citizens.
    Citizen(Box<Mine>),
    /// By its practice.
    Practice(Box<Case>),
}

impl Seen {
    /// Reads it for the caller.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when there is none, or none that the caller may know of.
    pub async fn load(app: &App, caller: &Caller, id: DelegationId) -> Result<Seen, Problem> {
        let practices = match &caller.acts {
            Acts::Citizen(person) => {
                let mine = citizen::one(&app.db, *person, id).await?;
                return mine.map(|mine| Seen::Citizen(Box::new(mine))).ok_or(Problem::NotFound);
            }
            Acts::Staff { practice, .. } => std::slice::from_ref(practice),
            Acts::System { practices } => practices,
        };
        let case = case::find(&app.db, practices, id).await?.ok_or(Problem::NotFound)?;
        // Who looked is known, on whatever way: as on the pages, written before anything is shown.
        match &caller.acts {
            Acts::Staff { id: staff, .. } => case_work::read(app, *staff, id, "api").await?,
            Acts::System { .. } => {
                tracing::info!(client = %caller.client_id, delegation = %id, "a system reads a case")
            }
            Acts::Citizen(_) => {}
        }
        Ok(Seen::Practice(Box::new(case)))
    }

    /// The delegation.
    pub fn delegation(&self) -> &Delegation {
        match self {
            Seen::Citizen(mine) => &mine.delegation,
            Seen::Practice(case) => &case.delegation,
        }
    }

    /// What the reader is to it.
    pub fn party(&self) -> Party {
        match self {
            Seen::Citizen(mine) => match mine.side {
                Side::Delegator => Party::Delegator,
                Side::Delegate => Party::Delegate,
            },
            Seen::Practice(_) => Party::Practice,
        }
    }
}
