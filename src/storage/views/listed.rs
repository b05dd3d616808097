//! Ids of delegations for programs, page by page in the order of their ids, which is that of the requests.

use uuid::Uuid;

use crate::storage::{PgPool, StorageError};
use domain::delegation::Stage;
use domain::{DelegationId, OdsCode, PersonId};

/// Whose delegations.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'a> {
    /// Those of one citizen, in both directions.
    Citizen(PersonId),
    /// Those that one citizen gives.
    Delegator(PersonId),
    /// Those that one citizen receives, once invited.
    Delegate(PersonId),
    /// Those that were sent to these practices.
    Practices(&'a [OdsCode]),
}

/// Which of them.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Only at this stage; to a citizen the stage that they are told (domain `stage_told_to`).
    pub stage: Option<Stage>,
    /// Only after this one.
    pub after: Option<DelegationId>,
    /// How many at most.
    pub limit: i64,
}

/// One page.
///
/// # Errors
/// When the database fails.
pub async fn page(
    pool: &PgPool,
    whose: Whose<'_>,
    wanted: &Wanted,
) -> Result<Vec<DelegationId>, StorageError> {
    let (practices, person, gives, receives): (Vec<&str>, Option<Uuid>, bool, bool) = match whose {
        Whose::Citizen(id) => (Vec::new(), Some(id.0), true, true),
        Whose::Delegator(id) => (Vec::new(), Some(id.0), true, false),
        Whose::Delegate(id) => (Vec::new(), Some(id.0), false, true),
        Whose::Practices(codes) => (codes.iter().map(OdsCode::as_str).collect(), None, false, false),
    };
    let stage = wanted.stage.map(Stage::code);
    let after = wanted.after.map_or(Uuid::nil(), |id| id.0);
    let ids = match person {
        Some(person) => {
            let ids = sqlx::query_scalar!(
                r#"select id as "id!" from (
                       select id, stage, refused, closed, 'delegator' as side from delegation where delegator_id = $1 and $2
                       union
                       select id, stage, refused, closed, 'delegate' from delegation
                       where delegate_id = $1 and $3 and invited_at is not null
                   ) d
                   where id > $5 and ($4::text is null or $4 = case
                       when stage = 'ending' then 'ended'
                       when stage = 'withdrawn' and side = 'delegate' and closed = 'delegator_left_practice' then 'ended'
                       when stage = 'refused' and coalesce(refused -> 1 ->> side, refused ->> 1) = 'nothing' then 'ended'
                       else stage end)
                   order by id limit $6"#,
                person,
                gives,
                receives,
                stage,
                after,
                wanted.limit
            );
            ids.fetch_all(pool).await?
        }
        None => {
            let ids = sqlx::query_scalar!(
                "select d.id from unnest($1::text[]) as p (practice)
                 cross join lateral (
                     select id from delegation
                     where delegation.practice = p.practice and sent_to_practice_at is not null
                         and ($2::text is null or stage = $2) and id > $3
                     order by id limit $4
                 ) d
                 order by d.id limit $4",
                &practices as &[&str],
                stage,
                after,
                wanted.limit
            );
            ids.fetch_all(pool).await?
        }
    };
    Ok(ids.into_iter().map(DelegationId).collect())
}
