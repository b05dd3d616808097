//! Where the national store and this service differ, for one practice.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use domain::role::Difference;
use domain::{DelegationId, OdsCode, PersonName};

use crate::storage::StorageError;

/// One delegation whose role differs.
#[derive(Debug, Clone)]
pub struct Differing {
    /// Which.
    pub delegation: DelegationId,
    /// What differs.
    pub difference: Difference,
    /// Since when it is seen.
    pub since: OffsetDateTime,
    /// The patient.
    pub delegator: PersonName,
    /// The trusted person.
    pub delegate: PersonName,
}

/// Those of a practice, the oldest first.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    limit: i64,
) -> Result<Vec<Differing>, StorageError> {
    let rows = sqlx::query!(
        r#"select f.delegation_id, f.difference as "difference!", f.differs_since as "since!",
                  coalesce(p.given_name, '') as "patient_given!", coalesce(p.family_name, '') as "patient_family!",
                  coalesce(t.given_name, i.given_name) as "trusted_given!",
                  coalesce(t.family_name, i.family_name) as "trusted_family!"
           from followed_role f
           join delegation d on d.id = f.delegation_id
           join person p on p.id = d.delegator_id
           join person t on t.id = d.delegate_id
           join invitation i on i.delegation_id = d.id
           where f.difference is not null and d.practice = $1
           order by f.differs_since, f.delegation_id limit $2"#,
        practice.as_str(),
        limit
    )
    .fetch_all(db)
    .await?;
    let differing = rows.into_iter().map(|row| {
        Ok(Differing {
            delegation: DelegationId(row.delegation_id),
            difference: Difference::from_code(&row.difference).ok_or(StorageError::Corrupt("difference"))?,
            since: row.since,
            delegator: PersonName::new(row.patient_given, row.patient_family),
            delegate: PersonName::new(row.trusted_given, row.trusted_family),
        })
    });
    differing.collect()
}
