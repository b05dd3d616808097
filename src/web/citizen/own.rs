//! The delegation that a page is about.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::app::App;
use crate::locale::{Language, Words, words};
use crate::storage::views::citizen::{self, Mine, Side};
use crate::web::failure::Failure;
use crate::web::session::Citizen;
use crate::wording::{self, Reader};
use domain::delegation::table::{Cell, cell, may};
use domain::delegation::{CommandKind, Delegation};
use domain::{DelegationId, Party};

/// A delegation of the signed-in citizen, on either side; a handler that takes one never sees any other.
pub struct Own {
    /// Who reads.
    pub citizen: Citizen,
    /// What they may know of it.
    pub mine: Mine,
}

/// Whether the reader can do something now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Can {
    /// Now.
    Now,
    /// It is done already.
    Done,
    /// No more, or not yet.
    NotNow,
    /// Never, on this side: answered as if the page were not there.
    Never,
}

impl FromRequestParts<Arc<App>> for Own {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Own, Failure> {
        let citizen = Citizen::from_request_parts(parts, app).await?;
        let id = Path::<DelegationId>::from_request_parts(parts, app).await;
        let Path(id) = id.map_err(|_| Failure::NotFound)?;
        let mine = citizen::one(&app.db, citizen.id, id).await?.ok_or(Failure::NotFound)?;
        Ok(Own { citizen, mine })
    }
}

impl Own {
    /// Where it stands.
    pub fn delegation(&self) -> &Delegation {
        &self.mine.delegation
    }

    /// The other citizen's name.
    pub fn name(&self) -> String {
        self.mine.other.full()
    }

    /// Where a page about it is; the details are at "".
    pub fn path(&self, page: &str) -> String {
        let details = format!("/delegations/{}", self.delegation().id);
        if page.is_empty() { details } else { format!("{details}/{page}") }
    }

    /// For whom the words are.
    pub fn reader(&self) -> Reader {
        match self.mine.side {
            Side::Delegator => Reader::Delegator,
            Side::Delegate => Reader::Delegate,
        }
    }

    /// Where it stands, in a sentence with its day.
    pub fn sentence(&self, language: Language) -> String {
        if self.mine.undelivered {
            return words(language).msg_manage_undelivered_what(self.name());
        }
        wording::status_sentence(language, self.delegation(), self.reader(), &self.name())
    }

    /// What happens next.
    pub fn next(&self, language: Language) -> String {
        wording::next_step(language, self.delegation(), self.reader())
    }

    /// Why it ended or rests, as far as the reader may be told.
    pub fn why(&self, t: &Words) -> Option<String> {
        let why = self.delegation().why_told_to(self.reader().party())?;
        wording::why(t, why, self.reader())
    }

    /// Whether the reader can give this command now, by the table of the rules.
    pub fn can(&self, command: CommandKind) -> Can {
        let party = match self.mine.side {
            Side::Delegator => Party::Delegator,
            Side::Delegate => Party::Delegate,
        };
        let stage = self.delegation().stage;
        if !may(party, command, stage) {
            return Can::Never;
        }
        match cell(Some(stage), command) {
            Cell::To(_) => Can::Now,
            Cell::Harmless => Can::Done,
            Cell::Refused => Can::NotNow,
        }
    }
}
