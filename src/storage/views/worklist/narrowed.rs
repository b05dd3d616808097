//! A list narrowed to some of its cases, or in an order of the reader's.

use sqlx::PgExecutor;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::storage::StorageError;
use domain::delegation::Stage;
use domain::{OdsCode, StaffId};

use super::{Line, Order, Row, Window, line};

/// What a list is narrowed to; all that is said must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// Only what came to its stage before this.
    pub since_before: Option<OffsetDateTime>,
    /// Only what this member of staff has taken.
    pub taken_by: Option<StaffId>,
    /// Only what the delegator asks to be changed.
    pub change_asked: bool,
    /// Only what came with a patient who moved here.
    pub moved_here: bool,
    /// Only what has access that ends on this day or before.
    pub ends_by: Option<Date>,
    /// On this day: only what waits for one of the two, or only what does not.
    pub waiting: Option<(bool, Date)>,
    /// Only these.
    pub among: Option<Vec<Uuid>>,
}

/// The narrowed list in one order.
macro_rules! narrowed {
    ($order:literal, $practice:expr, $stages:expr, $to:expr, $window:expr) => {
        lines!(
            "delegation",
            "where d.practice = $1 and d.sent_to_practice_at is not null and d.stage = any($2)
                 and ($3::timestamptz is null or d.stage_since < $3)
                 and ($4::uuid is null or x.staff_id = $4) and (not $5 or d.change_asked is not null)
                 and ($8::date is null or (select r.ends from role r where r.delegation_id = d.id) <= $8)
                 and ($9::uuid[] is null or d.id = any($9))
                 and ($10::date is null or $11::boolean = coalesce(
                     (select n.until from waiting_now n where n.delegation_id = d.id) > $10, false))
                 and (not $12::boolean or d.former is not null)
             order by " $order ", d.id offset $6 limit $7";
            $practice.as_str(),
            &$stages as &[&str],
            $to.since_before,
            $to.taken_by.map(|staff| staff.0),
            $to.change_asked,
            $window.offset,
            $window.limit,
            $to.ends_by,
            $to.among.as_deref() as Option<&[Uuid]>,
            $to.waiting.map(|(_, today)| today),
            $to.waiting.is_some_and(|(is_waiting, _)| is_waiting),
            $to.moved_here
        )
    };
}

/// The cases at `stages` that are left when the list is narrowed, so many after so many. It reads all that the practice
/// has at these stages: some thousands at the most.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn narrowed(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    (stages, to): (&[Stage], &Narrowed),
    (order, window): (Order, Window),
) -> Result<Vec<Line>, StorageError> {
    let codes: Vec<&str> = stages.iter().map(|stage| stage.code()).collect();
    let rows = match order {
        Order::LongestFirst => narrowed!("d.stage_since", practice, codes, to, window).fetch_all(db).await?,
        Order::LatestFirst => {
            narrowed!("d.stage_since desc", practice, codes, to, window).fetch_all(db).await?
        }
        Order::RequestedFirst => {
            narrowed!("d.requested_at", practice, codes, to, window).fetch_all(db).await?
        }
        Order::RequestedLast => {
            narrowed!("d.requested_at desc", practice, codes, to, window).fetch_all(db).await?
        }
        Order::NameUp => {
            narrowed!("lower(a.family_name), lower(a.given_name)", practice, codes, to, window)
                .fetch_all(db)
                .await?
        }
        Order::NameDown => {
            narrowed!("lower(a.family_name) desc, lower(a.given_name) desc", practice, codes, to, window)
                .fetch_all(db)
                .await?
        }
    };
    rows.into_iter().map(line).collect()
}

/// How many are left when the list is narrowed.
///
/// # Errors
/// When the database fails.
pub async fn count_narrowed(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    (stages, to): (&[Stage], &Narrowed),
) -> Result<usize, StorageError> {
    let codes: Vec<&str> = stages.iter().map(|stage| stage.code()).collect();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from delegation d left join assignment x on x.delegation_id = d.id and d.open
         where d.practice = $1 and d.sent_to_practice_at is not null and d.stage = any($2)
             and ($3::timestamptz is null or d.stage_since < $3)
             and ($4::uuid is null or x.staff_id = $4) and (not $5 or d.change_asked is not null)
             and ($6::date is null or (select r.ends from role r where r.delegation_id = d.id) <= $6)
             and ($7::uuid[] is null or d.id = any($7))
             and ($8::date is null or $9::boolean = coalesce(
                 (select n.until from waiting_now n where n.delegation_id = d.id) > $8, false))
             and (not $10::boolean or d.former is not null)"#,
        practice.as_str(),
        &codes as &[&str],
        to.since_before,
        to.taken_by.map(|staff| staff.0),
        to.change_asked,
        to.ends_by,
        to.among.as_deref() as Option<&[Uuid]>,
        to.waiting.map(|(_, today)| today),
        to.waiting.is_some_and(|(is_waiting, _)| is_waiting),
        to.moved_here
    )
    .fetch_one(db)
    .await?;
    Ok(usize::try_from(count).unwrap_or_default())
}
