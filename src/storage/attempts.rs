//! Tries that are counted, so that nobody guesses for long.

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::{DelegationId, PersonId};

use super::StorageError;

/// What is tried.
#[derive(Debug, Clone, Copy)]
pub enum Counted {
    /// To say who sent this invitation.
    Sender(DelegationId),
    /// A code, by this person.
    Code(PersonId),
    /// To link what was typed as an account, by those whose it is not: an id made of it, whether there is such an account or not.
    Account(Uuid),
    /// To link any account, by this person.
    Linker(PersonId),
}

impl Counted {
    /// Its name, and about whom or what it is.
    fn key(self) -> (&'static str, Uuid) {
        match self {
            Counted::Sender(id) => ("sender", id.0),
            Counted::Code(person) => ("code", person.0),
            Counted::Account(typed) => ("account", typed),
            Counted::Linker(person) => ("linker", person.0),
        }
    }
}

/// Counts one more try at `now`; false, and not counted, when there were `limit` since `since`. Two at once are counted
/// one after the other, because both write the same row. Tries that a clock which went ahead has counted in a day to come lock
/// nobody out until then: they are counted anew, but not those that a neighbour's clock has a moment ahead.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    db: impl PgExecutor<'_>,
    counted: Counted,
    (now, since): (OffsetDateTime, OffsetDateTime),
    limit: i64,
) -> Result<bool, StorageError> {
    let (what, about) = counted.key();
    let done = sqlx::query!(
        "insert into attempt as a (what, about, tries, since) values ($1, $2, 1, $3)
         on conflict (what, about) do update set
             tries = case when a.since between $4 and $3::timestamptz + interval '1 hour' then a.tries + 1 else 1 end,
             since = case when a.since between $4 and $3::timestamptz + interval '1 hour' then a.since else $3 end
         where a.since not between $4 and $3::timestamptz + interval '1 hour' or a.tries < $5",
        what,
        about,
        now,
        since,
        limit
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Forgets the tries, which ended with a right one.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: impl PgExecutor<'_>, counted: Counted) -> Result<(), StorageError> {
    let (what, about) = counted.key();
    sqlx::query!("delete from attempt where what = $1 and about = $2", what, about).execute(db).await?;
    Ok(())
}

/// Forgets the tries that began before `since`: they are counted anew.
///
/// # Errors
/// When the database fails.
pub async fn forget_before(db: impl PgExecutor<'_>, since: OffsetDateTime) -> Result<u64, StorageError> {
    let done = sqlx::query!("delete from attempt where since < $1", since).execute(db).await?;
    Ok(done.rows_affected())
}
