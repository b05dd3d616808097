//! One page of a tab, at the price of its own length.

use sqlx::PgExecutor;

use crate::storage::StorageError;
use domain::OdsCode;
use domain::delegation::Stage;

use super::{Line, Narrowed, Order, Row, Window, line, narrowed};

/// The query in one direction. Each stage gives its first lines by the index `delegation_worklist`, then they are
/// merged: so a page costs its own length, not that of the list behind it.
macro_rules! merged {
    ($direction:literal, $practice:expr, $stages:expr, $window:expr) => {
        lines!(
            "(
                 select one.* from unnest($2::text[]) as asked(stage)
                 cross join lateral (
                     select id, stage, requested_at, stage_since, delegator_id, delegate_id, change_asked, former, open
                     from delegation
                     where practice = $1 and stage = asked.stage and sent_to_practice_at is not null
                     order by stage_since " $direction ", id " $direction " limit $3::bigint + $4
                 ) one
                 order by stage_since " $direction ", id " $direction " offset $3 limit $4
             )",
            "order by d.stage_since " $direction ", d.id " $direction;
            $practice.as_str(),
            &$stages as &[&str],
            $window.offset,
            $window.limit
        )
    };
}

/// One page of cases of the practice at `stages`.
///
/// # Errors
/// When the database fails or a row cannot be read.
pub async fn page(
    db: impl PgExecutor<'_>,
    practice: &OdsCode,
    stages: &[Stage],
    (order, window): (Order, Window),
) -> Result<Vec<Line>, StorageError> {
    let codes: Vec<&str> = stages.iter().map(|stage| stage.code()).collect();
    let rows = match order {
        Order::LongestFirst => merged!("asc", practice, codes, window).fetch_all(db).await?,
        Order::LatestFirst => merged!("desc", practice, codes, window).fetch_all(db).await?,
        Order::RequestedFirst | Order::RequestedLast | Order::NameUp | Order::NameDown => {
            return narrowed(db, practice, (stages, &Narrowed::default()), (order, window)).await;
        }
    };
    rows.into_iter().map(line).collect()
}
