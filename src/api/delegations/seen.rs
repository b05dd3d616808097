//! One delegation as the caller may see it; everybody else is answered as if there were none.

use crate::actions::programs::{Acts, Caller};
use crate::actions::{On, case_work, invitation_code};
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
        Seen::of(app, caller, Sight::load(app, caller, id).await?).await
    }

    /// What was read for the caller, with what they could do now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(app: &App, caller: &Caller, sight: Sight) -> Result<Seen, Problem> {
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
        self.sight.party()
    }
}

impl Sight {
    /// Reads it for the caller.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when there is none, or none that the caller may know of.
    pub async fn load(app: &App, caller: &Caller, id: DelegationId) -> Result<Sight, Problem> {
        // Who looked is known, on whatever way: as on the pages, written before anything is shown.
        let case = match &caller.acts {
            Acts::Citizen(person) => {
                let mine = citizen::one(&app.db, *person, id).await?;
                return mine.map(|mine| Sight::Citizen(Box::new(mine))).ok_or(Problem::NotFound);
            }
            Acts::Staff { id: staff, practice } => {
                case_work::open(app, (*staff, practice), id, "api").await?
            }
            Acts::System { practices } => case::find(&app.db, practices, id).await?,
        };
        let case = case.ok_or(Problem::NotFound)?;
        if matches!(caller.acts, Acts::System { .. }) {
            tracing::info!(client = %caller.client_id, delegation = %id, "a system reads a case");
        }
        Ok(Sight::Practice(Box::new(case)))
    }

    /// The delegation as it stands after a command, with what its reader knows besides.
    pub fn after(self, delegation: Delegation) -> Sight {
        match self {
            Sight::Citizen(mine) => Sight::Citizen(Box::new(Mine { delegation, ..*mine })),
            Sight::Practice(case) => Sight::Practice(Box::new(Case { delegation, ..*case })),
        }
    }

    /// As what a command is given to: it is not read again.
    pub fn on(&self) -> On {
        match self {
            Sight::Citizen(mine) => On::from(&mine.delegation),
            Sight::Practice(case) => On::from(&**case),
        }
    }

    /// What the reader is to it.
    pub fn party(&self) -> Party {
        match self {
            Sight::Citizen(mine) => match mine.side {
                Side::Delegator => Party::Delegator,
                Side::Delegate => Party::Delegate,
            },
            Sight::Practice(_) => Party::Practice,
        }
    }

    /// The delegation.
    pub fn delegation(&self) -> &Delegation {
        match self {
            Sight::Citizen(mine) => &mine.delegation,
            Sight::Practice(case) => &case.delegation,
        }
    }
}
