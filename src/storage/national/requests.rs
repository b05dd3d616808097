//! Requests for access, as they were filled in. None is kept, and none stays, of somebody of whom nothing may be shown: who writes
//! one shares the lock of those who write roles (src/storage/national/write.rs).

use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

use domain::NhsNumber;

use super::super::StorageError;
use super::write::Written;

/// A request. No `Debug`: it names people.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Its id.
    pub id: Uuid,
    /// The code that people are told.
    pub reference: String,
    /// NHS number of the one who filled it in.
    pub source: String,
    /// NHS number of the patient.
    pub subject: String,
    /// NHS number of the one who would act, where it says so.
    pub proxy: Option<String>,
    /// All of it.
    pub document: serde_json::Value,
}

/// Keeps a request, unless its code is taken, or somebody whom it names has another number or may not be shown.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    db: impl PgExecutor<'_>,
    request: &Request,
    round: Option<&str>,
    now: OffsetDateTime,
) -> Result<Written, StorageError> {
    let kept = sqlx::query!(
        r#"with people as (
               select national_role_may_stand(array[$3::text, $4::text, $5::text], false) as may_stand
           ), request as (
               insert into national_request (id, reference, source, subject, proxy, document, created_in, created_at)
               select $1::uuid, $2::text, $3::text, $4::text, $5::text, $6::jsonb, $7::text, $8::timestamptz
               from people where may_stand
               on conflict (reference) do nothing
               returning id
           )
           select may_stand as "may_stand!", exists (select 1 from request) as "is_done!" from people"#,
        request.id,
        &request.reference,
        &request.source,
        &request.subject,
        request.proxy.as_deref(),
        &request.document,
        round,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(Written::of(kept.may_stand, kept.is_done))
}

/// The request with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: impl PgExecutor<'_>, id: Uuid) -> Result<Option<Request>, StorageError> {
    Ok(sqlx::query_as!(
        Request,
        "select id, reference, source, subject, proxy, document from national_request where id = $1",
        id
    )
    .fetch_optional(db)
    .await?)
}

/// Takes away all requests that name this person: their number is nobody's any more, or nothing of them may be shown.
///
/// # Errors
/// When the database fails.
pub async fn delete_of(db: impl PgExecutor<'_>, number: &NhsNumber) -> Result<u64, StorageError> {
    let done = sqlx::query!(
        "delete from national_request where source = $1 or subject = $1 or proxy = $1",
        number.as_str()
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// Takes requests that name `old` along to `new`, wherever they say it. Those are taken away of whose new number nothing may be
/// shown, and those that are about one person now.
///
/// # Errors
/// When the database fails.
pub async fn renumber(
    db: impl PgExecutor<'_>,
    (old, new): (&NhsNumber, &NhsNumber),
) -> Result<(), StorageError> {
    sqlx::query!(
        r#"with people as (
               select national_role_may_stand(array[$2::text], false) as may_stand
           ), gone as (
               delete from national_request using people
               where (source = $1::text or subject = $1 or proxy = $1)
                 and (not may_stand or (subject, proxy) in (($1, $2), ($2, $1)))
           )
           update national_request
           set source = case when source = $1 then $2 else source end,
               subject = case when subject = $1 then $2 else subject end,
               proxy = case when proxy = $1 then $2 else proxy end,
               document = replace(document::text, '"' || $1 || '"', '"' || $2 || '"')::jsonb
           from people
           where (source = $1 or subject = $1 or proxy = $1)
             and may_stand and ((subject, proxy) in (($1, $2), ($2, $1))) is not true"#,
        old.as_str(),
        new.as_str()
    )
    .execute(db)
    .await?;
    Ok(())
}
