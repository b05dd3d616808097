//! Rounds: what was agreed, and with which practices.

use sqlx::{PgConnection, PgExecutor};
use time::OffsetDateTime;
use uuid::Uuid;

use domain::OdsCode;
use domain::transfer::{Environment, Rate, StoreCounts, Window};

use crate::storage::{PgPool, StorageError};

/// A round, as it was agreed.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Our opaque id.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// Where it runs.
    pub environment: Environment,
    /// Address of the store; none before its first run.
    pub store: Option<String>,
    /// Header that every call carries, by name and value.
    pub header: Option<(String, String)>,
    /// Calls in a second.
    pub rate: Rate,
    /// When it may run.
    pub window: Option<Window>,
    /// When it was planned.
    pub planned_at: OffsetDateTime,
}

struct Kept {
    id: Uuid,
    name: String,
    environment: String,
    store: Option<String>,
    header_name: Option<String>,
    header_value: Option<String>,
    rate: f64,
    run_window: Option<String>,
    planned_at: OffsetDateTime,
}

/// Plans a round with these practices.
///
/// # Errors
/// `Conflict` where there is a round of this name, and when the database fails.
pub async fn plan(pool: &PgPool, round: &Round, practices: &[OdsCode]) -> Result<(), StorageError> {
    let mut transaction = pool.begin().await?;
    let (name, value) = round.header.clone().unzip();
    sqlx::query!(
        "insert into transfer_round (id, name, environment, header_name, header_value, rate, run_window, planned_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        round.id,
        round.name,
        round.environment.code(),
        name,
        value,
        round.rate.per_second(),
        round.window.map(|window| window.to_string()),
        round.planned_at
    )
    .execute(&mut *transaction)
    .await?;
    let codes: Vec<&str> = practices.iter().map(OdsCode::as_str).collect();
    sqlx::query!(
        "insert into transfer_practice (round_id, practice) select $1, practice from unnest($2::text[]) practice
         on conflict do nothing",
        round.id,
        &codes as &[&str]
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(())
}

/// The round of this name.
///
/// # Errors
/// When the database fails or the row cannot be read.
pub async fn find(db: impl PgExecutor<'_>, name: &str) -> Result<Option<Round>, StorageError> {
    let kept = sqlx::query_as!(
        Kept,
        "select id, name, environment, store, header_name, header_value, rate, run_window, planned_at
         from transfer_round where name = $1",
        name
    );
    kept.fetch_optional(db).await?.map(round).transpose()
}

/// All rounds, oldest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn all(db: impl PgExecutor<'_>) -> Result<Vec<Round>, StorageError> {
    let kept = sqlx::query_as!(
        Kept,
        "select id, name, environment, store, header_name, header_value, rate, run_window, planned_at
         from transfer_round order by id"
    );
    kept.fetch_all(db).await?.into_iter().map(round).collect()
}

fn round(kept: Kept) -> Result<Round, StorageError> {
    let window = kept.run_window.map(|text| text.parse()).transpose();
    Ok(Round {
        id: kept.id,
        name: kept.name,
        environment: kept.environment.parse().map_err(|_| StorageError::Corrupt("environment"))?,
        store: kept.store,
        header: kept.header_name.zip(kept.header_value),
        rate: Rate::of(kept.rate).map_err(|_| StorageError::Corrupt("rate"))?,
        window: window.map_err(|_| StorageError::Corrupt("window"))?,
        planned_at: kept.planned_at,
    })
}

/// Notes which store the round runs against, and tells which it is: that of its first run.
///
/// # Errors
/// When the database fails.
pub async fn runs_against(db: impl PgExecutor<'_>, round: Uuid, store: &str) -> Result<String, StorageError> {
    let kept = sqlx::query_scalar!(
        r#"update transfer_round set store = coalesce(store, $2) where id = $1 returning store as "store!""#,
        round,
        store
    );
    Ok(kept.fetch_one(db).await?)
}

/// Notes what the store has counted for a practice. A confirmation of other numbers counts no more. False where the practice
/// is not of the round.
///
/// # Errors
/// When the database fails.
pub async fn tell(
    db: &mut PgConnection,
    (round, practice): (Uuid, &OdsCode),
    counts: StoreCounts,
    now: OffsetDateTime,
) -> Result<bool, StorageError> {
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let told = sqlx::query_scalar!(
        r#"update transfer_practice p set store_created = $3, store_reactivated = $4, told_at = $5,
               confirmed_by = case when before.is_same then p.confirmed_by end,
               confirmed_at = case when before.is_same then p.confirmed_at end
           from (select o.round_id, o.practice, r.environment = 'live' as is_live,
                     o.store_created is not distinct from $3 and o.store_reactivated is not distinct from $4 as is_same
                 from transfer_practice o join transfer_round r on r.id = o.round_id
                 where o.round_id = $1 and o.practice = $2) before
           where p.round_id = before.round_id and p.practice = before.practice
           returning not before.is_same and before.is_live as "lapses!""#,
        round,
        practice.as_str(),
        whole(counts.created),
        counts.reactivated.map(whole),
        now
    );
    let told = told.fetch_optional(&mut *db).await?;
    if told == Some(true) {
        sqlx::query!("update practice set tally_confirmed_at = null where ods_code = $1", practice.as_str())
            .execute(db)
            .await?;
    }
    Ok(told.is_some())
}

/// Notes that this person has confirmed the tally of a practice. Of a live round, the practice may put the store in use
/// from then on.
///
/// # Errors
/// When the database fails.
pub async fn confirm(
    db: impl PgExecutor<'_>,
    (round, practice): (Uuid, &OdsCode),
    by: &str,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query!(
        "with confirmed as (
             update transfer_practice p set confirmed_by = $3, confirmed_at = $4
             from transfer_round r where p.round_id = $1 and p.practice = $2 and r.id = p.round_id
             returning p.practice, r.environment
         )
         update practice set tally_confirmed_at = $4 from confirmed
         where practice.ods_code = confirmed.practice and confirmed.environment = 'live'",
        round,
        practice.as_str(),
        by,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}
