//! How the accounts of a person stand at practices, as programs are told: made, linked, verified, associated. One statement.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use domain::account::{AccountId, Facts};
use domain::{OdsCode, PersonId};

use crate::storage::StorageError;

use super::permissions::Within;

/// How one account stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The account.
    pub account: AccountId,
    /// The practice that made it.
    pub practice: OdsCode,
    /// When it was made.
    pub opened_at: OffsetDateTime,
    /// When the key that counts was made; none where there is no key.
    pub key_since: Option<OffsetDateTime>,
    /// Since when each online account is linked.
    pub linked_at: Vec<OffsetDateTime>,
    /// What it rests on today.
    pub facts: Facts,
}

/// A row of outer joins: all of it, or nothing.
struct Row {
    id: Option<Uuid>,
    practice: Option<String>,
    opened_at: Option<OffsetDateTime>,
    key_since: Option<OffsetDateTime>,
    linked_at: Option<Vec<OffsetDateTime>>,
    switched_on: Option<bool>,
    linked: Option<bool>,
    verified: Option<bool>,
    associated: Option<bool>,
}

/// The accounts of a person of which the program `client` may know, by practice; none where the program is not welcome any more.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn of(
    db: impl PgExecutor<'_>,
    (client, within): (&str, Within<'_>),
    person: PersonId,
    today: Date,
) -> Result<Option<Vec<Standing>>, StorageError> {
    let (at, own) = within.parts();
    let rows = sqlx::query_as!(
        Row,
        r#"select a.id as "id?", a.practice as "practice?", a.opened_at as "opened_at?", a.key_since as "key_since?",
                a.linked_at as "linked_at?", a.switched_off is null as "switched_on?", a.linked <> '{}' as "linked?",
                a.verification is not null as "verified?",
                exists (select from association s where s.account_id = a.id and s.state = 'running' and s.starts <= $5
                        and (s.ends is null or s.ends >= $5)) as "associated?"
           from client c
           left join account a on a.person_id = $2
               and (a.practice = $3 or a.person_id = $4
                   or $3::text is null and $4::uuid is null and a.practice = any(c.practices)
                       and exists (select from practice e where e.ods_code = a.practice and e.enabled))
           where c.id = $1 and c.disabled_at is null
           order by a.practice"#,
        client,
        person.0,
        at,
        own,
        today
    )
    .fetch_all(db)
    .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let standings = rows.into_iter().filter_map(|row| standing(row).transpose());
    standings.collect::<Result<_, _>>().map(Some)
}

fn standing(row: Row) -> Result<Option<Standing>, StorageError> {
    const CORRUPT: StorageError = StorageError::Corrupt("account");
    let (Some(id), Some(practice)) = (row.id, row.practice) else { return Ok(None) };
    Ok(Some(Standing {
        account: AccountId(id),
        practice: OdsCode::parse(&practice).map_err(|_| StorageError::Corrupt("practice"))?,
        opened_at: row.opened_at.ok_or(CORRUPT)?,
        key_since: row.key_since,
        linked_at: row.linked_at.ok_or(CORRUPT)?,
        facts: Facts {
            switched_on: row.switched_on.ok_or(CORRUPT)?,
            linked: row.linked.ok_or(CORRUPT)?,
            verified: row.verified.ok_or(CORRUPT)?,
            associated: row.associated.ok_or(CORRUPT)?,
        },
    }))
}
