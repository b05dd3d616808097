//! How many people have which service: what is lost when a practice switches one off.

use sqlx::PgExecutor;
use time::Date;

use domain::{OdsCode, PersonId, Service};

use crate::storage::StorageError;

/// How many associations of the practice give each service today: of one patient, or of all. Services that none gives are left out.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn given(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    patient: Option<PersonId>,
    today: Date,
) -> Result<Vec<(Service, usize)>, StorageError> {
    let rows = sqlx::query!(
        r#"select code as "code!", count(*) as "count!"
           from association s, jsonb_array_elements_text(s.access -> 'services') as service (code)
           where s.practice = $1 and s.state = 'running' and s.starts <= $3 and (s.ends is null or s.ends >= $3)
               and ($2::uuid is null or s.patient_id = $2)
           group by code"#,
        practice.as_str(),
        patient.map(|patient| patient.0),
        today
    )
    .fetch_all(db)
    .await?;
    let given = rows.into_iter().map(|row| {
        let service = Service::from_code(&row.code).ok_or(StorageError::Corrupt("service"))?;
        Ok((service, usize::try_from(row.count).unwrap_or_default()))
    });
    given.collect()
}
