//! The stretches of a record that the practice has reviewed.

use sqlx::{PgConnection, PgExecutor};
use time::Date;
use uuid::Uuid;

use crate::storage::StorageError;

/// The stretches of a record, first and last day of each, in order.
///
/// # Errors
/// When the database fails.
pub async fn reviewed_periods(
    db: impl PgExecutor<'_>,
    patient: Uuid,
) -> Result<Vec<(Date, Date)>, StorageError> {
    let rows = sqlx::query!(
        "select from_day, to_day from health_record_reviewed where patient_id = $1 order by from_day",
        patient
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.from_day, row.to_day)).collect())
}

/// Keeps these stretches and no others.
///
/// # Errors
/// When the database fails.
pub async fn keep_reviewed_periods(
    db: &mut PgConnection,
    patient: Uuid,
    periods: &[(Date, Date)],
) -> Result<(), StorageError> {
    let (from, to): (Vec<Date>, Vec<Date>) = periods.iter().copied().unzip();
    sqlx::query!("delete from health_record_reviewed where patient_id = $1", patient)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "insert into health_record_reviewed (patient_id, from_day, to_day)
         select $1::uuid, p.from_day, max(p.to_day) from unnest($2::date[], $3::date[]) as p (from_day, to_day)
         group by p.from_day",
        patient,
        &from,
        &to
    )
    .execute(&mut *db)
    .await?;
    Ok(())
}
