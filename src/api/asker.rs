//! Who asks about accounts, and of whom they may know.

use crate::actions::programs::Acts;
use crate::app::App;
use crate::storage::views::accounts::permissions::Within;
use domain::PersonId;

use super::bearer::Shown;
use super::problem::Problem;

/// Who asks.
pub struct Asker {
    client: String,
    acts: Option<Acts>,
}

impl Asker {
    /// Whoever the token names. For a system nothing is asked: the one read of the call also tells whether it is still welcome.
    ///
    /// # Errors
    /// When whoever is behind the token may do nothing any more.
    pub async fn of(app: &App, shown: &Shown) -> Result<Asker, Problem> {
        if let Some(system) = shown.system() {
            return Ok(Asker { client: system.to_owned(), acts: None });
        }
        let caller = shown.caller(app).await?;
        Ok(Asker { client: caller.client_id, acts: Some(caller.acts) })
    }

    /// The program, and of whom it may know.
    pub fn within(&self) -> (&str, Within<'_>) {
        let within = match &self.acts {
            Some(Acts::Citizen(id)) => Within::Person(*id),
            Some(Acts::Staff { practice, .. }) => Within::Practice(practice),
            Some(Acts::System { .. }) | None => Within::Own,
        };
        (&self.client, within)
    }

    /// Whether a citizen asks who is not this person: what is that one's own is not told to them.
    pub fn is_another(&self, person: PersonId) -> bool {
        matches!(&self.acts, Some(Acts::Citizen(id)) if *id != person)
    }
}

/// What the one read of a call has found; nothing where the program was shut out meanwhile.
pub fn welcome<T>(found: Option<T>) -> Result<T, Problem> {
    found.ok_or(Problem::Token(Some("the program was shut out")))
}
