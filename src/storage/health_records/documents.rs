//! The bytes of documents, in parts: neither storing nor reading holds more than one of them. Each content is kept once, under
//! its hash, whoever has it.

use futures::{Stream, StreamExt, stream};
use hyper::body::Bytes;
use sha2::{Digest, Sha256};
use sqlx::{Connection, PgConnection, PgExecutor};
use uuid::Uuid;

use domain::OdsCode;

use crate::storage::{PgPool, StorageError};

/// How many bytes a part has; the last one may have fewer.
pub const PART: usize = 256 * 1024;

/// A document of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Whose record.
    pub patient: Uuid,
    /// Its id, as `Binary/{id}` names it.
    pub id: String,
    /// What kind of file.
    pub content_type: String,
    /// How many bytes.
    pub size: i64,
    /// Which bytes.
    pub sha256: Vec<u8>,
    /// How often it has come with other bytes, from 1.
    pub version: i32,
}

/// Why a document was not stored; nothing of it is kept when the transaction is given up.
#[derive(Debug, thiserror::Error)]
pub enum NotStored<E> {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Its bytes did not come to their end.
    #[error("the bytes did not come to their end")]
    Source(E),
}

/// A document of a record.
///
/// # Errors
/// When the database fails.
pub async fn find(
    db: impl PgExecutor<'_>,
    patient: Uuid,
    id: &str,
) -> Result<Option<Document>, StorageError> {
    let found = sqlx::query_as!(
        Document,
        "select patient_id as patient, document_id as id, content_type, size, sha256, version
         from health_record_document where patient_id = $1 and document_id = $2",
        patient,
        id
    );
    Ok(found.fetch_optional(db).await?)
}

/// A document of a practice; none where two of its patients have one with this id.
///
/// # Errors
/// When the database fails.
pub async fn find_by_id(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    id: &str,
) -> Result<Option<Document>, StorageError> {
    let found = sqlx::query_as!(
        Document,
        "select d.patient_id as patient, d.document_id as id, d.content_type, d.size, d.sha256, d.version
         from health_record_document d join health_record_patient p on p.id = d.patient_id
         where p.practice = $1 and d.document_id = $2 limit 2",
        practice.as_str(),
        id
    );
    let mut found = found.fetch_all(db).await?;
    Ok(if found.len() == 1 { found.pop() } else { None })
}

/// A document of another patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// In which record.
    pub record: Uuid,
    /// The id of what leads to it there.
    pub named: Option<String>,
}

