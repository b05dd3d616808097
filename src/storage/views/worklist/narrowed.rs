//! A list narrowed to some of its cases, or in an order of the reader's.

use sqlx::PgExecutor;
use time::OffsetDateTime;

use crate::storage::StorageError;
use domain::delegation::Stage;
use domain::{OdsCode, StaffId};

use super::{Line, Order, Row, Window, line};

/// What a list is narrowed to; all that is said must hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// Only what came to its stage before this.
    pub since_before: Option<OffsetDateTime>,
    /// Only what this member of staff has taken.
    pub taken_by: Option<StaffId>,
    /// Only what the delegator asks to be changed.
    pub change_asked: bool,
}

/// The narrowed list in one order.
macro_rules! narrowed {
    ($order:literal) => {
        lines!(
            "d.stage = any($2) and ($3::timestamptz is null or d.stage_since < $3)
             and ($4::uuid is null or x.staff_id = $4) and (not $5 or d.change_asked is not null) order by ",
            $order,
            ", d.id offset $6 limit $7"
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
    (stages, to): (&[Stage], Narrowed),
    (order, window): (Order, Window),
) -> Result<Vec<Line>, StorageError> {
    let codes: Vec<&str> = stages.iter().map(|stage| stage.code()).collect();
    let rows: Vec<Row> = sqlx::query_as(match order {
        Order::LongestFirst => narrowed!("d.stage_since"),
        Order::LatestFirst => narrowed!("d.stage_since desc"),
        Order::RequestedFirst => narrowed!("d.requested_at"),
        Order::RequestedLast => narrowed!("d.requested_at desc"),
        Order::NameUp => narrowed!("lower(a.family_name), lower(a.given_name)"),
        Order::NameDown => narrowed!("lower(a.family_name) desc, lower(a.given_name) desc"),
    })
    .bind(practice.as_str())
    .bind(codes)
    .bind(to.since_before)
    .bind(to.taken_by.map(|staff| staff.0))
    .bind(to.change_asked)
    .bind(window.offset)
    .bind(window.limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(line).collect()
}

/// How many are left when the list is narrowed.
///
/// # Errors
/// When the database fails.
pub async fn count_narrowed(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    (stages, to): (&[Stage], Narrowed),
) -> Result<usize, StorageError> {
    let codes: Vec<&str> = stages.iter().map(|stage| stage.code()).collect();
    let count: i64 = sqlx::query_scalar(
        "select count(*) from delegation d left join assignment x on x.delegation_id = d.id
         where d.practice = $1 and d.sent_to_practice_at is not null and d.stage = any($2)
             and ($3::timestamptz is null or d.stage_since < $3)
             and ($4::uuid is null or x.staff_id = $4) and (not $5 or d.change_asked is not null)",
    )
    .bind(practice.as_str())
    .bind(codes)
    .bind(to.since_before)
    .bind(to.taken_by.map(|staff| staff.0))
    .bind(to.change_asked)
    .fetch_one(db)
    .await?;
    Ok(usize::try_from(count).unwrap_or_default())
}
