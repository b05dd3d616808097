//! One delegation as the caller may see it; everybody else is answered as if there were none.

use crate::actions::programs::{Acts, Caller};
use crate::actions::{case_work, invitation_code};
use crate::api::problem::Problem;
use crate::app::App;
use crate::storage::views::case::{self, Case};
use crate::storage::views::citizen::{self, Mine, Side};
use domain::delegation::Delegation;
use domain::{DelegationId, InvitationCode, Party};

use super::can::can;

/// A delegation as its reader sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// With what they know of the people in it.
    pub sight: Sight,
    /// What they could do now, by the last parts of the commands' paths.
    pub can: Vec<&'static str>,
    /// The code that the patient passes on, while it opens the invitation: for the patient alone.
    pub code: Option<InvitationCode>,
}

/// A delegation, with what its reader knows of the people in it.
#[derive(Debug, Clone)]
pub enum Sight {
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
        let sight = Sight::load(app, caller, id).await?;
        let can = can(app, caller, sight.delegation()).await?;
        let code = match &sight {
            Sight::Citizen(mine) => invitation_code::shown(app, mine),
            Sight::Practice(_) => None,
        };
        Ok(Seen { sight, can, code })
    }

    /// The delegation.
    pub fn delegation(&self) -> &Delegation {
        self.sight.delegation()
    }

    /// What the reader is to it.
    pub fn party(&self) -> Party {
        match &self.sight {
            Sight::Citizen(mine) => match mine.side {
                Side::Delegator => Party::Delegator,
                Side::Delegate => Party::Delegate,
            },
            Sight::Practice(_) => Party::Practice,
        }
    }
}

impl Sight {
    async fn load(app: &App, caller: &Caller, id: DelegationId) -> Result<Sight, Problem> {
        let practices = match &caller.acts {
            Acts::Citizen(person) => {
                let mine = citizen::one(&app.db, *person, id).await?;
                return mine.map(|mine| Sight::Citizen(Box::new(mine))).ok_or(Problem::NotFound);
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
        Ok(Sight::Practice(Box::new(case)))
    }

    fn delegation(&self) -> &Delegation {
        match self {
            Sight::Citizen(mine) => &mine.delegation,
            Sight::Practice(case) => &case.delegation,
        }
    }
}
