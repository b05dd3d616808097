//! How somebody's record stands, as events and operators tell. Nobody writes a role meanwhile (src/storage/national/write.rs).

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::NhsNumber;

use super::super::StorageError;
use super::people::State;
use crate::storage::PgPool;

/// Writes down how somebody's record stands; of somebody who was not known that much is kept, and nothing else. Of whom nothing is
/// shown, nothing is shown after their death either.
///
/// # Errors
/// When the database fails.
pub async fn set_state(
    db: impl PgExecutor<'_>,
    number: &NhsNumber,
    state: State,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "with held as (
             select pg_advisory_xact_lock(202612010840)
         )
         insert into national_person (nhs_number, family, given, state, updated_at)
         select $1::text, '', '{}'::text[], $2::text, $3::timestamptz from held
         on conflict (nhs_number) do update
         set state = case when excluded.state = 'deceased' and national_person.state <> 'known' then national_person.state
                          else excluded.state end,
             updated_at = excluded.updated_at",
        number.as_str(),
        state.code(),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Writes down that `old` is nobody's any more, as `new` has taken its place; false, and nothing is written, where `new` is
/// nobody's itself: which of the two is somebody's, a person decides. The same change again, after which `new` was taken away as
/// well, finds no role and is no doubt.
///
/// # Errors
/// When the database fails.
pub async fn renumber(
    pool: &PgPool,
    (old, new): (&NhsNumber, &NhsNumber),
    now: OffsetDateTime,
) -> Result<bool, StorageError> {
    let mut transaction = pool.begin().await?;
    sqlx::query!("select pg_advisory_xact_lock(202612010840)").execute(&mut *transaction).await?;
    let is_sure = sqlx::query_scalar!(
        r#"select not exists (select from national_person where nhs_number = $2 and state = 'invalidated')
               or (exists (select from national_person where nhs_number = $1 and state = 'invalidated')
                   and not exists (select from national_role where patient = $1 or proxy = $1)) as "is_sure!""#,
        old.as_str(),
        new.as_str()
    )
    .fetch_one(&mut *transaction)
    .await?;
    if is_sure {
        set_state(&mut *transaction, old, State::Invalidated, now).await?;
    }
    transaction.commit().await?;
    Ok(is_sure)
}

/// Writes down that a record that stood so stands as usual; false where it does not stand so.
///
/// # Errors
/// When the database fails.
pub async fn set_known(
    db: impl PgExecutor<'_>,
    number: &NhsNumber,
    stood: State,
    now: OffsetDateTime,
) -> Result<bool, StorageError> {
    let done = sqlx::query!(
        "update national_person set state = 'known', updated_at = $3 where nhs_number = $1 and state = $2",
        number.as_str(),
        stood.code(),
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
