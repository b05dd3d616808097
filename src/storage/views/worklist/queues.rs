//! How much there is to do: cases at each stage, and those that somebody must look at whatever their stage.

use time::Date;

use domain::delegation::Stage;
use domain::{DelegationId, OdsCode, StaffId};

use crate::storage::views::undelivered::with_mark;
use crate::storage::{PgPool, StorageError};

/// How many cases a practice has, by what is to be done with them.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// How many are at each stage; stages without any are left out.
    pub stages: Vec<(Stage, usize)>,
    /// How many have access that the delegator asks to be changed.
    pub changes: usize,
    /// How many came with a patient who moved here, and wait for a decision.
    pub moved: usize,
    /// How many have access that ends soon.
    pub ending: usize,
    /// How many wait for one of the two.
    pub waiting: usize,
    /// Those about which a message failed.
    pub failed: Vec<DelegationId>,
}

impl Counts {
    /// How many are at these stages together.
    pub fn at(&self, stages: &[Stage]) -> usize {
        self.stages.iter().filter(|(stage, _)| stages.contains(stage)).map(|(_, count)| count).sum()
    }
}

/// A checked query with the ids of the open cases of practice `$1` about which a message failed in the midst of its text: one to the
/// practice, as long as its mark says so (see [`crate::storage::views::undelivered`]); one to a citizen that was given up, until a
/// later one went to them.
macro_rules! with_failed {
    ($query:ident, $before:literal, $after:literal; $($value:expr),+) => {
        with_mark!($query!(
            $before
            "select d.id from delegation d
             where d.practice = $1 and d.sent_to_practice_at is not null and d.open and ((
                 select c.id from message c
                 where c.aggregate_id = d.id and c.recipient <> 'practice' and c.failed_at is not null
                     and not exists (
                         select from message n
                         where n.aggregate_id = c.aggregate_id and n.recipient = c.recipient
                             and n.queued_at > c.queued_at and n.sent_at is not null)
                 limit 1) is not null or ",
            mark,
            " is not null)"
            $after;
            $($value),+
        ))
    };
}

/// Counts the cases of a practice today. Access that ends on the other day or before ends soon.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn counts(
    db: &PgPool,
    practice: &OdsCode,
    (today, ends_by): (Date, Date),
) -> Result<Counts, StorageError> {
    // The view has open cases alone: that it is asked of no others spares looking up each that is closed. What failed is worked out
    // once, and stands in each row.
    let rows = with_failed!(
        query,
        r#"select d.stage, count(*) as "count!",
                count(*) filter (where d.stage in ('active', 'suspended') and d.change_asked is not null) as "changes!",
                count(*) filter (where d.stage in ('active', 'suspended')
                    and (select r.ends from role r where r.delegation_id = d.id) <= $2) as "ending!",
                count(*) filter (where d.open
                    and (select n.until from waiting_now n where n.delegation_id = d.id) > $3) as "waiting!",
                count(*) filter (where d.stage = 'with_practice' and d.former is not null) as "moved!",
                (select array_agg(f.id) from ("#,
        r#") f) as "failed?"
           from delegation d
           where d.practice = $1 and d.sent_to_practice_at is not null group by d.stage"#;
        practice.as_str(),
        ends_by,
        today
    )
    .fetch_all(db)
    .await?;
    let mut counts = Counts::default();
    for row in rows {
        let stage = Stage::from_code(&row.stage).ok_or(StorageError::Corrupt("stage"))?;
        counts.stages.push((stage, usize::try_from(row.count).unwrap_or_default()));
        counts.changes += usize::try_from(row.changes).unwrap_or_default();
        counts.ending += usize::try_from(row.ending).unwrap_or_default();
        counts.waiting += usize::try_from(row.waiting).unwrap_or_default();
        counts.moved += usize::try_from(row.moved).unwrap_or_default();
        counts.failed = row.failed.unwrap_or_default().into_iter().map(DelegationId).collect();
    }
    Ok(counts)
}

/// The open cases about which a message failed.
///
/// # Errors
/// When the database fails.
pub async fn failed(db: &PgPool, practice: &OdsCode) -> Result<Vec<DelegationId>, StorageError> {
    let ids = with_failed!(query_scalar, "", ""; practice.as_str());
    Ok(ids.fetch_all(db).await?.into_iter().map(DelegationId).collect())
}

/// The request that has waited longest for the practice's decision, besides this one, those that colleagues have taken, and
/// those that wait for somebody today.
///
/// # Errors
/// When the database fails.
pub async fn next(
    db: &PgPool,
    practice: &OdsCode,
    (besides, staff): (DelegationId, StaffId),
    today: Date,
) -> Result<Option<DelegationId>, StorageError> {
    let id = sqlx::query_scalar!(
        "select id from delegation d
         where practice = $1 and stage = 'with_practice' and sent_to_practice_at is not null and id <> $2
             and not exists (select from assignment a where a.delegation_id = d.id and a.staff_id <> $3)
             and coalesce((select n.until from waiting_now n where n.delegation_id = d.id) <= $4, true)
         order by stage_since, id limit 1",
        practice.as_str(),
        besides.0,
        staff.0,
        today
    );
    Ok(id.fetch_optional(db).await?.map(DelegationId))
}
