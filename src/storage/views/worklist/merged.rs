//! One page of a tab, at the price of its own length.

use sqlx::PgExecutor;

use crate::storage::StorageError;
use crate::storage::views::undelivered::undelivered;
use domain::OdsCode;
use domain::delegation::Stage;

use super::{Line, Narrowed, Order, Row, Window, line, narrowed};

/// The query in one direction. Each stage gives its first lines by the index `delegation_worklist`, then they are
/// merged: so a page costs its own length, not that of the list behind it.
macro_rules! merged {
    ($direction:literal) => {
        concat!(
            "select d.id, d.stage, d.requested_at, d.stage_since,
                    coalesce(a.given_name, '') as delegator_given, coalesce(a.family_name, '') as delegator_family,
                    coalesce(b.given_name, i.given_name) as delegate_given,
                    coalesce(b.family_name, i.family_name) as delegate_family, d.change_asked is not null as change_asked,
                    t.name as taken_by, ",
            undelivered!(),
            " is not null as undelivered
             from (
                 select one.* from unnest($2::text[]) as asked(stage)
                 cross join lateral (
                     select id, stage, requested_at, stage_since, delegator_id, delegate_id, change_asked, open from delegation
                     where practice = $1 and stage = asked.stage and sent_to_practice_at is not null
                     order by stage_since ",
            $direction,
            ", id ",
            $direction,
            " limit $3 + $4
                 ) one
                 order by stage_since ",
            $direction,
            ", id ",
            $direction,
            " offset $3 limit $4
             ) d
             join person a on a.id = d.delegator_id
             join person b on b.id = d.delegate_id
             join invitation i on i.delegation_id = d.id
             left join assignment x on x.delegation_id = d.id
             left join staff t on t.id = x.staff_id
             order by d.stage_since ",
            $direction,
            ", d.id ",
            $direction
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
    let query = match order {
        Order::LongestFirst => merged!("asc"),
        Order::LatestFirst => merged!("desc"),
        Order::RequestedFirst | Order::RequestedLast | Order::NameUp | Order::NameDown => {
            return narrowed(db, practice, (stages, Narrowed::default()), (order, window)).await;
        }
    };
    let codes: Vec<&str> = stages.iter().map(|stage| stage.code()).collect();
    let rows: Vec<Row> = sqlx::query_as(query)
        .bind(practice.as_str())
        .bind(codes)
        .bind(window.offset)
        .bind(window.limit)
        .fetch_all(db)
        .await?;
    rows.into_iter().map(line).collect()
}
