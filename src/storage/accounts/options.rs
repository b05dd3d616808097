//! What practices have set about accounts.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};

use domain::account::age::YOUNG_AGE_LIMIT;
use domain::account::{AgeRules, Ages};
use domain::{OdsCode, StaffId};

use crate::storage::StorageError;

/// What a practice has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether identity is verified before an account is associated with anybody.
    pub verify_first: bool,
    /// The age below sixteen at which access for a child is suspended; none where it is at sixteen alone.
    pub young_age: Option<i16>,
}

impl Default for Options {
    /// The choices that count until a practice has made its own.
    fn default() -> Options {
        Options { verify_first: false, young_age: Some(YOUNG_AGE_LIMIT) }
    }
}

impl Options {
    /// As rules about ages.
    pub fn ages(self) -> AgeRules {
        AgeRules::suspending_at(self.young_age)
    }
}

/// What counts of a patient's age, as columns of outer joins have it: when they were born, and what the practice has set.
pub(in crate::storage) fn ages(
    born: Option<Date>,
    (verify_first, young_age): (Option<bool>, Option<i16>),
) -> Ages {
    let set = verify_first.map(|verify_first| Options { verify_first, young_age });
    Ages { born, rules: set.unwrap_or_default().ages() }
}

/// What a practice has set, or the first choices.
///
/// # Errors
/// When the database fails.
pub async fn find(db: impl PgExecutor<'_>, practice: &OdsCode) -> Result<Options, StorageError> {
    let row = sqlx::query!(
        "select verify_first, young_age from account_options where practice = $1",
        practice.as_str()
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map_or_else(Options::default, |row| Options {
        verify_first: row.verify_first,
        young_age: row.young_age,
    }))
}

/// Sets them.
///
/// # Errors
/// When the database fails, or the age is none from 1 to 13.
pub async fn set(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    options: Options,
    (by, at): (StaffId, OffsetDateTime),
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into account_options (practice, verify_first, young_age, staff_id, updated_at) values ($1, $2, $3, $4, $5)
         on conflict (practice) do update set verify_first = excluded.verify_first, young_age = excluded.young_age,
             staff_id = excluded.staff_id, updated_at = excluded.updated_at",
        practice.as_str(),
        options.verify_first,
        options.young_age,
        by.0,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}
