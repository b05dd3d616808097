//! When associations were last used, and what else a day must know of them.

use sqlx::PgExecutor;
use time::Date;

use domain::account::{AccountId, AssociationId, Known};

use crate::storage::StorageError;

/// Notes that an association was used on this day, unless a later one is known.
///
/// # Errors
/// When the database fails.
pub async fn note(
    db: impl PgExecutor<'_>,
    association: AssociationId,
    day: Date,
) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into association_use as u (association_id, used_on) values ($1, $2)
         on conflict (association_id) do update set used_on = excluded.used_on where u.used_on < excluded.used_on",
        association.0,
        day
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What is known of the associations of an account that have not ended: when their patients were born, and when each was last used.
/// Those whose patient's day of birth nobody knows are left out.
///
/// # Errors
/// When the database fails.
pub async fn known(db: impl PgExecutor<'_>, account: AccountId) -> Result<Vec<Known>, StorageError> {
    let rows = sqlx::query!(
        r#"select s.id as "id!", coalesce(t.birth_date, p.birth_date) as "born?", u.used_on as "used_on?"
           from association s
           join person p on p.id = s.patient_id
           left join traced_person t on t.practice = s.practice and t.person_id = s.patient_id
           left join association_use u on u.association_id = s.id
           where s.account_id = $1 and s.state <> 'ended'"#,
        account.0
    )
    .fetch_all(db)
    .await?;
    let known = rows.into_iter().filter_map(|row| {
        let association = AssociationId(row.id);
        Some(Known { association, patient_born: row.born?, last_used: row.used_on })
    });
    Ok(known.collect())
}
