//! Staff ask for the record of a patient.

use thiserror::Error;
use time::Date;
use uuid::Uuid;

use crate::app::App;
use crate::storage::StorageError;
use crate::storage::health_records::fetches::{self, Asked};
use domain::{NhsNumber, OdsCode, PersonName, StaffId};

/// What staff wish.
pub struct Wish<'a> {
    /// Their practice.
    pub practice: &'a OdsCode,
    /// Whose record.
    pub number: &'a NhsNumber,
    /// Their date of birth: PDS must have the same.
    pub born: Option<Date>,
    /// Their name, where a case has it.
    pub name: Option<&'a PersonName>,
    /// The practice they were registered with, and its name where it is known.
    pub from: (&'a OdsCode, Option<&'a str>),
    /// Whether with confidential items.
    pub with_confidential: bool,
    /// The case.
    pub case: Option<Uuid>,
    /// The member of staff, and the id of their role profile.
    pub by: (StaffId, Option<&'a str>),
}

/// Why it is not asked for.
#[derive(Debug, Error)]
pub enum NotAsked {
    /// It is set up neither here nor for this practice.
    #[error("not set up for this practice")]
    NotSetUp,
    /// It is on its way, or waits for staff.
    #[error("the same record is on its way")]
    UnderWay,
    /// A practice does not ask itself.
    #[error("the practice itself")]
    Oneself,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Has the record asked for; gives the id by which it is followed.
///
/// # Errors
/// See [`NotAsked`].
pub async fn ask(app: &App, wish: &Wish<'_>) -> Result<Uuid, NotAsked> {
    let is_set_up = app.gp_connect.as_ref().is_some_and(|client| client.speaks_for(wish.practice));
    if !is_set_up || app.sds.is_none() {
        return Err(NotAsked::NotSetUp);
    }
    if wish.practice == wish.from.0 {
        return Err(NotAsked::Oneself);
    }
    let id = app.clock.new_id();
    let asked = Asked {
        id,
        practice: wish.practice,
        number: wish.number,
        born: wish.born,
        name: wish.name,
        from: wish.from,
        with_confidential: wish.with_confidential,
        case: wish.case,
        by: wish.by,
    };
    match fetches::ask(&app.db, &asked, app.clock.now()).await {
        Ok(()) => {
            tracing::info!(fetch = %id, from = %wish.from.0.as_str(), "a record is asked for");
            Ok(id)
        }
        Err(StorageError::Conflict) => Err(NotAsked::UnderWay),
        Err(error) => Err(error.into()),
    }
}
