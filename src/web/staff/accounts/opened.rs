//! The account that a page works on.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::Deserialize;

use crate::actions::accounts::reads::read;
use crate::app::App;
use crate::locale::Words;
use crate::storage::views::accounts::{self, Described, Person, Shown};
use crate::web::failure::Failure;
use crate::web::parts::unbroken;
use crate::web::session::Staff;
use domain::account::{AccountId, AccountNumber, Association, AssociationId, EvidenceId};
use domain::{PersonId, PersonName};

use super::refused::failure;

/// An account of the reader's practice; a handler that takes one never sees any other. That somebody looked is written down before
/// they see anything.
pub struct Opened {
    /// The account, with everything about it.
    pub shown: Shown,
    /// Who reads.
    pub staff: Staff,
    /// The association that the address names.
    pub association: Option<Association>,
    /// The patient whom the address names: one whom the practice has traced.
    pub patient: Option<(PersonId, Described)>,
    /// The copy of a document that the address names, whether there is one or not.
    pub copy: Option<EvidenceId>,
}

/// What an address names.
#[derive(Deserialize)]
struct Ids {
    account: AccountId,
    association: Option<AssociationId>,
    patient: Option<PersonId>,
    copy: Option<EvidenceId>,
}

impl FromRequestParts<Arc<App>> for Opened {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Opened, Failure> {
        let staff = Staff::from_request_parts(parts, app).await?;
        let ids = Path::<Ids>::from_request_parts(parts, app).await;
        let Path(ids) = ids.map_err(|_| Failure::NotFound)?;
        let shown = accounts::one(&app.db, &staff.practice, ids.account).await?.ok_or(Failure::NotFound)?;
        let named = |id| shown.account.association(id).cloned().ok_or(Failure::NotFound);
        let association = ids.association.map(named).transpose()?;
        let patient = match ids.patient {
            None => None,
            Some(patient) => {
                let described = accounts::described(&app.db, &staff.practice, patient).await?;
                Some((patient, described.ok_or(Failure::NotFound)?))
            }
        };
        let looked = read(app, (staff.id, &staff.practice), ids.account, page(parts.uri.path())).await;
        looked.map_err(failure)?;
        Ok(Opened { shown, staff, association, patient, copy: ids.copy })
    }
}

/// Which page of an account it is, as the list of who looked tells them apart.
fn page(path: &str) -> &'static str {
    let mut parts = path.rsplit('/');
    match (parts.next(), parts.next()) {
        (Some("reads"), _) => "reads",
        (Some("key" | "reset-key"), _) => "key",
        (Some(_), Some("copies")) => "copy",
        _ => "account",
    }
}

impl Opened {
    /// The account's id.
    pub fn id(&self) -> AccountId {
        self.shown.account.id
    }

    /// Where the account is.
    pub fn home(&self) -> String {
        format!("/staff/accounts/{}", self.id())
    }

    /// The number by which its letter names it.
    pub fn number(&self) -> String {
        unbroken(&AccountNumber::of(self.id()).grouped())
    }

    /// "Alex Smith, account 123 456 789", above headings.
    pub fn names(&self, t: &Words) -> String {
        t.msg_accounts_names(self.shown.holder.person.name.full(), self.number())
    }

    /// Somebody in the account: its holder, or one for whom they act or acted.
    pub fn person(&self, person: PersonId) -> Option<&Person> {
        [&self.shown.holder.person].into_iter().chain(&self.shown.patients).find(|one| one.id == person)
    }

    /// The name of somebody in the account.
    pub fn name_of(&self, person: PersonId) -> PersonName {
        self.person(person).map_or_else(|| PersonName::new("", ""), |one| one.name.clone())
    }
}