/// The document with this id that another patient of the practice has. Nobody else brings one with this id until the transaction ends:
/// two who do so at once would not see each other.
///
/// # Errors
/// When the database fails.
pub async fn of_another(
    transaction: &mut PgConnection,
    practice: &OdsCode,
    (patient, id): (Uuid, &str),
) -> Result<Option<Other>, StorageError> {
    let held = format!("{} {id}", practice.as_str());
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1::text, 951))", held)
        .execute(&mut *transaction)
        .await?;
    let found = sqlx::query_as!(
        Other,
        r#"select d.patient_id as record, (
               select r.resource_id from health_record_resource r
               where r.patient_id = d.patient_id and r.kind = 'DocumentReference' and (r.resource_id = $2 or exists (
                   select from jsonb_path_query(r.body, '$.content[*].attachment.url') as u (url)
                   where right(split_part(u.url #>> '{}', '/_history/', 1), length($4::text)) = $4))
               order by r.place limit 1) as "named?"
           from health_record_document d join health_record_patient p on p.id = d.patient_id
           where p.practice = $1 and d.document_id = $2 and d.patient_id <> $3 order by d.patient_id limit 1"#,
        practice.as_str(),
        id,
        patient,
        format!("Binary/{id}")
    );
    Ok(found.fetch_optional(transaction).await?)
}

/// The documents of a record, by id.
///
/// # Errors
/// When the database fails.
pub async fn of_patient(db: impl PgExecutor<'_>, patient: Uuid) -> Result<Vec<Document>, StorageError> {
    let found = sqlx::query_as!(
        Document,
        "select patient_id as patient, document_id as id, content_type, size, sha256, version
         from health_record_document where patient_id = $1 order by document_id",
        patient
    );
    Ok(found.fetch_all(db).await?)
}

/// The bytes with this hash, part by part, each read when it is asked for: no connection waits for whoever takes them. Where other
/// bytes take their place meanwhile they end early, which their size tells.
pub fn bytes(db: &PgPool, sha256: &[u8]) -> impl Stream<Item = Result<Bytes, StorageError>> + Send + use<> {
    stream::try_unfold((db.clone(), sha256.to_vec(), 0_i32), |(db, sha256, part)| async move {
        let found = sqlx::query_scalar!(
            "select bytes from health_record_content where sha256 = $1 and part = $2",
            sha256.as_slice(),
            part
        );
        let found = found.fetch_optional(&db).await.map_err(StorageError::from)?;
        Ok::<_, StorageError>(found.map(|bytes| (Bytes::from(bytes), (db, sha256, part + 1))))
    })
}

/// Stores the bytes of a document in place of what it had; the same bytes again change nothing, and where it fails nothing is kept of
/// them, whatever else the transaction does. To be given a transaction, in which the database waits at most some seconds for the
/// next bytes.
///
/// # Errors
/// See [`NotStored`].
pub async fn store<E>(
    transaction: &mut PgConnection,
    patient: Uuid,
    id: &str,
    content_type: &str,
    bytes: impl Stream<Item = Result<Bytes, E>>,
) -> Result<Document, NotStored<E>> {
    let mut own = transaction.begin().await.map_err(StorageError::from)?;
    // Longer than any hash: under this name the bytes are kept until theirs is known.
    let arriving = format!("arriving {patient} {id}").into_bytes();
    let (size, sha256) = keep_parts(&mut own, &arriving, bytes).await?;
    settle(&mut own, &arriving, &sha256).await?;
    let former = find(&mut *own, patient, id).await?;
    let version = name(&mut own, (patient, id), content_type, (size, &sha256)).await?;
    if let Some(former) = former.filter(|former| former.sha256 != sha256) {
        forget(&mut own, &former.sha256).await?;
    }
    own.commit().await.map_err(StorageError::from)?;
    let (id, content_type) = (id.to_owned(), content_type.to_owned());
    Ok(Document { patient, id, content_type, size, sha256, version })
}

/// Keeps what comes under a name; how many bytes, and their hash.
async fn keep_parts<E>(
    db: &mut PgConnection,
    key: &[u8],
    bytes: impl Stream<Item = Result<Bytes, E>>,
) -> Result<(i64, Vec<u8>), NotStored<E>> {
    let (mut hash, mut size, mut number) = (Sha256::new(), 0_usize, 0);
    let mut part = Vec::with_capacity(PART);
    let mut bytes = std::pin::pin!(bytes);
    while let Some(more) = bytes.next().await {
        let mut more = more.map_err(NotStored::Source)?;
        hash.update(&more);
        size += more.len();
        while !more.is_empty() {
            let taken = more.split_to(more.len().min(PART - part.len()));
            part.extend_from_slice(&taken);
            if part.len() == PART {
                keep_part(db, key, number, &part).await?;
                number += 1;
                part.clear();
            }
        }
    }
    if number == 0 || !part.is_empty() {
        keep_part(db, key, number, &part).await?;
    }
    Ok((i64::try_from(size).unwrap_or(i64::MAX), hash.finalize().to_vec()))
}

async fn keep_part(db: &mut PgConnection, key: &[u8], number: i32, bytes: &[u8]) -> Result<(), StorageError> {
    sqlx::query!(
        "insert into health_record_content (sha256, part, bytes) values ($1, $2, $3)",
        key,
        number,
        bytes
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Puts what has arrived under its hash, or takes it away where the same is there already. Of two that bring the same bytes at
/// once, the later one waits.
async fn settle(db: &mut PgConnection, arriving: &[u8], sha256: &[u8]) -> Result<(), StorageError> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 950))", sha256)
        .execute(&mut *db)
        .await?;
    let is_known = sqlx::query_scalar!(
        r#"select exists (select from health_record_content where sha256 = $1) as "is_known!""#,
        sha256
    )
    .fetch_one(&mut *db)
    .await?;
    if is_known {
        sqlx::query!("delete from health_record_content where sha256 = $1", arriving).execute(db).await?;
    } else {
        sqlx::query!("update health_record_content set sha256 = $2 where sha256 = $1", arriving, sha256)
            .execute(db)
            .await?;
    }
    Ok(())
}

async fn name(
    db: &mut PgConnection,
    (patient, id): (Uuid, &str),
    content_type: &str,
    (size, sha256): (i64, &[u8]),
) -> Result<i32, StorageError> {
    let version = sqlx::query_scalar!(
        "insert into health_record_document as d (patient_id, document_id, content_type, size, sha256)
         values ($1, $2, $3, $4, $5)
         on conflict (patient_id, document_id) do update set content_type = excluded.content_type,
             size = excluded.size, sha256 = excluded.sha256,
             version = d.version + case when d.sha256 = excluded.sha256 then 0 else 1 end
         returning version",
        patient,
        id,
        content_type,
        size,
        sha256
    )
    .fetch_one(db)
    .await?;
    Ok(version)
}

/// Takes away bytes that no document has any more, unless somebody stores the same ones at this moment.
async fn forget(db: &mut PgConnection, sha256: &[u8]) -> Result<(), StorageError> {
    let is_free = sqlx::query_scalar!(
        r#"select pg_try_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 950)) as "is_free!""#,
        sha256
    )
    .fetch_one(&mut *db)
    .await?;
    if is_free {
        sqlx::query!(
            "delete from health_record_content where sha256 = $1
                 and not exists (select from health_record_document d where d.sha256 = $1)",
            sha256
        )
        .execute(db)
        .await?;
    }
    Ok(())
}
